"""Who is inside now, and who walked while nobody could know."""

from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Inside:
    """Somebody who went in and has not left. ``since`` is in UTC, ``kind`` one of ``member, trial, coach, staff``.

    ``card_no`` is none for staff, ``tag`` for those who took none.
    """

    name: str
    card_no: str | None
    tag: str | None
    since: str
    kind: str


def inside(db: Database) -> list[Inside]:
    """Everybody who is inside now, first in first."""
    rows = db.execute(
        "SELECT coalesce(m.name, s.name), v.card_no, v.tag, v.entered_at, v.kind FROM visits v"
        " LEFT JOIN members m ON m.card_no = v.card_no LEFT JOIN staff s ON s.staff_no = v.staff_no"
        " WHERE v.stage = 'entered' ORDER BY v.entered_at, v.visit"
    )
    return [Inside(*row) for row in rows]


def walked_in_alarm(db: Database) -> tuple[int, int]:
    """How many walked in, and out, while the turnstile was free, since the alarm before was over."""
    row = db.execute(
        "SELECT count(*) FILTER (WHERE json_extract(data, '$.direction') = 'entry'),"
        " count(*) FILTER (WHERE json_extract(data, '$.direction') = 'exit') FROM journal"
        " WHERE what = 'walked_through' AND json_extract(data, '$.alarm')"
        " AND sequence > (SELECT coalesce(max(sequence), 0) FROM journal WHERE what = 'alarm_over')"
    ).fetchone()
    return int(row[0]), int(row[1])


def alarms_over(db: Database) -> int:
    """The number of the journal's entry by which the alarm before was over; 0 when there was none."""
    return int(db.execute("SELECT coalesce(max(sequence), 0) FROM journal WHERE what = 'alarm_over'").fetchone()[0])
