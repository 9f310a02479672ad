"""What may stand in one cell. A reader takes a cell that is not empty and gives its value, or raises ``ValueError``."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from kiosk.desk.imports.words import WEEKDAYS
from kiosk.lane.card import canonical_uid

Value = str | int | None
Reader = Callable[[str], Value]

MOST_VISITS = 9999
MINUTES_A_DAY = 24 * 60

_WEEKDAYS = {
    name: number
    for number, (signs, english) in enumerate(WEEKDAYS.items(), start=1)
    for name in (english, english[:3], *(f"{week}{sign}" for week in ("周", "星期", "礼拜") for sign in signs))
}

_WHOLE = re.compile(r"-?[0-9]{1,9}")
_PIN = re.compile(r"[0-9]{4,8}")
_TAG = re.compile(r"[FM]-[0-9]{3,4}")


def text(most: int) -> Reader:
    """Any text of at most ``most`` characters."""

    def read(cell: str) -> str:
        if len(cell) > most:
            raise ValueError(f"is {len(cell)} characters long, at most {most} are allowed")
        return cell

    return read


def one_of(options: Iterable[str], also: Mapping[str, Iterable[str]] | None = None) -> Reader:
    """One of these words, or what else it is called, in capitals or not.

    :param also: by option, its other names; what two options are called names neither.
    """
    known = tuple(options)
    named: dict[str, set[str]] = {}
    for option, names in (also or {}).items():
        for name in names:
            named.setdefault(_plain(name), set()).add(option)
    meant = {name: option for name, (option, *others) in named.items() if not others} | {_plain(option): option for option in known}

    def read(cell: str) -> str:
        if cell in known:
            return cell
        try:
            return meant[_plain(cell)]
        except KeyError:
            raise ValueError(f"{quoted(cell)} is unknown{did_you_mean(cell, known)}") from None

    return read


def weekday(cell: str) -> Value:
    """A day of the week, 1 is Monday and 7 is Sunday: 1, 周一, 星期一, Monday, Mon."""
    try:
        return _WEEKDAYS[_plain(cell)]
    except KeyError:
        return whole(1, 7)(cell)


def whole(least: int, most: int) -> Reader:
    """A whole number in this range, both ends included."""

    def read(cell: str) -> int:
        if not _WHOLE.fullmatch(cell):
            raise ValueError(f"{quoted(cell)} is no whole number")
        if not least <= int(cell) <= most:
            raise ValueError(f"{quoted(cell)} is not between {least} and {most}")
        return int(cell)

    return read


def uid(cell: str) -> str:
    """A card's or tag's UID in its canonical form."""
    try:
        return canonical_uid(cell)
    except ValueError:
        raise ValueError(f"{quoted(cell)} is no UID (4 to 10 bytes in hex, such as 04A1B2C3D4E580)") from None


def pin(cell: str) -> str:
    """A PIN of 4 to 8 digits. It is never repeated in the reason."""
    if not _PIN.fullmatch(cell):
        raise ValueError("a PIN has 4 to 8 digits")
    return cell


def tag(cell: str) -> str:
    """A key tag's number: its pool and a number, ``F-001``."""
    if not _TAG.fullmatch(cell):
        raise ValueError(f"{quoted(cell)} is no tag's number such as F-001 or M-017")
    return cell


def _plain(word: str) -> str:
    return "".join(unicodedata.normalize("NFKC", word).casefold().split())


def quoted(cell: str) -> str:
    """The cell for a sentence, cut when it is long."""
    return f"“{cell}”" if len(cell) <= 40 else f"“{cell[:39]}…”"


@lru_cache(maxsize=1024)
def did_you_mean(word: str, options: tuple[str, ...]) -> str:
    """The end of a sentence on an unknown word: the option that looks like it, or all of them."""
    near = difflib.get_close_matches(word.lower(), options, n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else f"; known are {', '.join(options)}"
