"""Whether the database file is whole and its journal unbroken."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from kiosk.database import journal
from kiosk.database.store import open_for_reading, why
from kiosk.errors import DatabaseUnusable


@dataclass(frozen=True, slots=True)
class Soundness:
    """``entries`` of the journal; ``first_broken`` is the first that does not follow from the one before, or none."""

    entries: int
    first_broken: int | None


def soundness_of(path: Path) -> Soundness:
    """Read the whole file and check it. Slow on a large one; changes nothing.

    :raises DatabaseUnusable: when it cannot be read or is damaged.
    """
    db = open_for_reading(path)
    try:
        verdict = db.execute("PRAGMA quick_check").fetchone()[0]
        if verdict != "ok":
            raise DatabaseUnusable(why(sqlite3.DatabaseError("malformed")))
        return Soundness(journal.head_of(db).sequence, journal.first_broken(db))
    except sqlite3.DatabaseError as error:
        raise DatabaseUnusable(why(error)) from error
    finally:
        db.conn.close()
