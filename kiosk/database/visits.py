"""Visits and their stages. Every function runs inside the caller's transaction."""

from typing import Any

from sqlite_utils import Database

from kiosk.database.rows import first, rows


def grant(db: Database, visit: int, lane: str, day: str, who: dict[str, Any], uid: str, tag: str | None, at: str) -> None:
    """Begin a visit. ``who`` holds ``kind``, ``card_no``, ``staff_no`` and ``sex``."""
    db.execute(
        "INSERT INTO visits (visit, lane, business_day, kind, card_no, staff_no, sex, uid, stage, tag, granted_at, offered_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'granted', ?, ?, ?)",
        (visit, lane, day, who["kind"], who["card_no"], who["staff_no"], who["sex"], uid, tag, at, at if tag else None),
    )


def offer(db: Database, visit: int, tag: str, at: str) -> None:
    """The tag of a visit that waited drops now."""
    db.execute("UPDATE visits SET tag = ?, offered_at = ? WHERE visit = ?", (tag, at, visit))


def give(db: Database, visit: int, tag: str, at: str) -> None:
    """The tag is in the member's hand."""
    db.execute("UPDATE visits SET stage = 'tag_given', tag = ?, tag_given_at = ? WHERE visit = ?", (tag, at, visit))


def enter(db: Database, visit: int, charged_card: str | None, at: str) -> None:
    """The arm turned; a visit card is charged one visit."""
    db.execute("UPDATE visits SET stage = 'entered', entered_at = ? WHERE visit = ?", (at, visit))
    if charged_card:
        db.execute("UPDATE members SET visits_left = max(visits_left - 1, 0) WHERE card_no = ?", (charged_card,))


def leave(db: Database, visit: int, at: str) -> None:
    """The visit is closed."""
    db.execute("UPDATE visits SET stage = 'left', left_at = ? WHERE visit = ?", (at, visit))


def staff_inside_before(db: Database, visit: int) -> list[int]:
    """Earlier visits of the member of staff whose visit this is that nobody has closed. A member's own are none."""
    rows = db.execute(
        "SELECT e.visit FROM visits v JOIN visits e ON e.staff_no = v.staff_no AND e.visit < v.visit"
        " WHERE v.visit = ? AND e.stage = 'entered' ORDER BY e.visit",
        (visit,),
    )
    return [earlier for (earlier,) in rows]


def annul(db: Database, visit: int, reason: str, at: str) -> None:
    """The visit came to nothing."""
    db.execute("UPDATE visits SET stage = 'annulled', annulled = ?, annulled_at = ? WHERE visit = ?", (reason, at, visit))


def taken_late(db: Database, visit: int, tag: str, at: str) -> None:
    """The tag of an annulled visit was taken after all."""
    db.execute("UPDATE visits SET tag = ?, tag_given_at = ? WHERE visit = ?", (tag, at, visit))


def tag_back(db: Database, visit: int, at: str) -> None:
    """The tag of this visit came back."""
    db.execute("UPDATE visits SET tag_back_at = ? WHERE visit = ?", (at, visit))


def next_visit(db: Database) -> int:
    """The number that the next visit will have."""
    row = db.execute("SELECT coalesce(max(visit), 0) + 1 FROM visits").fetchone()
    return int(row[0])


_IN_FLIGHT = """
SELECT v.visit, v.uid, v.stage, v.tag, coalesce(v.tag_given_at, v.offered_at, v.granted_at) AS since,
       v.card_no, v.staff_no
FROM visits v WHERE v.stage IN ('granted', 'tag_given') ORDER BY v.visit
"""


def in_flight(db: Database) -> list[dict[str, Any]]:
    """Visits that have neither entered nor ended: ``visit, uid, stage, tag, since, card_no, staff_no``."""
    return rows(db, _IN_FLIGHT)


def open_visit_of(db: Database, card_no: str) -> dict[str, Any] | None:
    """The latest visit of a member that has not ended: ``visit, stage``."""
    return first(
        db,
        "SELECT visit, stage FROM visits WHERE card_no = ? AND stage NOT IN ('left', 'annulled') ORDER BY visit DESC LIMIT 1",
        (card_no,),
    )
