"""What crosses the pipe between the counter and its announcer: orders one way, reports the other, one JSON object a line.

``at_s`` is the monotonic clock, which both processes share, so that an order knows how old it is when its turn comes.
"""

import json
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any


class Why(StrEnum):
    """Why something was not heard."""

    STALE = "stale"  # too late to make sense
    SUPERSEDED = "superseded"  # a newer chime came first
    TOO_MANY = "too_many"  # the line was full
    ALARM = "alarm"  # an alarm has the word
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
class Ready:
    """The announcer stands, and sound comes out through this player."""

    player: str


@dataclass(frozen=True, slots=True)
class NoSound:
    """There is nothing to play on. Sent once; silent attempts go on."""

    tried: str


@dataclass(frozen=True, slots=True)
class Alive:
    """Nothing new."""


@dataclass(frozen=True, slots=True)
class Started:
    """The player of this order was started, ``after_ms`` after the order was given."""

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


Order = Chime | Say
Report = Ready | NoSound | Alive | Started | Finished | Cut | Dropped | Failed

_KINDS: dict[str, type[Order | Report]] = {
    "chime": Chime,
    "say": Say,
    "ready": Ready,
    "no_sound": NoSound,
    "alive": Alive,
    "started": Started,
    "finished": Finished,
    "cut": Cut,
    "dropped": Dropped,
    "failed": Failed,
}
_NAMES = {cls: kind for kind, cls in _KINDS.items()}


def encode(message: Order | Report) -> bytes:
    """One line, with its newline."""
    plain: dict[str, Any] = {"kind": _NAMES[type(message)], **asdict(message)}
    if isinstance(message, Say):
        plain["values"] = dict(message.values)
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def decode(line: bytes) -> Order | Report:
    """Read one line.

    :raises ValueError: when it is no order or report that is known here.
    """
    plain = json.loads(line)
    if not isinstance(plain, dict) or plain.get("kind") not in _KINDS:
        raise ValueError("not an order or report of the announcer")
    cls = _KINDS[plain.pop("kind")]
    if unknown := plain.keys() - {field.name for field in fields(cls)}:
        raise ValueError(f"no such field: {', '.join(sorted(unknown))}")
    try:
        if cls is Say:
            plain["values"] = tuple((str(place), str(value)) for place, value in dict(plain.get("values", {})).items())
        if cls is Dropped:
            plain["why"] = Why(plain["why"])
        return cls(**plain)
    except (TypeError, KeyError) as error:
        raise ValueError(f"incomplete: {error}") from None
