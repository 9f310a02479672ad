"""An import into a running counter. Its rows wait in a table of their own until all have arrived.

Then it is accepted, and from that moment it counts. Its rows are stored in steps, and whoever comes to the door is stored first.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any

from sqlite_utils import Database

from kiosk.database.imports import Counts
from kiosk.database.rows import first

Waiting = list[tuple[int, str]]
"""Rows by their position."""


@dataclass(frozen=True, slots=True)
class Import:
    """One import. ``rows`` is how many it has; ``accepted`` whether they count, ``finished`` whether all are stored."""

    number: int
    kind: str
    calendar: str | None
    rows: int
    accepted: bool
    finished: bool
    counts: Counts


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it arrived. ``card_no`` and ``uid`` say whom it is about, when it is about a member."""

    card_no: str | None
    uid: str | None
    change: str


def last(db: Database) -> Import | None:
    """The latest import that a running counter took in."""
    return _import(first(db, "SELECT * FROM imports ORDER BY import DESC LIMIT 1"))


def of_number(db: Database, number: int) -> Import | None:
    """The import with this number."""
    return _import(first(db, "SELECT * FROM imports WHERE import = ?", (number,)))


def _import(row: dict[str, Any] | None) -> Import | None:
    if row is None:
        return None
    counts = Counts(row["added"], row["updated"], row["unchanged"])
    return Import(
        row["import"], row["kind"], row["calendar"], row["rows"], row["accepted_at"] is not None, row["finished_at"] is not None, counts
    )


def begin(db: Database, kind: str, calendar: str | None, rows: int) -> int:
    """A new import, in place of one that never was accepted; returns its number."""
    db.execute("DELETE FROM import_rows")
    db.execute("INSERT INTO imports (kind, calendar, rows) VALUES (?, ?, ?)", (kind, calendar, rows))
    return int(db.execute("SELECT max(import) FROM imports").fetchone()[0])


def add(db: Database, rows: Sequence[Row]) -> None:
    """Keep these rows until they count."""
    db.conn.executemany("INSERT INTO import_rows (card_no, uid, change) VALUES (?, ?, ?)", map(astuple, rows))


def accept(db: Database, number: int, at: str) -> None:
    """From now on it counts."""
    db.execute("UPDATE imports SET accepted_at = ? WHERE import = ?", (at, number))


def waiting(db: Database, most: int) -> Waiting:
    """The next rows, at most so many."""
    return db.execute("SELECT position, change FROM import_rows ORDER BY position LIMIT ?", (most,)).fetchall()


_ABOUT = """
SELECT position, change FROM import_rows WHERE uid = :mark
UNION SELECT position, change FROM import_rows WHERE card_no = :mark
UNION SELECT position, change FROM import_rows WHERE card_no = (SELECT card_no FROM credentials WHERE uid = :mark)
"""


def waiting_about(db: Database, mark: str) -> Waiting:
    """The rows about whoever has this card number, or this UID, or shall get it."""
    return db.execute(_ABOUT, {"mark": mark}).fetchall()


def waiting_in_flight(db: Database) -> Waiting:
    """The rows about those who are on their way in."""
    return db.execute(
        "SELECT position, change FROM import_rows"
        " WHERE card_no IN (SELECT card_no FROM visits WHERE stage IN ('granted', 'tag_given') AND card_no IS NOT NULL)"
    ).fetchall()


def left(db: Database) -> int:
    """How many rows wait."""
    return int(db.execute("SELECT count(*) FROM import_rows").fetchone()[0])


def stored(db: Database, number: int, rows: Waiting, counts: Counts) -> None:
    """These rows are in their table."""
    db.conn.executemany("DELETE FROM import_rows WHERE position = ?", ((position,) for position, _ in rows))
    db.execute(
        "UPDATE imports SET added = added + ?, updated = updated + ?, unchanged = unchanged + ? WHERE import = ?",
        (counts.added, counts.updated, counts.unchanged, number),
    )


def finish(db: Database, number: int, at: str) -> None:
    """All of its rows are."""
    db.execute("UPDATE imports SET finished_at = ? WHERE import = ?", (at, number))
