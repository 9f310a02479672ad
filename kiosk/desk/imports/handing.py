"""The rows of a checked file on their way to a running counter, one JSON object each."""

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from sqlite_utils import Database

from kiosk.database.classes import ClassRow
from kiosk.database.imports import Counts, PersonChange, TagChange, store_calendar, store_classes, store_members, store_staff, store_tags
from kiosk.database.programme import DatedClass
from kiosk.desk.imports.requests import ImportKind

Change = PersonChange | TagChange | ClassRow | DatedClass


def as_line(change: Change) -> str:
    """The change as it travels."""
    return json.dumps({field.name: getattr(change, field.name) for field in fields(change)}, ensure_ascii=False, separators=(",", ":"))


def person_of(line: str) -> PersonChange:
    """A change of a member, from its line.

    :raises ValueError: when it is none.
    """
    change: PersonChange = _read(line, PersonChange)
    return change


def store_lines(db: Database, kind: ImportKind, calendar: str | None, lines: Sequence[str]) -> Counts:
    """Store these changes. Call it inside a transaction.

    :raises ValueError: when a line is no change of this kind.
    """
    match kind:
        case ImportKind.MEMBERS:
            return store_members(db, [_read(line, PersonChange) for line in lines], _silent)
        case ImportKind.STAFF:
            return store_staff(db, [_read(line, PersonChange) for line in lines], _silent)
        case ImportKind.TAGS:
            return store_tags(db, [_read(line, TagChange) for line in lines], _silent)
        case ImportKind.CLASSES if calendar is not None:
            return store_calendar(db, calendar, [_read(line, DatedClass) for line in lines])
        case ImportKind.CLASSES:
            return store_classes(db, [_read(line, ClassRow) for line in lines], _silent)


def _read(line: str, kind: type[Any]) -> Any:
    try:
        return kind(**json.loads(line))
    except TypeError as error:
        raise ValueError(f"no row of this import: {error}") from None


def _silent(_done: int, _total: int) -> None:
    """Steps are short: nobody is told."""
