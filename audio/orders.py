"""What crosses the pipe between the counter and its announcer: orders one way, reports the other.

``at_s`` and ``words_at_s`` are times of the monotonic clock, which both processes share: an order knows how old it is when its turn comes.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from audio.options import LANGUAGES, ZONES

MUSIC_WORDS = ("on", "off", "next")
_BARE_NAME = re.compile(r"[\w-]+")


class Why(StrEnum):
    """Why something was not heard."""

    STALE = "stale"  # too late to make sense
    SUPERSEDED = "superseded"  # a newer chime came first
    TOO_MANY = "too_many"  # the line was full
    ALARM = "alarm"  # an alarm has the word
    ANNOUNCING = "announcing"  # an announcement has the word
    CANCELLED = "cancelled"  # it was called back
    NO_SOUND = "no_sound"  # nothing to play on
    DIED = "died"  # the announcer went with it


@dataclass(frozen=True, slots=True)
class Chime:
    """Sound one of the chimes at once."""

    number: int
    at_s: float
    sound: str


@dataclass(frozen=True, slots=True)
class Say:
    """Speak a phrase of the catalogue; ``values`` fill its places."""

    number: int
    at_s: float
    phrase: str
    language: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of an announcement, in one language.

    :param text: what is spoken when there is no recording.
    :param recording: a file's bare name in the folder of recordings, such as ``class-zumba``; a recording wins over the synthesiser.
    :raises ValueError: when the language is unknown or the name is no bare name.
    """

    language: str
    text: str
    recording: str | None = None

    def __post_init__(self) -> None:
        _one_of("language", self.language, LANGUAGES)
        if self.recording is not None and not _BARE_NAME.fullmatch(self.recording):
            raise ValueError(f"recording must be a bare name of letters, digits, - and _, not {self.recording!r}")


@dataclass(frozen=True, slots=True)
class Prepare:
    """Render these parts ahead, so that an announcement of them starts at once."""

    number: int
    at_s: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Announce:
    """Sound the gong, then the parts one after the other, in all these zones at the same time, with the music lowered there.

    :param urgent: an emergency. It cuts short whatever is heard but an alarm, and sounds at full volume.
    :param words_at_s: when its first word is to be heard; its gong begins so much earlier. 0, or a time that is over: as soon as it can.
    :raises ValueError: when there is no part, or no zone, or an unknown one.
    """

    number: int
    at_s: float
    parts: tuple[Part, ...]
    zones: tuple[str, ...]
    urgent: bool = False
    words_at_s: float = 0.0

    def __post_init__(self) -> None:
        if not self.parts or not self.zones:
            raise ValueError("an announcement needs parts and zones")
        for zone in self.zones:
            _one_of("zone", zone, ZONES)


@dataclass(frozen=True, slots=True)
class Cancel:
    """Call back the announcement with the number ``of``; it is cut short when it sounds already."""

    number: int
    of: int


@dataclass(frozen=True, slots=True)
class Volume:
    """How loud a zone is, announcements and music, until its next time of day comes.

    :param percent: 0 to 100, of the amplitude.
    :raises ValueError: when the zone is unknown or the volume out of its range.
    """

    number: int
    zone: str
    percent: int

    def __post_init__(self) -> None:
        _one_of("zone", self.zone, ZONES)
        if not 0 <= self.percent <= 100:
            raise ValueError(f"volume must be 0 to 100 percent, not {self.percent}")


@dataclass(frozen=True, slots=True)
class Music:
    """Switch a zone's music: ``on``, ``off``, or to the ``next`` piece.

    :raises ValueError: when the zone or the word is unknown.
    """

    number: int
    zone: str
    do: str

    def __post_init__(self) -> None:
        _one_of("zone", self.zone, ZONES)
        _one_of("do", self.do, MUSIC_WORDS)


@dataclass(frozen=True, slots=True)
class Ready:
    """The announcer stands, and sound comes out of this sink through this player; the empty name is the default sink."""

    player: str
    sink: str = ""


@dataclass(frozen=True, slots=True)
class NoSound:
    """There is nothing to play on, at this sink. Sent once; silent attempts go on."""

    tried: str
    sink: str = ""


@dataclass(frozen=True, slots=True)
class Alive:
    """Nothing new."""


@dataclass(frozen=True, slots=True)
class Started:
    """The player of this order was started, ``after_ms`` after the order was given; of an announcement with its gong."""

    number: int
    after_ms: int


@dataclass(frozen=True, slots=True)
class Finished:
    """This order was heard to its end."""

    number: int


@dataclass(frozen=True, slots=True)
class Cut:
    """This order was cut short by a more urgent one."""

    number: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """This order was never heard."""

    number: int
    why: Why


@dataclass(frozen=True, slots=True)
class Failed:
    """This order could not be carried out. ``reason`` holds no personal data."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class MusicNow:
    """How a zone's music stands; sent when that changes."""

    zone: str
    playing: bool
    volume_percent: int


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something that a technician should know, sent once each time it begins or ends: ``event key=value``, no personal data."""

    event: str


Audible = Chime | Say | Announce
Order = Audible | Prepare | Cancel | Volume | Music
Report = Ready | NoSound | Alive | Started | Finished | Cut | Dropped | Failed | MusicNow | Noticed


def _one_of(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise ValueError(f"{name} must be one of {', '.join(known)}, not {value!r}")
