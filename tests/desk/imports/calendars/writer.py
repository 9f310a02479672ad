"""Writes calendars of recurring events, and reckons day by day which classes they hold: in plain Python, without any calendar library.

One event is a choice of days, an hour on the clock of some zone, days that are taken out, days that are added, and classes that are moved.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
CLUB = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Moved:
    """The class of one day is held on another day at another hour, or called off where there is none."""

    planned: date
    to: datetime | None
    written_in: ZoneInfo | None


@dataclass(frozen=True)
class Written:
    """An event as the writer means it.

    :param zone: of its hour; none writes it without one, which means the club's.
    :param frequency: DAILY, WEEKLY or MONTHLY; none for a single class.
    :param weekdays: of a weekly one, from 0 for Monday; its first day's when empty.
    :param count: how many there are; none with ``until`` or without an end.
    :param until_form: how the last day is written: a ``date``, on the event's ``clock``, or in ``utc``.
    :param out: days that are taken out, each with the zone in which that is written: none is without one.
    """

    uid: str
    first: date
    hour: time
    minutes: int
    zone: ZoneInfo | None = None
    frequency: str | None = None
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    count: int | None = None
    until: date | None = None
    until_form: str = "date"
    out: tuple[tuple[date, ZoneInfo | None], ...] = ()
    added: tuple[date, ...] = ()
    moved: tuple[Moved, ...] = ()
    as_duration: bool = field(default=False)

    @property
    def clock(self) -> ZoneInfo:
        return self.zone or CLUB


def days_of(event: Written, last: date) -> Iterator[date]:
    """Day by day from the first one on: is it one of the rule's?"""
    held, day = 0, event.first
    while day <= last and (event.until is None or day <= event.until) and (event.count is None or held < event.count):
        if _named(event, day):
            held += 1
            yield day
        day += timedelta(days=1)


def _named(event: Written, day: date) -> bool:
    match event.frequency:
        case None:
            return day == event.first
        case "DAILY":
            return (day - event.first).days % event.interval == 0
        case "WEEKLY":
            monday = event.first - timedelta(days=event.first.weekday())
            weeks = (day - monday).days // 7
            return weeks % event.interval == 0 and day.weekday() in (event.weekdays or (event.first.weekday(),))
        case _:
            months = (day.year - event.first.year) * 12 + day.month - event.first.month
            return months % event.interval == 0 and day.day == event.first.day


def reckoned(event: Written, first: datetime, end: datetime) -> list[tuple[datetime, int]]:
    """Every class from ``first`` until before ``end``: its start in UTC, and its minutes."""
    starts = list[datetime]()
    moves = {one.planned: one for one in event.moved}
    out = {day for day, _ in event.out}
    for day in sorted({*days_of(event, end.date() + timedelta(days=3)), *event.added}):
        move = moves.get(day)
        if move is not None:
            starts += [move.to.astimezone(UTC)] if move.to else []
        elif day not in out:
            starts.append(_at(event, day))
    return sorted((start, event.minutes) for start in starts if first <= start < end)


def _at(event: Written, day: date) -> datetime:
    return datetime.combine(day, event.hour, event.clock).astimezone(UTC)


def as_lines(event: Written) -> Iterator[str]:
    """The event in iCalendar, and after it one event for each move."""
    yield from ("BEGIN:VEVENT", f"UID:{event.uid}", f"SUMMARY:{event.uid}", "LOCATION:A")
    yield _written("DTSTART", _at(event, event.first), event.zone)
    ends = _at(event, event.first) + timedelta(minutes=event.minutes)
    yield f"DURATION:PT{event.minutes}M" if event.as_duration else _written("DTEND", ends, event.zone)
    if event.frequency:
        parts = [f"FREQ={event.frequency}", f"INTERVAL={event.interval}"]
        parts += [f"BYDAY={','.join(WEEKDAYS[day] for day in event.weekdays)}"] if event.weekdays else []
        parts += [f"COUNT={event.count}"] if event.count else []
        parts += [f"UNTIL={_until(event, event.until)}"] if event.until else []
        yield f"RRULE:{';'.join(parts)}"
    for day, zone in event.out:
        yield _written("EXDATE", _at(event, day), zone)
    for day in event.added:
        yield _written("RDATE", _at(event, day), event.zone)
    yield "END:VEVENT"
    for move in event.moved:
        yield from ("BEGIN:VEVENT", f"UID:{event.uid}", f"SUMMARY:{event.uid}", "LOCATION:A")
        yield _written("RECURRENCE-ID", _at(event, move.planned), move.written_in)
        if move.to:
            yield _written("DTSTART", move.to, move.written_in)
            yield f"DURATION:PT{event.minutes}M"
        else:
            yield "STATUS:CANCELLED"
        yield "END:VEVENT"


def _until(event: Written, day: date) -> str:
    match event.until_form:
        case "date":
            return f"{day:%Y%m%d}"
        case "clock":
            return f"{day:%Y%m%d}T{event.hour:%H%M%S}"
        case _:
            return f"{_at(event, day):%Y%m%dT%H%M%SZ}"


def _written(name: str, moment: datetime, zone: ZoneInfo | None) -> str:
    """A moment in this zone; in UTC in ``UTC``, and without a zone, on the club's clock, in none."""
    if zone is None:
        return f"{name}:{moment.astimezone(CLUB):%Y%m%dT%H%M%S}"
    if zone.key == "UTC":
        return f"{name}:{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{name};TZID={zone.key}:{moment.astimezone(zone):%Y%m%dT%H%M%S}"
