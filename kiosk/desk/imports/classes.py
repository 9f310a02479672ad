"""The import of the weekly timetable."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from sqlite_utils import Database

from kiosk.database.classes import ClassRow
from kiosk.database.imports import store_classes
from kiosk.database.known import BeforeImport
from kiosk.desk.classes.timetable import end_minute, overlap, start_minute
from kiosk.desk.imports import cells
from kiosk.desk.imports.checked import CheckedClasses, Imported
from kiosk.desk.imports.columns import Column, Entry, Progress, entries_of, silent
from kiosk.desk.imports.problems import Problems
from kiosk.desk.imports.rules import check_order, unknown_staff
from kiosk.desk.imports.table import Rows

MOST_OVERLAPS = 50

COLUMNS = (
    Column("weekday", cells.whole(1, 7), required=True),
    Column("start", cells.clock, required=True),
    Column("minutes", cells.whole(1, cells.MINUTES_A_DAY), required=True),
    Column("name", cells.text(100), required=True),
    Column("room", cells.text(60), required=True),
    Column("coach", cells.text(16)),
    Column("from", cells.day),
    Column("until", cells.day),
)


def check_classes(rows: Rows, known: BeforeImport, progress: Progress = silent) -> CheckedClasses:
    """Check a whole file of classes; classes that overlap in one room are only a warning.

    :raises ImportRefused: when anything is wrong, with every bad place.
    """
    problems = Problems(rows.source)
    entries = entries_of(rows, COLUMNS, problems, progress)
    for entry in entries:
        check_order(entry, "from", "until", (None, None), problems)
    _check_once(entries, problems)
    problems.raise_if_any()
    classes = tuple(map(_class, entries))
    warnings = [*unknown_staff(entries, ("coach",), known), *_overlaps(classes, known.classes)]
    return CheckedClasses(classes, tuple(warnings))


def apply_classes(db: Database, checked: CheckedClasses, progress: Progress = silent) -> Imported:
    """Store the classes. Call it inside a transaction."""
    counts = store_classes(db, checked.classes, progress)
    return Imported(counts.added, counts.updated, counts.unchanged, checked.warnings)


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
