"""What the lines of an event say about time. Every time without a zone is on the club's clock."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from kiosk.desk.imports.calendars.events import Event
from kiosk.desk.imports.calendars.lines import Line, shown
from kiosk.desk.imports.calendars.zones import Zones
from kiosk.errors import LineUnreadable, Problem

_TIME = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})(Z?))?")
_DURATION = re.compile(r"([+-]?)P(?:([0-9]{1,5})W)?(?:([0-9]{1,5})D)?(?:T(?:([0-9]{1,5})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,7})S)?)?")
YEARS = range(1900, 2200)


def unreadable(line: Line, event: Event, error: ValueError) -> LineUnreadable:
    """The error of a line of this event that cannot be read, with its value."""
    return LineUnreadable(Problem(line.number, line.name, f"{event.known_as}: {shown(line.value)} {error}"))


def time_of(text: str, zone: tzinfo) -> datetime | date:
    """A day, or a moment in this zone; in UTC when it says so.

    :raises ValueError: when it is neither.
    """
    found = _TIME.fullmatch(text.strip().upper())
    if not found:
        raise ValueError("is no time such as 20261130T190000")
    year, month, day, hour, minute, second = (int(number) if number else 0 for number in found.groups()[:6])
    if year not in YEARS:
        raise ValueError(f"is not between {YEARS[0]} and {YEARS[-1]}")
    try:
        on = date(year, month, day)
        if found[4] is None:
            return on
        return datetime.combine(on, time(hour, minute, min(second, 59)), UTC if found[7] else zone)
    except ValueError:
        raise ValueError("is not in the calendar, or on no clock") from None


def zone_of(line: Line, zones: Zones) -> tzinfo:
    """The zone of this line's times."""
    return zones.find(line.params.get("TZID", "")) or zones.club


def single_time(event: Event, name: str, zones: Zones) -> datetime | date | None:
    """The time in the first line of this name; none when there is none.

    :raises LineUnreadable: when it cannot be read.
    """
    line = event.line(name)
    if line is None:
        return None
    try:
        return time_of(line.value, zone_of(line, zones))
    except ValueError as error:
        raise unreadable(line, event, error) from None


def whole_days(event: Event) -> bool:
    """Whether it lasts whole days, and so is no class."""
    start = event.line("DTSTART")
    return start is not None and (start.params.get("VALUE", "").upper() == "DATE" or re.fullmatch("[0-9]{8}", start.value) is not None)


def listed_times(event: Event, name: str, zones: Zones) -> Iterator[tuple[datetime | date, timedelta | None]]:
    """Every time of the lines of this name, with the length where it is told. Empty ones are none.

    :raises LineUnreadable: when one cannot be read.
    """
    for line in event.all(name):
        zone = zone_of(line, zones)
        for part in filter(None, map(str.strip, line.value.split(","))):
            begins, _, ends = part.partition("/")
            try:
                start = time_of(begins, zone)
                yield start, _length(start, ends, zone) if ends else None
            except ValueError as error:
                raise unreadable(line, event, error) from None


def length_of(event: Event, start: datetime, zones: Zones) -> timedelta | None:
    """How long it takes when it begins then; none when it does not say so. Less than nothing when it ends before.

    :raises LineUnreadable: when that cannot be read.
    """
    for name in ("DTEND", "DURATION"):
        if line := event.line(name):
            try:
                return _length(start, line.value, zone_of(line, zones))
            except ValueError as error:
                raise unreadable(line, event, error) from None
    return None


def _length(start: datetime | date, text: str, zone: tzinfo) -> timedelta:
    if text.upper().lstrip("+-").startswith("P"):
        return duration_of(text)
    end = time_of(text, zone)
    if not isinstance(end, datetime) or not isinstance(start, datetime):
        raise ValueError("is a day without a time")
    return end.astimezone(UTC) - start.astimezone(UTC)


def duration_of(text: str) -> timedelta:
    """``PT1H30M`` and the like.

    :raises ValueError: when it is none.
    """
    found = _DURATION.fullmatch(text.strip().upper())
    if not found or not any(found.groups()[1:]):
        raise ValueError("is no length such as PT1H")
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in found.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] == "-" else length
