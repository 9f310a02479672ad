"""What crosses the socket between counter and screen: one JSON object a line.

Every value is a frozen dataclass; a union's member is named by a key of its own (``face``, ``message`` …), a request by ``do``. Which
requests there are is not known here: whoever reads them is told.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum, StrEnum
from types import UnionType
from typing import Any

from cattrs import Converter, transform_error
from cattrs.errors import BaseValidationError
from cattrs.strategies import configure_tagged_union

from kiosk.errors import MessageError, NoAsk
from kiosk.lane.naming import word_of
from kiosk.lane.notices import Notice
from kiosk.lane.view import Face, LaneView, Message

MAX_LINE = 64 * 1024
"""Bytes of the longest line that a screen may send."""

MAX_FROM_COUNTER = 1024 * 1024
"""Bytes of the longest line that a counter sends: it can tell of thousands who are inside."""


MOST_ITEMS = 2_000
"""In a list of a request: each item that is wrong is looked at, which takes its time."""
MISTAKES_TOLD = 3
LONGEST_TOLD = 500

VERSION = 2
"""Of what crosses the socket. It grows with each change that one side alone cannot take."""
OLDEST = 2
"""The oldest version that is still understood here."""

Requests = Mapping[str, type]
"""The types of all requests, by their names on the wire."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """What a counter says first to whoever connects: its version, and the oldest that it understands."""

    version: int = VERSION
    oldest: int = OLDEST

    @property
    def understood(self) -> bool:
        """Whether this program and that counter understand each other."""
        return self.oldest <= VERSION and self.version >= OLDEST


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
    """A numbered request; ``number`` grows on one connection.

    :param key: a text of the asker's own. A repeat with the same key is answered as the first was, and does nothing twice.
    """

    number: int
    request: Any
    key: str | None = None


FromCounter = Greeting | Shown | Told | Reply


def _as_it_is(value: Any, kind: type) -> Any:
    """A value that must have its type already: nothing is a text only because it could be printed."""
    if type(value) is not kind:
        raise TypeError
    return value


def _whole_number(value: Any, kind: type) -> Any:
    """No larger than what can be stored."""
    if not -(2**63) < _as_it_is(value, kind) < 2**63:
        raise ValueError
    return value


def _converter(strict: bool) -> Converter:
    """``strict`` refuses keys that are not known. A screen passes them over: they are of a counter that is newer."""
    converter = Converter(forbid_extra_keys=strict)
    converter.register_structure_hook(str, _as_it_is)
    converter.register_structure_hook(int, _whole_number)
    converter.register_structure_hook(StrEnum, lambda word, kind: kind(word))
    converter.register_unstructure_hook(datetime, lambda at: at.isoformat())
    converter.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text))
    converter.register_unstructure_hook(date, lambda day: day.isoformat())
    converter.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    unions: tuple[tuple[UnionType, str], ...] = ((Message, "aside"), (Face, "face"), (FromCounter, "message"))
    for union, key in unions:
        configure_tagged_union(union, converter, tag_name=key, tag_generator=word_of)
    return converter


_ASKED = _converter(strict=True)
_TOLD = _converter(strict=False)


def encode(message: FromCounter | Ask) -> bytes:
    """One line, with its newline."""
    if isinstance(message, Ask):
        request = {"do": word_of(type(message.request)), **_ASKED.unstructure(message.request)}
        return _line({"number": message.number, "request": request} | ({"key": message.key} if message.key else {}))
    kind: Any = FromCounter
    return _line(_TOLD.unstructure(message, kind))


def decode_ask(line: bytes, requests: Requests) -> Ask:
    """Read a request.

    :raises NoAsk: when the line is no request that the counter knows.
    """
    number = 0
    try:
        fields = json_object(line)
        if type(fields.get("number")) is int:
            number = fields["number"]
        request = fields.get("request")
        if not isinstance(request, dict):
            raise MessageError("a line holds a number and a request")
        if any(isinstance(value, list) and len(value) > MOST_ITEMS for value in request.values()):
            raise MessageError(f"a list holds {MOST_ITEMS} items at most")
        plain_ask: Ask = _structure(_ASKED, {**fields, "request": None}, Ask)
        return replace(plain_ask, request=request_from(request, requests))
    except MessageError as error:
        raise NoAsk(number, str(error)) from None


def decode_from_counter(line: bytes) -> FromCounter:
    """Read what the counter sent. Keys that are not known here are passed over.

    :raises MessageError: when the line is no message that the screen knows.
    """
    message: FromCounter = _structure(_TOLD, json_object(line), FromCounter)
    return message


def request_from(fields: dict[str, Any], requests: Requests) -> Any:
    """A request from its plain form, ``{"do": "return_tag", "tag": "M-017"}``.

    :raises MessageError: when it is none of these; the text names them.
    """
    name = fields.get("do")
    kind = requests.get(name) if isinstance(name, str) else None
    if kind is None:
        raise MessageError(f"no such request: {repr(name)[:60]}; known are {', '.join(sorted(requests))}")
    return _structure(_ASKED, {key: value for key, value in fields.items() if key != "do"}, kind)


def plain(value: Any) -> Any:
    """Any of our frozen values as lists, dictionaries and strings, for ``--json``."""
    if isinstance(value, Enum):
        return value.value
    return _TOLD.unstructure(value)


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


def _line(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _structure(converter: Converter, fields: dict[str, Any], kind: Any) -> Any:
    try:
        return converter.structure(fields, kind)
    except (BaseValidationError, KeyError, ValueError, TypeError, AttributeError) as error:
        mistakes = "; ".join(transform_error(error)[:MISTAKES_TOLD])
        raise MessageError(f"not a message that is known here: {mistakes[:LONGEST_TOLD]}") from None
