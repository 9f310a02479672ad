"""What the database knew when an event was taken up. Gathered before, so that deciding asks nobody."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.lane.people import Holder, Member, StaffMember
from kiosk.lane.view import Guest
from kiosk.lane.words import Place, Sex, Stage


@dataclass(frozen=True, slots=True)
class Stack:
    """The unused tags of one pool: how many, and the one that drops next."""

    pool: Sex
    count: int
    next_tag: str | None


@dataclass(frozen=True, slots=True)
class KnownTag:
    """A tag that came back: where it was thought to be, and whose visit it was given for."""

    tag: str
    pool: Sex
    place: Place
    visit: int | None = None
    stage: Stage | None = None
    guest: Guest | None = None


@dataclass(frozen=True, slots=True)
class InFlight:
    """A visit that had neither entered nor ended when the counter stopped."""

    visit: int
    uid: str
    who: Member | StaffMember
    stage: Stage
    tag: str | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """Each event fills what it needs: see ``kiosk/counter/gather.py``.

    :param next_visit: the number that a visit granted now will have.
    :param in_mouth: tags that were ordered to drop for a visit and were not seen to be taken: pool, tag, that visit, whether it was
        seen to have fallen.
    :param leaving: when each was let out lately who was not seen to walk out.
    :param walked_in: how many walked in since the alarm began; ``walked_out`` how many out.
    """

    next_visit: int = 1
    holder: Holder | None = None
    stacks: tuple[Stack, ...] = ()
    known_tag: KnownTag | None = None
    in_flight: tuple[InFlight, ...] = ()
    in_mouth: tuple[tuple[Sex, str, int, bool], ...] = ()
    leaving: tuple[datetime, ...] = ()
    walked_in: int = 0
    walked_out: int = 0

    def stack(self, pool: Sex) -> Stack:
        """The stack of this pool; an empty one when it was not gathered."""
        return next((stack for stack in self.stacks if stack.pool is pool), Stack(pool, 0, None))
