"""Which classes are held on a day."""

from collections.abc import Iterable
from datetime import date, datetime, time, tzinfo

from kiosk.database.classes import ClassRow

_EVER = "9999-12-31"


def classes_on(day: date, classes: Iterable[ClassRow]) -> tuple[ClassRow, ...]:
    """The classes of this day, earliest first, in one moment by room and name."""
    held = (row for row in classes if row.weekday == day.isoweekday() and _in_season(row, day.isoformat()))
    return tuple(sorted(held, key=lambda row: (row.start, row.room, row.name)))


def starts_at(row: ClassRow, day: date, zone: tzinfo) -> datetime:
    """When a class of this day starts, on the club's clock with its offset."""
    return datetime.combine(day, time.fromisoformat(row.start), zone)


def start_minute(row: ClassRow) -> int:
    """Minutes from midnight to the start."""
    hours, minutes = row.start.split(":")
    return int(hours) * 60 + int(minutes)


def end_minute(row: ClassRow) -> int:
    """Minutes from midnight to the end; more than a day's when it runs past midnight."""
    return start_minute(row) + row.minutes


def overlap(one: ClassRow, other: ClassRow) -> bool:
    """Whether two classes of one weekday ever run at the same time, whatever the room."""
    minutes = start_minute(one) < end_minute(other) and start_minute(other) < end_minute(one)
    seasons = (one.from_day or "") <= (other.until_day or _EVER) and (other.from_day or "") <= (one.until_day or _EVER)
    return one.weekday == other.weekday and minutes and seasons


def _in_season(row: ClassRow, day: str) -> bool:
    return (row.from_day or day) <= day <= (row.until_day or day)
