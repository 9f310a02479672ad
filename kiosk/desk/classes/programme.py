"""The one list of a day's classes: the weekly timetable, the calendars, and what the desk changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from sqlite_utils import Database

from kiosk.database.classes import ClassRow, all_classes
from kiosk.database.moment import utc_text
from kiosk.database.programme import ChangedClass, DatedClass, calendar_classes, changes_between
from kiosk.desk.classes.timetable import classes_on, starts_at


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One class on one day. ``key`` names it and stays the same when it is moved; ``start`` is on the club's clock, with its offset."""

    key: str
    start: datetime
    minutes: int
    name: str
    room: str
    cancelled: bool = False
    moved: bool = False
    added: bool = False

    @property
    def end(self) -> datetime:
        """When it is over."""
        return (self.start.astimezone(UTC) + timedelta(minutes=self.minutes)).astimezone(self.start.tzinfo)


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the classes of a day come from."""

    weekly: tuple[ClassRow, ...] = ()
    dated: tuple[DatedClass, ...] = ()
    changes: tuple[ChangedClass, ...] = ()


def sources_of(db: Database, day: date, zone: tzinfo) -> Sources:
    """Everything stored that bears on the classes of this day."""
    first, end = (utc_text(midnight(each, zone)) for each in (day, day + timedelta(days=1)))
    return Sources(all_classes(db), calendar_classes(db, first, end), changes_between(db, first, end))


def programme(day: date, sources: Sources, zone: tzinfo) -> tuple[Occurrence, ...]:
    """Every class of this day, the cancelled ones too, earliest first. What the desk says counts more than any timetable.

    A class that stands in two timetables with the same start, name and room is one class.
    """
    changed = tuple(_changed(change, zone) for change in sources.changes)
    weekly = (_weekly(row, day, zone) for row in classes_on(day, sources.weekly))
    there = _once((*changed, *weekly, *(_dated(one, zone) for one in sources.dated)))
    return tuple(sorted((one for one in there if one.start.date() == day), key=lambda one: (one.start, one.room, one.name)))


def held(classes: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """Those that take place."""
    return tuple(one for one in classes if not one.cancelled)


def midnight(day: date, zone: tzinfo) -> datetime:
    """When this day begins."""
    return datetime.combine(day, time(), zone)


def _weekly(row: ClassRow, day: date, zone: tzinfo) -> Occurrence:
    key = f"{day.isoformat()} {row.start} {row.name} {row.room}"
    return Occurrence(key, _local(starts_at(row, day, zone), zone), row.minutes, row.name, row.room)


def _dated(one: DatedClass, zone: tzinfo) -> Occurrence:
    return Occurrence(one.key, _local(datetime.fromisoformat(one.start), zone), one.minutes, one.name, one.room)


def _changed(change: ChangedClass, zone: tzinfo) -> Occurrence:
    start = _local(datetime.fromisoformat(change.start), zone)
    return Occurrence(change.key, start, change.minutes, change.name, change.room, change.cancelled, change.moved, change.was is None)


def _local(at: datetime, zone: tzinfo) -> datetime:
    """A time that the clock leaves out in spring becomes the one that it shows instead."""
    return at.astimezone(UTC).astimezone(zone)


def _once(classes: Iterable[Occurrence]) -> Iterable[Occurrence]:
    seen: set[object] = set()
    for one in classes:
        marks = {one.key, (one.start, one.name, one.room)}
        if not marks & seen:
            seen |= marks
            yield one
