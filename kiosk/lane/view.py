"""What the turnstile's screen shows: the whole of it, each time, as plain values."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.lane.reasons import Refusal
from kiosk.lane.words import Fault, Language, Sex


@dataclass(frozen=True, slots=True)
class Guest:
    """Whom a screen speaks to."""

    name: str
    sex: Sex | None
    language: Language


@dataclass(frozen=True, slots=True)
class Rest:
    """Nobody is at the turnstile."""


@dataclass(frozen=True, slots=True)
class Welcome:
    """Granted: take the tag. ``days_left`` and ``visits_left`` are set only when few."""

    guest: Guest
    tag: str
    pool: Sex
    days_left: int | None
    visits_left: int | None


@dataclass(frozen=True, slots=True)
class WalkThrough:
    """The turnstile is open for this person. ``tag`` is none for those who take none."""

    guest: Guest
    tag: str | None
    pool: Sex | None


@dataclass(frozen=True, slots=True)
class Refused:
    """Not admitted: why, and to whom it is said. ``since`` and ``until`` are the dates that the reason is about,
    ``tag`` the tag that is owed, ``hours`` the times of the plan or the club, as ``10:00-16:00``."""

    reason: Refusal
    guest: Guest | None
    since: str | None = None
    until: str | None = None
    tag: str | None = None
    hours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TagNotGiven:
    """Granted, but the dispenser gave no tag: please see the desk."""

    guest: Guest


@dataclass(frozen=True, slots=True)
class Goodbye:
    """The tag came back: thank you. ``collect_card`` when the desk kept the card."""

    guest: Guest
    tag: str
    collect_card: bool


@dataclass(frozen=True, slots=True)
class OutOfService:
    """Nobody can be admitted here: what is wrong."""

    device: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Alarm:
    """The fire alarm or the emergency button: the way out is free."""

    fire: bool


Message = Refused | TagNotGiven | Goodbye
Face = Rest | Welcome | WalkThrough | OutOfService | Alarm | Refused | TagNotGiven | Goodbye


@dataclass(frozen=True, slots=True)
class Trouble:
    """A device that does not work as it should."""

    device: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class LaneView:
    """All that is seen of a lane.

    ``face`` is the large thing. ``waiting`` stand behind the person being served, first first. ``aside`` is a message for
    somebody else while ``face`` serves one. ``troubles`` are the devices that are down.
    """

    at: datetime
    face: Face
    waiting: tuple[Guest, ...] = ()
    aside: Message | None = None
    troubles: tuple[Trouble, ...] = ()
