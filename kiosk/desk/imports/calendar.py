"""The import of classes from an iCalendar file: every event unrolled into the classes of the coming days.

Source: RFC 5545; recurrences, exceptions and time zones are the libraries' work.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from sqlite_utils import Database

from kiosk.database.classes import ClassRow
from kiosk.database.imports import store_calendar
from kiosk.database.known import BeforeImport
from kiosk.database.moment import utc_text
from kiosk.database.programme import DatedClass, classes_of_calendar
from kiosk.desk.imports import cells
from kiosk.desk.imports.checked import CheckedCalendar, Imported
from kiosk.desk.imports.columns import without_controls
from kiosk.desk.imports.problems import Problems
from kiosk.desk.imports.rows import text_of

DAYS_AHEAD = 400
MOST_CLASSES = 20_000
_TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
_NAME, _ROOM = cells.text(100), cells.text(60)


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar as it was read: its name, and what stands in it."""

    source: str
    text: str
    calendar: icalendar.Calendar

    @property
    def name(self) -> str:
        """What it calls itself, else the name of the file: an import replaces what came from the calendar of this name."""
        return str(self.calendar.get("X-WR-CALNAME") or "").strip() or Path(self.source).stem


def read_calendar(path: Path) -> CalendarFile:
    """Read an iCalendar file in UTF-8.

    :raises ImportRefused: when it is no file, cannot be read, or is no calendar.
    """
    problems = Problems(path.name)
    text = text_of(path, problems)
    try:
        calendar = icalendar.Calendar.from_ical(text)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise problems.refuse(None, None, f"this is no calendar: {str(error)[:120]}") from None
    if not isinstance(calendar, icalendar.Calendar):
        raise problems.refuse(None, None, "this is no calendar: it does not begin with BEGIN:VCALENDAR")
    return CalendarFile(path.name, text, calendar)


def check_calendar(file: CalendarFile, known: BeforeImport, today: date, zone: ZoneInfo) -> CheckedCalendar:
    """Check a whole calendar and unroll it from today on, for ``DAYS_AHEAD`` days.

    Events that last whole days (holidays, say) are left out with a warning. Times without a zone are on the club's clock.

    :raises ImportRefused: when anything is wrong, with every bad place.
    """
    problems, warnings = Problems(file.source), list[str]()
    events = [event for event in file.calendar.walk("VEVENT") if _is_class(event, warnings)]
    lines = _lines(file.text)
    for event in events:
        _check(event, lines, problems)
    problems.raise_if_any()
    if not events:
        raise problems.refuse(None, None, "there are no classes in it")
    classes = _unrolled(file, today, zone, problems)
    warnings += _also_weekly(classes, known.classes, zone)
    if any("RRULE" in event and not _ends(event) for event in events):
        warnings.append(f"some classes go on for ever; they are known until {today + timedelta(days=DAYS_AHEAD)}: import this again before")
    return CheckedCalendar(file.name, classes, tuple(warnings))


def apply_calendar(db: Database, checked: CheckedCalendar) -> Imported:
    """Let these be the classes of their calendar. Call it inside a transaction."""
    warnings = (*checked.warnings, *gone_warning(db, checked))
    counts = store_calendar(db, checked.calendar, checked.classes)
    return Imported(counts.added, counts.updated, counts.unchanged, warnings)


def gone_warning(db: Database, checked: CheckedCalendar) -> tuple[str, ...]:
    """A warning when classes that came from this calendar before are not in it any more."""
    gone = set(classes_of_calendar(db, checked.calendar)) - {one.key for one in checked.classes}
    return (f"{len(gone)} that came from it before are over, or not in it any more",) if gone else ()


def _is_class(event: icalendar.Component, warnings: list[str]) -> bool:
    start = event.get("DTSTART")
    if start is not None and not isinstance(start.dt, datetime):
        warnings.append(f"{_summary(event)} lasts whole days and is left out")
        return False
    return str(event.get("STATUS", "")).upper() != "CANCELLED" or "RECURRENCE-ID" in event


