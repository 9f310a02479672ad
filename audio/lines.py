"""Orders and reports as lines of the pipe, one JSON object each."""

import json
from dataclasses import asdict, fields
from typing import Any

from audio.orders import (
    Alive,
    Announce,
    Cancel,
    Chime,
    Cut,
    Dropped,
    Failed,
    Finished,
    Music,
    MusicNow,
    NoSound,
    Noticed,
    Order,
    Part,
    Prepare,
    Ready,
    Report,
    Say,
    Started,
    Volume,
    Why,
)

_KINDS: dict[str, type[Order | Report]] = {
    "chime": Chime,
    "say": Say,
    "prepare": Prepare,
    "announce": Announce,
    "cancel": Cancel,
    "volume": Volume,
    "music": Music,
    "ready": Ready,
    "no_sound": NoSound,
    "alive": Alive,
    "started": Started,
    "finished": Finished,
    "cut": Cut,
    "dropped": Dropped,
    "failed": Failed,
    "music_now": MusicNow,
    "noticed": Noticed,
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
        return cls(**(plain | _rich(cls, plain)))
    except (TypeError, KeyError) as error:
        raise ValueError(f"incomplete: {error}") from None


def _rich(cls: type[Order | Report], plain: dict[str, Any]) -> dict[str, Any]:
    """The fields that JSON has no type for, as what they were."""
    if cls is Say:
        return {"values": tuple((str(place), str(value)) for place, value in dict(plain.get("values", {})).items())}
    if cls is Dropped:
        return {"why": Why(plain["why"])}
    if cls is Prepare:
        return {"parts": _parts(plain["parts"])}
    if cls is Announce:
        return {"parts": _parts(plain["parts"]), "zones": tuple(plain["zones"])}
    return {}


def _parts(plain: list[dict[str, Any]]) -> tuple[Part, ...]:
    return tuple(Part(**part) for part in plain)
