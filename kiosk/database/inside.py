"""Who is inside now."""

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
