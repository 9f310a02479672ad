"""What crosses the socket between counter and screen: one JSON object a line.

Every value is a frozen dataclass; a union's member is named by a key of its own (``face``, ``do``, ``message`` …).
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from types import UnionType
from typing import Any, get_args

from cattrs import Converter, transform_error
from cattrs.errors import BaseValidationError
from cattrs.strategies import configure_tagged_union

from kiosk.desk.requests import Request
from kiosk.errors import MessageError, NoAsk
from kiosk.lane.notices import Notice
from kiosk.lane.view import Face, LaneView, Message

MAX_LINE = 64 * 1024
"""Bytes of the longest line that a screen may send."""

MAX_FROM_COUNTER = 1024 * 1024
"""Bytes of the longest line that a counter sends: it can tell of thousands who are inside."""


@dataclass(frozen=True, slots=True)
class ClassToday:
    """One class of today. ``start`` is the club's local time with its offset."""

    start: datetime
    minutes: int
    name: str
    room: str


@dataclass(frozen=True, slots=True)
class Saying:
    """What is being announced, in the languages in which it is."""

    zh: str | None
    en: str | None


@dataclass(frozen=True, slots=True)
class ClubView:
    """What the screen at rest says of the club. ``saying`` is none while nothing is announced."""

    name: str
    name_en: str
    classes: tuple[ClassToday, ...] = ()
    time_trusted: bool = True
    saying: Saying | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole view, sent at each change and to whoever connects."""

    lane: LaneView
    club: ClubView


@dataclass(frozen=True, slots=True)
class Told:
    """A notice for the desk."""

    notice: Notice


@dataclass(frozen=True, slots=True)
class Reply:
    """The one answer to the request with this number. ``error`` is a code, ``text`` what to do about it."""

    number: int
    ok: bool
    value: Any = None
    error: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A numbered request; ``number`` grows on one connection."""

    number: int
    request: Request


FromCounter = Shown | Told | Reply


def snake(cls: type) -> str:
    """The name of this type on the wire: ``ReturnTag`` is ``return_tag``."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in cls.__name__).lstrip("_")


def _as_it_is(value: Any, kind: type) -> Any:
    """A value that must have its type already: nothing is a text only because it could be printed."""
    if type(value) is not kind:
        raise TypeError
    return value


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    for kind in (str, int):
        converter.register_structure_hook(kind, _as_it_is)
    converter.register_structure_hook(StrEnum, lambda word, kind: kind(word))
    converter.register_unstructure_hook(datetime, lambda at: at.isoformat())
    converter.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text))
    converter.register_unstructure_hook(date, lambda day: day.isoformat())
    converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    unions: tuple[tuple[UnionType, str], ...] = ((Message, "aside"), (Face, "face"), (Request, "do"), (FromCounter, "message"))
    for union, key in unions:
        configure_tagged_union(union, converter, tag_name=key, tag_generator=snake)
    return converter


_CONVERTER = _converter()


def encode(message: FromCounter | Ask) -> bytes:
    """One line, with its newline."""
    kind: Any = Ask if isinstance(message, Ask) else FromCounter
    return json.dumps(_CONVERTER.unstructure(message, kind), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def decode_ask(line: bytes) -> Ask:
    """Read a request.

    :raises NoAsk: when the line is no request that the counter knows.
    """
    number = 0
    try:
        fields = json_object(line)
        if type(fields.get("number")) is int:
            number = fields["number"]
        if isinstance(fields.get("request"), dict):
            request_from(fields["request"])
        asked: Ask = _structure(fields, Ask)
    except MessageError as error:
        raise NoAsk(number, str(error)) from None
    return asked


def decode_from_counter(line: bytes) -> FromCounter:
    """Read what the counter sent.

    :raises MessageError: when the line is no message that the screen knows.
    """
    message: FromCounter = _decode(line, FromCounter)
    return message


def request_from(fields: dict[str, Any]) -> Request:
    """A request from its plain form, ``{"do": "return_tag", "tag": "M-017"}``.

    :raises MessageError: when it is none that the counter knows; the text names the known ones.
    """
    known = sorted(snake(cls) for cls in get_args(Request))
    if fields.get("do") not in known:
        raise MessageError(f"no such request: {fields.get('do')!r}; known are {', '.join(known)}")
    request: Request = _structure(fields, Request)
    return request


def plain(value: Any) -> Any:
    """Any of our frozen values as lists, dictionaries and strings, for ``--json``."""
    if isinstance(value, Enum):
        return value.value
    return _CONVERTER.unstructure(value)


def json_object(text: str | bytes) -> dict[str, Any]:
    """One JSON object, whose texts can all be stored and sent on.

    :raises MessageError: when it is something else.
    """
    try:
        line = text if isinstance(text, bytes) else text.encode()
        fields = json.loads(line.decode())
        json.dumps(fields, ensure_ascii=False).encode()  # an escape can name half a character, which is none
    except UnicodeError:
        raise MessageError("not UTF-8") from None
    except ValueError as error:
        raise MessageError(f"not JSON: {error}") from None
    except RecursionError:
        raise MessageError("not JSON that can be read: its brackets are nested too deeply") from None
    if not isinstance(fields, dict):
        raise MessageError("not a JSON object")
    return fields


def _decode(line: bytes, kind: Any) -> Any:
    return _structure(json_object(line), kind)


def _structure(fields: dict[str, Any], kind: Any) -> Any:
    try:
        return _CONVERTER.structure(fields, kind)
    except (BaseValidationError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise MessageError(f"not a message that is known here: {'; '.join(transform_error(error))}") from None
