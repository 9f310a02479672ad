"""What is to be announced and what was, and the calls of classes."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from typing import Any

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Asked:
    """An announcement as it was asked for: ``kind`` is ``emergency``, ``page``, ``class`` or ``notice``; ``zones`` are parted by spaces."""

    kind: str
    asked_at: str
    who: str
    zones: str
    zh: str | None
    en: str | None
    times: int


@dataclass(frozen=True, slots=True)
class ClassCall:
    """One call of a class that was said, or why it was not.

    :param call: ``first``, ``second`` or ``asked``.
    :param due: when it was due; with ``key`` and ``call`` it names the call.
    :param number: the first or the second that was said of this class; none when it was skipped.
    :param skipped: the reason; none when it was said.
    """

    key: str
    call: str
    due: str
    start: str
    name: str
    room: str
    at: str
    number: int | None = None
    announcement: int | None = None
    skipped: str | None = None


def ask(db: Database, asked: Asked) -> int:
    """Put an announcement into the queue; returns its number."""
    cursor = db.execute(
        "INSERT INTO announcements (kind, asked_at, who, zones, zh, en, times) VALUES (?, ?, ?, ?, ?, ?, ?)", astuple(asked)
    )
    return int(cursor.lastrowid or 0)


def about_to_say(db: Database, announcement: int, at: str) -> None:
    """Count it as said once more. The table refuses more than it was asked for."""
    db.execute("UPDATE announcements SET said = said + 1, said_at = ? WHERE announcement = ?", (at, announcement))


def end(db: Database, announcement: int, outcome: str, reason: str | None) -> None:
    """Take it out of the queue: ``said``, ``failed``, ``cancelled`` or ``dropped``."""
    db.execute("UPDATE announcements SET outcome = ?, reason = ? WHERE announcement = ?", (outcome, reason, announcement))


def in_queue(db: Database) -> list[int]:
    """Those that have not come to their end."""
    return [row[0] for row in db.execute("SELECT announcement FROM announcements WHERE outcome IS NULL ORDER BY announcement")]


def announcements_since(db: Database, at: str) -> list[dict[str, Any]]:
    """Everything asked for since then, in order."""
    names = ("number", "kind", "asked_at", "who", "zones", "zh", "en", "times", "said", "said_at", "outcome", "reason")
    rows = db.execute(
        """
        SELECT announcement, kind, asked_at, who, zones, zh, en, times, said, said_at, outcome, reason
        FROM announcements WHERE asked_at >= ? ORDER BY announcement""",
        (at,),
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


def keep_said(db: Database, call: ClassCall) -> None:
    """Write down a call that is about to be said; it may have been skipped before.

    :raises ValueError: when this very call was said already.
    :raises sqlite3.IntegrityError: when this class was called twice.
    """
    cursor = db.execute(
        f"""{_KEEP} DO UPDATE SET at = excluded.at, number = excluded.number, announcement = excluded.announcement, skipped = NULL
        WHERE number IS NULL""",
        astuple(call),
    )
    if cursor.rowcount != 1:
        raise ValueError(f"said already: {call.call} call of {call.due}")


def keep_skipped(db: Database, call: ClassCall) -> None:
    """Write down why a call is not said, unless it was said or its reason is known."""
    db.execute(f"{_KEEP} DO NOTHING", astuple(call))


def calls_known(db: Database, first: str, end: str, keys: Iterable[str]) -> tuple[ClassCall, ...]:
    """Every call, said or skipped, of these classes and of those that were to start from ``first`` until before ``end``, in order."""
    wanted = tuple(keys)
    rows = db.execute(
        f"""
        SELECT class, call, due, start, name, room, at, number, announcement, skipped
        FROM class_calls WHERE (start >= ? AND start < ?) OR class IN ({", ".join("?" * len(wanted))}) ORDER BY at, class, call""",
        (first, end, *wanted),
    )
    return tuple(ClassCall(*row) for row in rows)


_KEEP = """
    INSERT INTO class_calls (class, call, due, start, name, room, at, number, announcement, skipped)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (class, call, due)"""
