"""Imports of lists as spreadsheets save them, and of classes from calendars: a file is read, checked whole, and stored whole or not at all.

The way of a table: :func:`read_rows`, :func:`check`, :func:`with_hashed_pins`, then :func:`apply` inside one transaction, which
is rolled back when it was only a rehearsal.
"""

from collections.abc import Mapping
from datetime import date

from argon2 import PasswordHasher
from sqlite_utils import Database

from kiosk.database.known import BeforeImport
from kiosk.desk.imports.calendar import apply_calendar
from kiosk.desk.imports.checked import (
    Checked,
    CheckedCalendar,
    CheckedClasses,
    CheckedMembers,
    CheckedStaff,
    CheckedTags,
    Imported,
)
from kiosk.desk.imports.classes import apply_classes, check_classes
from kiosk.desk.imports.columns import Progress, silent
from kiosk.desk.imports.members import apply_members, check_members
from kiosk.desk.imports.options import AS_USUAL, Options
from kiosk.desk.imports.requests import ImportKind
from kiosk.desk.imports.rows import read_rows
from kiosk.desk.imports.staff import apply_staff, check_staff, hash_pins
from kiosk.desk.imports.table import Rows, rows_of
from kiosk.desk.imports.tags import apply_tags, check_tags

__all__ = [
    "Checked", "ImportKind", "Imported", "Progress", "Rows",
    "apply", "check", "read_rows", "rows_of", "with_hashed_pins",
]  # fmt: skip


def check(
    kind: ImportKind,
    rows: Rows,
    known: BeforeImport,
    today: date,
    plans: Mapping[str, int | None],
    progress: Progress = silent,
    options: Options = AS_USUAL,
) -> Checked:
    """Check a whole file.

    :param plans: by plan code, how many visits a new card of it holds; none when visits are not counted.
    :param options: how the file is read.
    :raises ImportRefused: when anything is wrong, with every bad place.
    """
    match kind:
        case ImportKind.MEMBERS:
            return check_members(rows, known, today, plans, progress, options)
        case ImportKind.STAFF:
            return check_staff(rows, known, progress, options)
        case ImportKind.CLASSES:
            return check_classes(rows, known, progress, options)
        case ImportKind.TAGS:
            return check_tags(rows, known, progress, options)


def with_hashed_pins(checked: Checked, known: BeforeImport, hasher: PasswordHasher, progress: Progress = silent) -> Checked:
    """The same with every PIN hashed, if there are any. Slow: call it before the transaction begins."""
    return hash_pins(checked, known, hasher, progress) if isinstance(checked, CheckedStaff) else checked


def apply(db: Database, checked: Checked, progress: Progress = silent) -> Imported:
    """Store what was checked. Call it inside a transaction, and roll that back when it raises."""
    match checked:
        case CheckedMembers():
            return apply_members(db, checked, progress)
        case CheckedStaff():
            return apply_staff(db, checked, progress)
        case CheckedClasses():
            return apply_classes(db, checked, progress)
        case CheckedCalendar():
            return apply_calendar(db, checked)
        case CheckedTags():
            return apply_tags(db, checked, progress)
