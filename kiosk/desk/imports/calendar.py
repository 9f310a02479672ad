"""The import of classes from an iCalendar file: every event unrolled into the classes of the coming days.

Source: RFC 5545. How its bytes become classes stands in ``calendars``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, count
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from kiosk.database.calendars import uid_of
from kiosk.database.classes import ClassRow
from kiosk.database.imports import store_calendar
from kiosk.database.known import BeforeImport
from kiosk.database.moment import utc_text
from kiosk.database.programme import DatedClass, classes_of_calendar
from kiosk.desk.classes.calendars import LONGEST_CALENDAR
from kiosk.desk.imports.calendars.checking import Checking
from kiosk.desk.imports.calendars.choosing import AS_IT_IS, Choice, name_in
from kiosk.desk.imports.calendars.events import Contents, contents_of
from kiosk.desk.imports.calendars.families import Family, families_of
from kiosk.desk.imports.calendars.lines import lines_of, shown
from kiosk.desk.imports.calendars.series import MOST_CLASSES, Span
from kiosk.desk.imports.calendars.telling import Told
from kiosk.desk.imports.calendars.unrolling import Unrolled, unroll
from kiosk.desk.imports.calendars.zones import Zones
from kiosk.desk.imports.checked import CheckedCalendar, Imported
from kiosk.desk.imports.problems import Problems
from kiosk.desk.imports.rows import bytes_of
from kiosk.errors import TooManyClasses

DAYS_AHEAD = 400

__all__ = ["CalendarFile", "apply_calendar", "check_calendar", "gone_warning", "read_calendar"]


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar as it was read."""

    source: str
    contents: Contents

    @property
    def name(self) -> str:
        """What it calls itself, else the name of the file: an import replaces what came from the calendar of this name."""
        return "".join(filter(str.isprintable, self.contents.name or Path(self.source).stem)).strip()[:LONGEST_CALENDAR] or "calendar"


def read_calendar(path: Path) -> CalendarFile:
    """Read an iCalendar file.

    :raises ImportRefused: when it is no file, cannot be read, is no calendar, or not a whole one.
    """
    problems = Problems(path.name)
    raw = bytes_of(path, problems)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise problems.refuse(None, None, "this is UTF-16: export the calendar again, as UTF-8")
    contents = contents_of(lines_of(raw))
    if contents is None:
        raise problems.refuse(None, None, "this is no calendar: it does not begin with BEGIN:VCALENDAR")
    if contents.unclosed is not None:
        raise problems.refuse(contents.unclosed, None, "what begins here does not end: the file was cut off; export the calendar again")
    return CalendarFile(path.name, contents)


def check_calendar(file: CalendarFile, known: BeforeImport, today: date, zone: ZoneInfo, choice: Choice = AS_IT_IS) -> CheckedCalendar:
    """Unroll a whole calendar from today on, for ``DAYS_AHEAD`` days, and check what that makes.

    Times without a zone are on the club's clock. What makes no class in these days is left out, and may be as broken as it likes.

    :raises ImportRefused: when anything is wrong, with every bad place.
    :raises SecondDownload: when it seems to be a calendar that is stored under another name, and nobody said what is meant.
    """
    problems, told, zones = Problems(file.source), Told(zone), Zones(zone, file.contents.zones)
    if not file.contents.events:
        raise problems.refuse(None, None, "there are no classes in it")
    span = Span(*(datetime.combine(day, time(), zone).astimezone(UTC) for day in (today, today + timedelta(days=DAYS_AHEAD))))
    families = families_of(file.contents.events, zones, problems, told)
    try:
        found = [one for family in families for one in _in_span(family, span, zones, problems, told)]
        if len(found) > MOST_CLASSES:
            raise TooManyClasses(f"{len(found)}")
    except TooManyClasses:
        raise problems.refuse(None, None, f"there are more than {MOST_CLASSES} classes in the coming {DAYS_AHEAD} days") from None
    classes = _classes(found, zone, Checking(zones, choice, problems, told))
    problems.raise_if_any()
    warnings = [*told.warnings, *_odd_lines(file.contents), *_also_weekly(classes, known.classes, zone)]
    if not classes:
        warnings.append(f"it holds no class in the coming {DAYS_AHEAD} days: what is in it is over, or no class")
    elif any(series.endless and series.planned(span) for family in families for series in family.series):
        warnings.append(f"some classes go on for ever; they are known until {today + timedelta(days=DAYS_AHEAD)}: import this again before")
    read = Counter(one.name for one in classes)
    name = name_in(known.calendars, file.source, file.name, {uid_of(one.key) for one in classes}, choice)
    return CheckedCalendar(name, classes, tuple(warnings), tuple(sorted(read.items())), told.left_out)


def apply_calendar(db: Database, checked: CheckedCalendar) -> Imported:
    """Let these be the classes of their calendar. Call it inside a transaction."""
    warnings = (*checked.warnings, *gone_warning(db, checked))
    counts = store_calendar(db, checked.calendar, checked.classes)
    return Imported(counts.added, counts.updated, counts.unchanged, warnings, checked.calendar, checked.read, checked.left_out)


def gone_warning(db: Database, checked: CheckedCalendar) -> tuple[str, ...]:
    """A warning when classes that came from this calendar before are not in it any more."""
    gone = set(classes_of_calendar(db, checked.calendar)) - {one.key for one in checked.classes}
    return (f"{len(gone)} that came from it before are over, or not in it any more",) if gone else ()


def _in_span(family: Family, span: Span, zones: Zones, problems: Problems, told: Told) -> Iterator[Unrolled]:
    any_found = False
    for one in unroll(family, span, zones, problems, told):
        if span.holds(one.start.astimezone(UTC)):
            any_found = True
            yield one
    for series in () if any_found else family.series:
        told.leave_out(f"without a class in the coming {DAYS_AHEAD} days", series.event)


def _classes(found: Iterable[Unrolled], zone: ZoneInfo, checking: Checking) -> tuple[DatedClass, ...]:
    classes: dict[str, DatedClass] = {}
    for one in sorted(found, key=lambda one: one.planned.astimezone(UTC)):
        if plain := checking.plain(one):
            key = _free(f"{one.planned.astimezone(zone).date().isoformat()} {one.uid}", classes)
            classes[key] = DatedClass(key, utc_text(one.start), plain.minutes, plain.name, plain.room)
    return tuple(sorted(classes.values(), key=lambda one: (one.start, one.key)))


def _free(key: str, taken: dict[str, DatedClass]) -> str:
    """The key, with a number when the event is held several times that day."""
    return next(name for name in chain((key,), (f"{key} {number}" for number in count(2))) if name not in taken)


def _odd_lines(contents: Contents) -> tuple[str, ...]:
    if not contents.odd:
        return ()
    first = contents.odd[0]
    more = f" and {len(contents.odd) - 1} more" if len(contents.odd) > 1 else ""
    return (f"line {first.number}{more}: {shown(first.text)} is no property and was passed over",)


def _also_weekly(classes: Iterable[DatedClass], week: Iterable[ClassRow], zone: ZoneInfo) -> list[str]:
    """One warning for each class that the weekly timetable has too."""
    starts = ((one, datetime.fromisoformat(one.start).astimezone(zone)) for one in classes)
    dated = {(start.isoweekday(), f"{start:%H:%M}", one.name, one.room) for one, start in starts}
    both = sorted(dated & {(row.weekday, row.start, row.name, row.room) for row in week})
    return [
        f"weekday {weekday}, {room}: {start} {name} is in the weekly timetable too; it counts as one class"
        for weekday, start, name, room in both
    ]
