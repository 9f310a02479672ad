"""What was written on a wrong clock is put right, once somebody knows the time. Runs inside the caller's transaction.

The journal is append-only: its entries stay as they are, and when they were really written stands beside them.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from kiosk.database.moment import utc_text

_MOMENTS = ("granted_at", "offered_at", "tag_given_at", "entered_at", "tag_back_at", "left_at", "annulled_at")

_WRITTEN = """
SELECT j.sequence, coalesce(t.at, json_extract(j.data, '$.true_at'), j.at) FROM journal j LEFT JOIN true_times t USING (sequence)
WHERE j.sequence >= ?
"""

_VISITS = f"""
SELECT visit, {", ".join(_MOMENTS)} FROM visits
WHERE visit IN (SELECT json_extract(data, '$.visit') FROM journal WHERE sequence >= ?)
OR staff_no IN (SELECT json_extract(data, '$.staff_no') FROM journal WHERE sequence >= ?)
"""


def correct(db: Database, since: int, off_by: timedelta, business_day: Callable[[datetime], str]) -> int:
    """Move everything that was written from this journal entry on by ``off_by``; returns how many visits were changed.

    :param business_day: the day that a moment belongs to, as YYYY-MM-DD.
    """
    moved: dict[str, datetime] = {}
    for sequence, at in db.execute(_WRITTEN, (since,)).fetchall():
        moved[at] = datetime.fromisoformat(at) + off_by
        db.execute("INSERT OR REPLACE INTO true_times VALUES (?, ?, ?)", (sequence, utc_text(moved[at]), business_day(moved[at])))
    for tag, at in db.execute("SELECT tag, since FROM tags WHERE since IS NOT NULL").fetchall():
        if at in moved:
            db.execute("UPDATE tags SET since = ? WHERE tag = ?", (utc_text(moved[at]), tag))
    visits = list(db.query(_VISITS, (since, since)))
    return sum(_correct_visit(db, visit, moved, business_day) for visit in visits)


def _correct_visit(db: Database, visit: dict[str, Any], moved: dict[str, datetime], business_day: Callable[[datetime], str]) -> bool:
    changes = {name: utc_text(moved[visit[name]]) for name in _MOMENTS if visit[name] in moved}
    if "granted_at" in changes:
        changes["business_day"] = business_day(moved[visit["granted_at"]])
    if changes:
        assignments = ", ".join(f"{name} = ?" for name in changes)
        db.execute(f"UPDATE visits SET {assignments} WHERE visit = ?", (*changes.values(), visit["visit"]))
    return bool(changes)
