"""The import of the weekly timetable."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from sqlite_utils import Database

from kiosk.database.classes import ClassRow
from kiosk.database.imports import store_classes
from kiosk.database.known import BeforeImport
from kiosk.desk.classes.timetable import end_minute, overlap, start_minute
from kiosk.desk.imports import cells, days, words
from kiosk.desk.imports.checked import CheckedClasses, Imported
from kiosk.desk.imports.columns import Column, Entry, Progress, named, silent
from kiosk.desk.imports.entries import entries_of
from kiosk.desk.imports.options import AS_USUAL, Options
from kiosk.desk.imports.problems import Problems
from kiosk.desk.imports.rules import check_order, unknown_staff
from kiosk.desk.imports.table import Rows

MOST_OVERLAPS = 50


def columns() -> tuple[Column, ...]:
    """The columns of a file of classes."""
    column = partial(named, words.CLASSES)
    day = partial(column, read=days.day, turn=days.day_numbers)
    return (
        column("weekday", cells.weekday, required=True),
        column("start", days.clock, required=True),
        column("minutes", cells.whole(1, cells.MINUTES_A_DAY), required=True),
        column("name", cells.text(100), required=True, wide=True),
        column("room", cells.text(60), required=True, wide=True),
        column("coach", cells.text(16)),
        day("from"),
        day("until"),
    )


def check_classes(rows: Rows, known: BeforeImport, progress: Progress = silent, options: Options = AS_USUAL) -> CheckedClasses:
    """Check a whole file of classes; classes that overlap in one room are only a warning.

    :raises ImportRefused: when anything is wrong, with every bad place.
    """
    problems = Problems(rows.source)
    read = entries_of(rows, columns(), problems, progress, options)
    entries = read.entries
    for entry in entries:
        check_order(entry, "from", "until", (None, None), problems)
    _check_once(entries, problems)
    problems.raise_if_any()
    stored = {row.identity: row for row in known.classes}
    classes = tuple(_kept(entry, stored) for entry in entries)
    warnings = [*read.warnings, *unknown_staff(entries, ("coach",), known), *_overlaps(classes, known.classes)]
    return CheckedClasses(classes, tuple(warnings))


def apply_classes(db: Database, checked: CheckedClasses, progress: Progress = silent) -> Imported:
    """Store the classes. Call it inside a transaction."""
    counts = store_classes(db, checked.classes, progress)
    return Imported(counts.added, counts.updated, counts.unchanged, checked.warnings)


def _kept(entry: Entry, stored: Mapping[tuple[int, str, str, str, str], ClassRow]) -> ClassRow:
    """The class, with what is stored of it where the file says nothing."""
    new = _class(entry)
    old = stored.get(new.identity)
    if old is None:
        return new
    coach = new.coach if "coach" in entry.values else old.coach
    return replace(new, coach=coach, until_day=new.until_day if "until" in entry.values else old.until_day)


def _class(entry: Entry) -> ClassRow:
    values = entry.values
    return ClassRow(
        weekday=int(values["weekday"] or 0),
        start=str(values["start"]),
        minutes=int(values["minutes"] or 0),
        name=str(values["name"]),
        room=str(values["room"]),
        coach=entry.text("coach"),
        from_day=entry.text("from"),
        until_day=entry.text("until"),
    )


def _check_once(entries: Iterable[Entry], problems: Problems) -> None:
    lines: dict[tuple[cells.Value, ...], int] = {}
    for entry in entries:
        identity = tuple(entry.values.get(column) for column in ("weekday", "start", "room", "name", "from"))
        if None not in identity[:4] and (first := lines.setdefault(identity, entry.line)) != entry.line:
            problems.add(entry.line, None, f"the same class stands in line {first} already")


def _overlaps(classes: Sequence[ClassRow], stored: Iterable[ClassRow]) -> list[str]:
    new = {row.identity: row for row in classes}
    week = sorted({**{row.identity: row for row in stored}, **new}.values(), key=lambda row: (row.weekday, row.room, row.start, row.name))
    found = []
    for _, in_room in groupby(week, key=lambda row: (row.weekday, row.room)):
        for one, other in _pairs(list(in_room)):
            if one.identity in new or other.identity in new:
                found.append(f"weekday {one.weekday}, {one.room}: {one.start} {one.name} overlaps {other.start} {other.name}")
                if len(found) == MOST_OVERLAPS:
                    return found
    return found


def _pairs(in_room: Sequence[ClassRow]) -> Iterator[tuple[ClassRow, ClassRow]]:
    for position, one in enumerate(in_room):
        for other in in_room[position + 1 :]:
            if start_minute(other) >= end_minute(one):
                break
            if overlap(one, other):
                yield one, other
