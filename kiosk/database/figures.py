"""The questions behind a business day's figures."""

from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class TagCounts:
    """Tags of one day: taken by hand, and brought back by those who went in."""

    given_out: int
    returned: int


@dataclass(frozen=True, slots=True)
class TagOut:
    """A tag that is with somebody. ``since`` is in UTC, ``day`` the business day of its visit; none when nobody knows."""

    tag: str
    name: str | None
    card_no: str | None
    since: str | None
    day: str | None


def entered(db: Database, day: str, kind: str) -> dict[str, int]:
    """How often the arm turned for this kind of visitor, by sex."""
    rows = db.execute(
        "SELECT sex, count(*) FROM visits WHERE business_day = ? AND kind = ? AND entered_at IS NOT NULL GROUP BY sex", (day, kind)
    )
    return dict(rows.fetchall())


def coaches(db: Database, day: str) -> dict[str | None, int]:
    """How many different coaches came in, by sex; those whose sex is not known are under none."""
    rows = db.execute(
        "SELECT sex, count(DISTINCT staff_no) FROM visits"
        " WHERE business_day = ? AND kind = 'coach' AND entered_at IS NOT NULL GROUP BY sex",
        (day,),
    )
    return dict(rows.fetchall())


_REFUSED = """
SELECT json_extract(data, '$.reason') AS reason, count(*) FROM (
    SELECT data FROM journal WHERE what = 'refused' AND business_day = ? AND sequence NOT IN (SELECT sequence FROM true_times)
    UNION ALL SELECT j.data FROM true_times t JOIN journal j USING (sequence) WHERE j.what = 'refused' AND t.business_day = ?
) GROUP BY reason HAVING reason IS NOT NULL ORDER BY reason
"""


def refused(db: Database, day: str) -> dict[str, int]:
    """How many cards were refused, by reason."""
    rows = db.execute(_REFUSED, (day, day))
    return dict(rows.fetchall())


def annulled(db: Database, day: str) -> dict[str, int]:
    """How many visits came to nothing, by reason."""
    rows = db.execute(
        "SELECT annulled, count(*) FROM visits WHERE business_day = ? AND annulled IS NOT NULL GROUP BY annulled ORDER BY annulled",
        (day,),
    )
    return dict(rows.fetchall())


def still_inside(db: Database, day: str) -> int:
    """How many members and trial guests of this day have not left."""
    row = db.execute(
        "SELECT count(*) FROM visits WHERE business_day = ? AND stage = 'entered' AND kind IN ('member', 'trial')", (day,)
    ).fetchone()
    return int(row[0])


def tag_counts(db: Database, day: str) -> TagCounts:
    """Tags given and brought back. A tag that came back from somebody who never went in is in neither number."""
    row = db.execute(
        "SELECT count(*) FILTER (WHERE tag_given_at IS NOT NULL AND NOT (stage = 'annulled' AND tag_back_at IS NOT NULL)),"
        " count(*) FILTER (WHERE entered_at IS NOT NULL AND tag_back_at IS NOT NULL)"
        " FROM visits WHERE business_day = ?",
        (day,),
    ).fetchone()
    return TagCounts(*row)


def tags_out(db: Database) -> list[TagOut]:
    """Every tag that is with somebody now, by number."""
    rows = db.execute(
        "SELECT t.tag, coalesce(m.name, s.name), v.card_no, coalesce(t.since, v.tag_given_at), v.business_day FROM tags t"
        " LEFT JOIN visits v ON v.visit = t.visit"
        " LEFT JOIN members m ON m.card_no = v.card_no LEFT JOIN staff s ON s.staff_no = v.staff_no"
        " WHERE t.place = 'out' ORDER BY t.tag"
    )
    return [TagOut(*row) for row in rows]
