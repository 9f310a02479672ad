"""What may stand in one cell. A reader takes a cell that is not empty and gives its value, or raises ``ValueError``."""

import difflib
import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache

from kiosk.lane.card import canonical_uid

Value = str | int | None
Reader = Callable[[str], Value]

EARLIEST_BIRTH = date(1900, 1, 1)
MOST_VISITS = 9999
MINUTES_A_DAY = 24 * 60

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
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


def one_of(options: Iterable[str]) -> Reader:
    """One of these words, exactly."""
    known = tuple(options)

    def read(cell: str) -> str:
        if cell not in known:
            raise ValueError(f"{quoted(cell)} is unknown{did_you_mean(cell, known)}")
        return cell

    return read


@lru_cache(maxsize=65536)
def day(cell: str) -> str:
    """A date, ``YYYY-MM-DD``."""
    if not _DAY.fullmatch(cell):
        raise ValueError(f"{quoted(cell)} is no date such as 2026-11-25")
    try:
        return date.fromisoformat(cell).isoformat()
    except ValueError:
        raise ValueError(f"{quoted(cell)} is not in the calendar") from None


def birthday(today: date) -> Reader:
    """A date on which somebody who lives today may have been born."""

    def read(cell: str) -> str:
        born_on = day(cell)
        if born_on > today.isoformat():
            raise ValueError(f"{quoted(cell)} is in the future")
        if born_on < EARLIEST_BIRTH.isoformat():
            raise ValueError(f"{quoted(cell)} is too long ago")
        return born_on

    return read


def clock(cell: str) -> str:
    """A time of day, ``HH:MM``."""
    if not _CLOCK.fullmatch(cell):
        raise ValueError(f"{quoted(cell)} is no time such as 09:30")
    return cell


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


def quoted(cell: str) -> str:
    """The cell for a sentence, cut when it is long."""
    return f"“{cell}”" if len(cell) <= 40 else f"“{cell[:39]}…”"


@lru_cache(maxsize=1024)
def did_you_mean(word: str, options: tuple[str, ...]) -> str:
    """The end of a sentence on an unknown word: the option that looks like it, or all of them."""
    near = difflib.get_close_matches(word.lower(), options, n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else f"; known are {', '.join(options)}"
