"""What an announcement is made of, how the club announces, and what it takes to be heard."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from audio.orders import Part
from kiosk.desk.announcing.due import CallRules
from kiosk.desk.announcing.requests import Tongues, Zone
from kiosk.desk.announcing.turns import Waiting
from kiosk.desk.announcing.wording import Spoken
from kiosk.desk.classes.programme import Occurrence


class Loudspeaker(Protocol):
    """Sounds announcements and music. Nobody waits for sound; what becomes of an announcement is reported.

    ``lead_s`` is how long before its first word it must be told, for that word to be on time.
    """

    @property
    def lead_s(self) -> float:
        """Seconds."""

    def prepare(self, parts: Sequence[Part]) -> None:
        """Render ahead."""

    def announce(self, parts: Sequence[Part], zones: Sequence[str], urgent: bool = False, words_in_s: float = 0.0) -> int:
        """Sound it, so that the first word comes in so many seconds or as soon as it can; returns the number under which it is
        reported on."""

    def cancel(self, of: int) -> None:
        """Fall silent."""

    def volume(self, zone: str, percent: int) -> None:
        """Set how loud a zone is."""

    def music(self, zone: str, do: str) -> None:
        """Switch a zone's music."""


class Time(Protocol):
    """The counter's clock."""

    def now(self) -> datetime:
        """This moment."""

    def trusted(self) -> bool:
        """Whether anybody knows that this is the time."""


@dataclass(frozen=True, slots=True)
class Queued:
    """The number of an announcement."""

    number: int


@dataclass(frozen=True, slots=True)
class Manner:
    """How the club announces.

    :param rules: when classes are called.
    :param tongues: the languages of class calls.
    :param zones: where classes are called.
    :param pause: between the two times that something is said.
    :param prepare: so long before it is due a call is rendered ahead.
    :param needs_known_time: no class is called while nobody knows what time it is.
    """

    rules: CallRules = CallRules()
    tongues: Tongues = Tongues.BOTH
    zones: tuple[Zone, ...] = tuple(Zone)
    pause: timedelta = timedelta(seconds=20)
    prepare: timedelta = timedelta(minutes=2)
    needs_known_time: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One announcement: its place in the queue, its words and zones.

    :param one: the class that staff want called now.
    :param heard: it was said to its end at least once.
    :param cancelled: it was called back while it was being said.
    """

    waiting: Waiting
    spoken: Spoken
    zones: tuple[Zone, ...]
    one: Occurrence | None = None
    heard: bool = False
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Ordered:
    """What the loudspeaker was asked to say, and when a report on it is overdue.

    :param over: it was reported on, which is not written down yet.
    :param trouble: why it was not said to its end; none when it was.
    """

    entry: Entry
    overdue_at: datetime
    over: bool = False
    trouble: str | None = None
