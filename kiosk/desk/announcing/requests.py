"""What can be asked of the club's voice and music."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.lane.words import Sex


class Zone(StrEnum):
    """Where something is heard."""

    DESK = "desk"
    BAR = "bar"
    CHANGING = "changing"


class Tongues(StrEnum):
    """The languages of an announcement; both is Chinese first, then English."""

    CHINESE = "zh"
    ENGLISH = "en"
    BOTH = "both"


class MusicDo(StrEnum):
    """What can be done with the music of a zone."""

    ON = "on"
    OFF = "off"
    NEXT = "next"


EVERYWHERE = tuple(Zone)
MOST_LETTERS = 300
"""The longest text that can be announced, and it takes more than a minute."""


@dataclass(frozen=True, slots=True)
class Page:
    """Call a guest by name, with a phrase of the catalogue (``desk``, ``bar``, ``phone`` …); once or twice."""

    guest: str
    phrase: str = "desk"
    sex: Sex | None = None
    languages: Tongues = Tongues.BOTH
    zones: tuple[Zone, ...] = EVERYWHERE
    times: int = 2


@dataclass(frozen=True, slots=True)
class Notice:
    """Tell everybody something: a phrase of the catalogue, or what is typed in ``zh`` and ``en``; once or twice."""

    phrase: str | None = None
    zh: str | None = None
    en: str | None = None
    languages: Tongues = Tongues.BOTH
    zones: tuple[Zone, ...] = EVERYWHERE
    times: int = 1


@dataclass(frozen=True, slots=True)
class Emergency:
    """Tell everybody at once, before and over everything else: a phrase of the catalogue, or what is typed."""

    phrase: str | None = None
    zh: str | None = None
    en: str | None = None
    languages: Tongues = Tongues.BOTH
    zones: tuple[Zone, ...] = EVERYWHERE
    times: int = 2


@dataclass(frozen=True, slots=True)
class SayNow:
    """Call this class now; it counts as one of its two calls."""

    key: str


@dataclass(frozen=True, slots=True)
class Announcements:
    """Today's calls (said, coming, skipped and why), the queue, what is being said, the phrases to choose from, the music."""


@dataclass(frozen=True, slots=True)
class CancelAnnouncement:
    """Take this announcement out of the queue; it falls silent when it is being said."""

    number: int


@dataclass(frozen=True, slots=True)
class Volume:
    """How loud a zone is, 0 to 100 percent, until its next time of day comes."""

    zone: Zone
    percent: int


@dataclass(frozen=True, slots=True)
class Music:
    """Switch a zone's music on or off, or to the next piece."""

    zone: Zone
    to: MusicDo
