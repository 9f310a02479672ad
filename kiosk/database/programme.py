"""Classes of calendars, and what the desk changed of single classes."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class DatedClass:
    """One class on one day. ``key`` stays the same when it is moved; ``start`` is UTC as the database writes it."""

    key: str
    start: str
    minutes: int
    name: str
    room: str


@dataclass(frozen=True, slots=True)
class ChangedClass:
    """How one class is now by the will of the desk. ``was`` is the start that its timetable says; none for a class that was added."""

    key: str
    was: str | None
    moved: bool
    cancelled: bool
    start: str
    minutes: int
    name: str
    room: str


def calendar_classes(db: Database, first: str, end: str) -> tuple[DatedClass, ...]:
    """The classes of every calendar that start from ``first`` until before ``end``."""
    rows = db.execute(
        "SELECT class, start, minutes, name, room FROM calendar_classes WHERE start >= ? AND start < ?"
        " ORDER BY start, room, name, calendar",
        (first, end),
    )
    return tuple(DatedClass(*row) for row in rows)


def classes_of_calendar(db: Database, calendar: str) -> dict[str, DatedClass]:
    """Everything that is stored of one calendar, by key."""
    rows = db.execute("SELECT class, start, minutes, name, room FROM calendar_classes WHERE calendar = ?", (calendar,))
    return {row[0]: DatedClass(*row) for row in rows}


def replace_calendar(db: Database, calendar: str, classes: Sequence[DatedClass]) -> None:
    """Let these be the classes of this calendar."""
    db.execute("DELETE FROM calendar_classes WHERE calendar = ?", (calendar,))
    db.conn.executemany(
        "INSERT INTO calendar_classes (calendar, class, start, minutes, name, room) VALUES (?, ?, ?, ?, ?, ?)",
        ((calendar, *astuple(one)) for one in classes),
    )


_CHANGES = "SELECT class, was, moved, cancelled, start, minutes, name, room FROM class_changes"


def changes_between(db: Database, first: str, end: str) -> tuple[ChangedClass, ...]:
    """The changes of classes that start, or were to start, from ``first`` until before ``end``."""
    rows = db.execute(
        f"{_CHANGES} WHERE (start >= :first AND start < :end) OR (was >= :first AND was < :end) ORDER BY start, room, name",
        {"first": first, "end": end},
    )
    return tuple(map(_changed, rows))


def change_of(db: Database, key: str) -> ChangedClass | None:
    """What the desk changed of this class."""
    row = db.execute(f"{_CHANGES} WHERE class = ?", (key,)).fetchone()
    return _changed(row) if row else None


def keep_change(db: Database, change: ChangedClass) -> None:
    """Store this change in place of an earlier one of the same class."""
    db.execute(
        """
        INSERT INTO class_changes (class, was, moved, cancelled, start, minutes, name, room) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (class) DO UPDATE SET moved = excluded.moved, cancelled = excluded.cancelled,
            start = excluded.start, minutes = excluded.minutes, name = excluded.name, room = excluded.room""",
        astuple(change),
    )


def forget_change(db: Database, key: str) -> None:
    """Let this class be as its timetable has it; one that was added is gone."""
    db.execute("DELETE FROM class_changes WHERE class = ?", (key,))


def _changed(row: tuple[Any, ...]) -> ChangedClass:
    key, was, moved, cancelled, *now = row
    return ChangedClass(key, was, bool(moved), bool(cancelled), *now)


def start_of(db: Database, key: str) -> str | None:
    """When this class starts, by the desk or by a calendar; none when neither knows it."""
    row = db.execute(
        "SELECT start FROM class_changes WHERE class = :key UNION ALL SELECT start FROM calendar_classes WHERE class = :key LIMIT 1",
        {"key": key},
    ).fetchone()
    return row[0] if row else None