def _check(event: icalendar.Component, lines: dict[str, int], problems: Problems) -> None:
    uid = str(event.get("UID", "")).strip()
    line = lines.get(uid)
    if not uid:
        problems.add(None, "UID", f"{_summary(event)} has none")
    if event.get("DTSTART") is None:
        problems.add(line, "DTSTART", f"{_summary(event)} has none")
    for name, read in (("SUMMARY", _NAME), ("LOCATION", _ROOM)):
        content = str(event.get(name, "")).strip()
        try:
            if not content:
                raise ValueError(f"{_summary(event)} has none; it is the {'name' if name == 'SUMMARY' else 'room'} of the class")
            read(without_controls(content))
        except ValueError as error:
            problems.add(line, name, str(error))
    for rule in _rules(event):
        if set(map(str, rule.get("FREQ", ()))) & set(_TOO_OFTEN):
            problems.add(line, "RRULE", f"{_summary(event)} recurs more than once a day")


def _unrolled(file: CalendarFile, today: date, zone: ZoneInfo, problems: Problems) -> tuple[DatedClass, ...]:
    begins = datetime.combine(today, time(), zone)
    found: dict[str, DatedClass] = {}
    query = recurring_ical_events.of(file.calendar, components=["VEVENT"])
    try:
        events = query.between(begins, begins + timedelta(days=DAYS_AHEAD))
        for event in sorted(events, key=lambda event: _on_clock(event["RECURRENCE-ID"].dt, zone)):
            if str(event.get("STATUS", "")).upper() == "CANCELLED" or not isinstance(event.start, datetime):
                continue
            start, planned = _on_clock(event.start, zone), _on_clock(event["RECURRENCE-ID"].dt, zone)
            minutes = round((_on_clock(event.end, zone) - start).total_seconds() / 60)
            if not 1 <= minutes <= cells.MINUTES_A_DAY:
                problems.add(None, "DTEND", f"{_summary(event)} takes {minutes} minutes; a class takes 1 to {cells.MINUTES_A_DAY}")
            key = _free(f"{planned.astimezone(zone).date().isoformat()} {event['UID']}", found)
            found[key] = DatedClass(key, utc_text(start), minutes, str(event["SUMMARY"]).strip(), str(event["LOCATION"]).strip())
            if len(found) > MOST_CLASSES:
                raise problems.refuse(None, None, f"there are more than {MOST_CLASSES} classes in the coming {DAYS_AHEAD} days")
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise problems.refuse(None, None, f"its recurrences cannot be followed: {str(error)[:120]}") from None
    problems.raise_if_any()
    return tuple(sorted(found.values(), key=lambda one: (one.start, one.key)))


def _free(key: str, taken: dict[str, DatedClass]) -> str:
    """The key, with a number when the event is held several times that day."""
    names = (key, *(f"{key} {number}" for number in range(2, MOST_CLASSES + 3)))
    return next(name for name in names if name not in taken)


def _on_clock(at: datetime | date, zone: ZoneInfo) -> datetime:
    """This moment in UTC; a time without a zone is on the club's clock."""
    moment = at if isinstance(at, datetime) else datetime.combine(at, time())
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _rules(event: icalendar.Component) -> Iterator[icalendar.vRecur]:
    rules = event.get("RRULE", [])
    yield from rules if isinstance(rules, list) else [rules]


def _ends(event: icalendar.Component) -> bool:
    return all("COUNT" in rule or "UNTIL" in rule for rule in _rules(event))


def _lines(text: str) -> dict[str, int]:
    """The line in which each UID is named first, as far as it stands on one line."""
    lines: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        name, _, uid = line.partition(":")
        if name.partition(";")[0].upper() == "UID":
            lines.setdefault(uid.strip(), number)
    return lines


def _also_weekly(classes: Iterable[DatedClass], week: Iterable[ClassRow], zone: ZoneInfo) -> list[str]:
    """One warning for each class that the weekly timetable has too."""
    starts = ((one, datetime.fromisoformat(one.start).astimezone(zone)) for one in classes)
    dated = {(start.isoweekday(), f"{start:%H:%M}", one.name, one.room) for one, start in starts}
    both = sorted(dated & {(row.weekday, row.start, row.name, row.room) for row in week})
    return [
        f"weekday {weekday}, {room}: {start} {name} is in the weekly timetable too; it counts as one class"
        for weekday, start, name, room in both
    ]


def _summary(event: icalendar.Component) -> str:
    return cells.quoted(str(event.get("SUMMARY", "")).strip() or str(event.get("UID", "an event")))
