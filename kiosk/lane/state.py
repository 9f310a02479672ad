"""What the lane remembers between two events. Everything of it can be rebuilt from the database."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.lane.people import Member, StaffMember
from kiosk.lane.records import pool_of
from kiosk.lane.view import Guest, Message
from kiosk.lane.words import Fault, Line, Sex


class Step(StrEnum):
    """What the lane waits for."""

    TURN = "turn"  # for those before them
    TAG = "tag"  # for a hand to take the tag
    WALK = "walk"  # for the arm to turn


@dataclass(frozen=True, slots=True)
class Admission:
    """A granted visit that is neither entered nor annulled."""

    visit: int
    uid: str
    who: Member | StaffMember
    step: Step = Step.TURN
    tag: str | None = None

    @property
    def guest(self) -> Guest:
        """How a screen addresses them."""
        return self.who.guest

    @property
    def pool(self) -> Sex | None:
        """The changing room whose tag they take; none for staff."""
        return pool_of(self.who)


@dataclass(frozen=True, slots=True)
class InMouth:
    """A tag that was ordered to drop for this visit and was not seen to be taken.

    :param fallen: it was seen in the mouth.
    """

    pool: Sex
    tag: str
    visit: int
    fallen: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """The state of one turnstile.

    ``queue`` stands in the order of the taps; its head becomes ``serving``. ``message`` is shown until its timer.
    ``seen`` are the cards of the last seconds. ``exits_until`` is how long each person for whom
    the exit was opened is waited for.
    """

    serving: Admission | None = None
    queue: tuple[Admission, ...] = ()
    in_mouth: tuple[InMouth, ...] = ()
    message: Message | None = None
    message_number: int = 0
    seen: tuple[tuple[str, datetime], ...] = ()
    exits_until: tuple[datetime, ...] = ()
    down: tuple[tuple[str, Fault], ...] = ()
    lines_on: frozenset[Line] = frozenset()

    def mouth(self, pool: Sex) -> InMouth | None:
        """What lies in the mouth of this pool."""
        return next((mouth for mouth in self.in_mouth if mouth.pool is pool), None)

    def is_down(self, device: str, *faults: Fault) -> bool:
        """Whether this device has one of these faults."""
        return any((device, fault) in self.down for fault in faults)

    @property
    def under_way(self) -> tuple[Admission, ...]:
        """The visit being served and those that wait, in their order."""
        return (self.serving, *self.queue) if self.serving else self.queue

    @property
    def exits(self) -> int:
        """How many people are expected to walk out."""
        return len(self.exits_until)

    def waiting_for(self, pool: Sex) -> int:
        """How many in the queue will want a tag of this pool."""
        return sum(1 for admission in self.queue if admission.pool is pool)

    def moved(self, by: timedelta) -> "Lane":
        """The same lane on a clock that was set: as many seconds have passed, and are left, as before."""
        return replace(
            self, seen=tuple((uid, at + by) for uid, at in self.seen), exits_until=tuple(until + by for until in self.exits_until)
        )
