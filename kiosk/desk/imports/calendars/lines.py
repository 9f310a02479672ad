"""The bytes of an iCalendar file as its lines: name, parameters and value, each with its place in the file.

Source: RFC 5545, 3.1. Nothing is refused here: what nobody reads may be as broken as it likes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kiosk.desk.imports.cells import quoted

UNREADABLE = "\ufffd"
"""Stands in a text where its bytes were no UTF-8."""

_NAME = re.compile(r"[A-Za-z0-9-]+")
_BREAK = re.compile(rb"\r\n|\r|\n")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """One line with all that was folded into it. ``number`` is where it begins in the file, from 1; names are in capitals."""

    number: int
    name: str
    params: Mapping[str, str]
    value: str

    @property
    def begins(self) -> str | None:
        """What begins with this line, in capitals, if anything does."""
        return self.value.upper() if self.name.lower() == "begin" else None

    @property
    def ends(self) -> str | None:
        """What ends with it, in capitals, if anything does."""
        return self.value.upper() if self.name.lower() == "end" else None

    @property
    def text(self) -> str:
        """The value of a text, as a person reads it."""
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value).strip()


@dataclass(frozen=True, slots=True)
class OddLine:
    """A line that is no property."""

    number: int
    text: str


def shown(text: str) -> str:
    """A piece of the file for a sentence: cut when it is long, and with nothing in it that moves a terminal's cursor."""
    return quoted("".join(letter if letter.isprintable() else UNREADABLE for letter in text))


def lines_of(raw: bytes) -> Iterator[Line | OddLine]:
    """Every line that is not empty. They are unfolded before they are decoded: some programs fold inside a character."""
    for number, whole in _unfolded(raw.removeprefix(b"\xef\xbb\xbf")):
        text = whole.decode("utf-8", errors="replace")
        if text.strip():
            yield _line(number, text)


def _unfolded(raw: bytes) -> Iterator[tuple[int, bytes]]:
    begins, parts = 1, list[bytes]()
    for number, part in enumerate(_BREAK.split(raw), 1):
        if part[:1] in (b" ", b"\t") and parts:
            parts.append(part[1:])
        else:
            yield begins, b"".join(parts)
            begins, parts = number, [part]
    yield begins, b"".join(parts)


def _line(number: int, text: str) -> Line | OddLine:
    head, colon, value = _parted(text, ":")
    name, _, rest = _parted(head, ";")
    if not colon or not _NAME.fullmatch(name.strip()):
        return OddLine(number, text.strip())
    return Line(number, name.strip().upper(), MappingProxyType(dict(_params(rest))), value.strip())


def _params(text: str) -> Iterator[tuple[str, str]]:
    while text:
        param, _, text = _parted(text, ";")
        key, _, value = param.partition("=")
        yield key.strip().upper(), value.strip().strip('"')


def _parted(text: str, mark: str) -> tuple[str, str, str]:
    """As ``partition``, but a mark inside quotation marks does not count; unless one of these is never closed."""
    if '"' not in text:
        return text.partition(mark)
    quoted = False
    for position, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif letter == mark and not quoted:
            return text[:position], mark, text[position + 1 :]
    return text.partition(mark) if quoted else (text, "", "")
