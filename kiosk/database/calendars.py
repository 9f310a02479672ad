"""The calendars whose classes are stored, by their names."""

from dataclasses import dataclass

from sqlite_utils import Database

from kiosk.database.rows import first

_KEY_BEGINS = "2026-11-25 "
"""Before the UID in the key of a class stands the day."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """One calendar: how many classes are stored of it, how many of them start from now on, and when the first and the last one start."""

    name: str
    classes: int
    ahead: int
    first: str
    last: str


def calendars(db: Database, now: str) -> tuple[Calendar, ...]:
    """Every calendar, by name."""
    rows = db.execute(
        "SELECT calendar, count(*), count(*) FILTER (WHERE start >= ?), min(start), max(start)"
        " FROM calendar_classes GROUP BY calendar ORDER BY calendar",
        (now,),
    )
    return tuple(Calendar(*row) for row in rows)


def uids_of_calendars(db: Database) -> dict[str, frozenset[str]]:
    """The UIDs of the events that are stored, by the calendar's name."""
    found: dict[str, set[str]] = {}
    for calendar, uid in db.execute("SELECT DISTINCT calendar, substr(class, ?) FROM calendar_classes", (len(_KEY_BEGINS) + 1,)):
        found.setdefault(calendar, set()).add(uid)
    return {calendar: frozenset(uids) for calendar, uids in found.items()}


def uid_of(key: str) -> str:
    """The UID in the key of a class of a calendar."""
    return key[len(_KEY_BEGINS) :]


def is_calendar(db: Database, name: str) -> bool:
    """Whether there is a calendar of this name."""
    return first(db, "SELECT 1 AS there FROM calendar_classes WHERE calendar = ? LIMIT 1", (name,)) is not None


def rename_calendar(db: Database, name: str, to: str) -> None:
    """Its classes stay what they are."""
    db.execute("UPDATE calendar_classes SET calendar = ? WHERE calendar = ?", (to, name))


def remove_calendar(db: Database, name: str) -> tuple[int, int]:
    """Take its classes away, and what the desk changed of them; returns how many there were of each.

    What stands in another calendar too stays, with its changes.
    """
    changes = db.execute(
        "DELETE FROM class_changes WHERE class IN (SELECT class FROM calendar_classes WHERE calendar = :name"
        " EXCEPT SELECT class FROM calendar_classes WHERE calendar <> :name)",
        {"name": name},
    ).rowcount
    classes = db.execute("DELETE FROM calendar_classes WHERE calendar = ?", (name,)).rowcount
    return classes, changes
