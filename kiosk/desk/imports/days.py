"""Dates and times as people and spreadsheets write them."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from kiosk.desk.imports.cells import Reader, quoted
from kiosk.desk.imports.columns import AS_IT_STANDS, Turned

EARLIEST_BIRTH = date(1900, 1, 1)
DAY_ZERO = date(1899, 12, 30)
"""From which spreadsheets count days (from March 1900 on)."""
HIGHEST_DAY_NUMBER = (date(2100, 12, 31) - DAY_ZERO).days

_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})|([0-9]{4}) ?年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?[日号]")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00(?:\.0+)?)?$")
_DAY_NUMBER = re.compile(r"[1-9][0-9]{4}")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::00(?:\.0+)?)?")


@lru_cache(maxsize=65536)
def day(cell: str) -> str:
    """A date with the year first, as ``YYYY-MM-DD``: 2026-01-01, 2026/1/1, 2026.1.1, 2026年1月1日, each with or without midnight."""
    content = _MIDNIGHT.sub("", cell)
    if found := _YEAR_FIRST.fullmatch(content):
        year, month, in_month = (int(part) for part in found.group(*((1, 3, 4) if found[1] else (5, 6, 7))))
        try:
            return date(year, month, in_month).isoformat()
        except ValueError:
            raise ValueError(f"{quoted(cell)} is not in the calendar") from None
    raise ValueError(_no_day(cell, content))


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
    """A time of day, as ``HH:MM``: 9:00, 09:00, 19:00:00."""
    if not (found := _CLOCK.fullmatch(cell)):
        raise ValueError(f"{quoted(cell)} is no time such as 09:30")
    return f"{int(found[1]):02d}:{found[2]}"


def day_numbers(cells: Sequence[str]) -> Turned:
    """Of a column that holds day numbers and nothing else: each as its date."""
    if not cells or not all(map(_is_day_number, cells)):
        return AS_IT_STANDS
    return Turned(_of_number, f"the day numbers of a spreadsheet were read as dates: {cells[0]} is {_of_number(cells[0])}")


def _is_day_number(cell: str) -> bool:
    return _DAY_NUMBER.fullmatch(cell) is not None and int(cell) <= HIGHEST_DAY_NUMBER


def _of_number(cell: str) -> str:
    return (DAY_ZERO + timedelta(days=int(cell))).isoformat()


def _no_day(cell: str, content: str) -> str:
    if _is_day_number(cell):
        return (
            f"{quoted(cell)} is the day number of a spreadsheet, {_of_number(cell)}, while other cells of the column are none: "
            "format the whole column as a date, and save it anew"
        )
    readings = _year_last(content)
    if len(readings) == 2:
        return f"{quoted(cell)} has two readings, {readings[0]} and {readings[1]}: write the one that is meant"
    told = f"{quoted(cell)} is no date such as 2026-11-25"
    return f"{told}; write {readings[0]}" if readings else told


def _year_last(content: str) -> list[str]:
    """What a date with the year last can mean, day or month first."""
    if not (found := _YEAR_LAST.fullmatch(content)):
        return []
    one, other, year = int(found[1]), int(found[3]), int(found[4])
    readings: dict[str, None] = {}
    for month, in_month in ((one, other), (other, one)):
        try:
            readings[date(year, month, in_month).isoformat()] = None
        except ValueError:
            continue
    return list(readings)
