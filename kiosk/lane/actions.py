"""What to do, as orders. They are carried out after what allows them is on disk."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.lane.notices import Notice
from kiosk.lane.timers import Timer
from kiosk.lane.words import Direction, Language, Light, Sex, Sound


@dataclass(frozen=True, slots=True)
class GiveTag:
    """Drop the next tag into the mouth of this pool, unless one lies there."""

    pool: Sex
    tag: str


@dataclass(frozen=True, slots=True)
class Release:
    """Open the turnstile for one person. ``visit`` is the committed visit that it is for; none when nobody knows who walks out."""

    direction: Direction
    visit: int | None


@dataclass(frozen=True, slots=True)
class Remind:
    """Come back with ``Elapsed(timer)`` at this time."""

    at: datetime
    timer: Timer


@dataclass(frozen=True, slots=True)
class Chime:
    """Sound it at once."""

    sound: Sound


@dataclass(frozen=True, slots=True)
class Say:
    """Speak a phrase of the catalogue; ``values`` fill its places."""

    phrase: str
    language: Language
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shine:
    """Set the beacon lamp."""

    light: Light


@dataclass(frozen=True, slots=True)
class Tell:
    """Put a notice before the desk."""

    notice: Notice


Action = GiveTag | Release | Remind | Chime | Say | Shine | Tell
