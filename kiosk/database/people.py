"""Who holds a card."""

from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from kiosk.database.moment import utc_text
from kiosk.database.rows import first

_MEMBER = """
m.card_no, m.name, m.sex, m.language, m.plan, m.born_on, m.valid_from, m.valid_until, m.visits_left, m.frozen_from, m.frozen_until
"""

_HOLDER = f"""
SELECT c.lost, c.staff_no, s.name AS staff_name, s.sex AS staff_sex, s.role,
       {_MEMBER},
       v.visit AS last_visit, v.stage AS last_stage, v.business_day AS last_day,
       (SELECT t.tag FROM tags t JOIN visits tv ON tv.visit = t.visit
         WHERE t.place = 'out' AND tv.card_no = c.card_no LIMIT 1) AS tag_owed,
       (SELECT count(*) FROM tags t WHERE t.pool = m.sex AND t.place = 'stack') AS stack_count,
       (SELECT t.tag FROM tags t WHERE t.pool = m.sex AND t.place = 'stack' ORDER BY t.position, t.tag LIMIT 1) AS stack_next,
       (SELECT coalesce(max(visit), 0) + 1 FROM visits) AS next_visit
FROM credentials c
LEFT JOIN members m ON m.card_no = c.card_no
LEFT JOIN staff s ON s.staff_no = c.staff_no
LEFT JOIN visits v ON v.visit = (SELECT max(visit) FROM visits WHERE card_no = c.card_no)
WHERE c.uid = ?
"""


def holder(db: Database, uid: str) -> dict[str, Any] | None:
    """All that one tap needs to know, in one statement: the holder, their last visit, the tag they owe, their pool's stack."""
    return first(db, _HOLDER, (uid,))


def member(db: Database, card_no: str) -> dict[str, Any] | None:
    """A member's row."""
    return first(db, f"SELECT {_MEMBER} FROM members m WHERE m.card_no = ?", (card_no,))


def staff_member(db: Database, staff_no: str) -> dict[str, Any] | None:
    """A member of staff: ``staff_no, name, sex, role, pin_hash, wrong_pins, locked_until``."""
    return first(db, "SELECT staff_no, name, sex, role, pin_hash, wrong_pins, locked_until FROM staff WHERE staff_no = ?", (staff_no,))


def staff_numbers(db: Database) -> frozenset[str]:
    """Everybody who works here."""
    return frozenset(number for (number,) in db.execute("SELECT staff_no FROM staff"))


def set_pin_tries(db: Database, staff_no: str, wrong_pins: int, locked_until: str | None) -> None:
    """Remember failed tries, so that a power cut does not unlock anybody."""
    db.execute("UPDATE staff SET wrong_pins = ?, locked_until = ? WHERE staff_no = ?", (wrong_pins, locked_until, staff_no))


def move_lock_outs(db: Database, before: datetime, by: timedelta) -> None:
    """The clock was set at this moment of the old time: whoever is locked out stays so for as long as before."""
    for staff_no, until in db.execute("SELECT staff_no, locked_until FROM staff WHERE locked_until > ?", (utc_text(before),)).fetchall():
        moved = utc_text(datetime.fromisoformat(until) + by)
        db.execute("UPDATE staff SET locked_until = ? WHERE staff_no = ?", (moved, staff_no))


def set_lost(db: Database, card_no: str, lost: bool) -> int:
    """Mark a member's card as lost or found; returns how many cards changed."""
    return int(db.execute("UPDATE credentials SET lost = ? WHERE card_no = ? AND lost <> ?", (lost, card_no, lost)).rowcount)


def uid_of(db: Database, card_no: str) -> str | None:
    """The card of this member."""
    row = db.execute("SELECT uid FROM credentials WHERE card_no = ?", (card_no,)).fetchone()
    return row[0] if row else None


_PLANS_IN_USE = """
SELECT plan FROM members
UNION SELECT change ->> '$.values.plan' FROM import_rows WHERE card_no IS NOT NULL
ORDER BY plan
"""


def plans_in_use(db: Database) -> list[str]:
    """The plans that members have a card of, those included whose import waits."""
    return [code for (code,) in db.execute(_PLANS_IN_USE)]


def set_plans(db: Database, plans: list[tuple[str, str]]) -> None:
    """Bring the table of plans (code, kind) up to the settings; a plan that members still have is never removed."""
    db.conn.executemany(
        "INSERT INTO plans (code, kind) VALUES (?, ?) ON CONFLICT (code) DO UPDATE SET kind = excluded.kind WHERE kind <> excluded.kind",
        plans,
    )
