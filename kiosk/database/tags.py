"""Where each key tag is. Every writing function runs inside the caller's transaction."""

from typing import Any

from sqlite_utils import Database

from kiosk.database.rows import first


def drop(db: Database, tag: str, visit: int, at: str) -> None:
    """The tag is ordered into the mouth for this visit, where it may lie already."""
    db.execute("UPDATE tags SET place = 'mouth', visit = ?, since = ? WHERE tag = ?", (visit, at, tag))


def fall(db: Database, tag: str) -> None:
    """The tag was seen in the mouth."""
    db.execute("UPDATE tags SET fallen = 1 WHERE tag = ?", (tag,))


def take(db: Database, tag: str, visit: int | None, at: str) -> None:
    """The tag is in somebody's hand."""
    db.execute("UPDATE tags SET place = 'out', fallen = 0, visit = ?, since = ? WHERE tag = ?", (visit, at, tag))


def keep(db: Database, tag: str, at: str) -> None:
    """The tag never fell: it is the next of its stack again."""
    db.execute("UPDATE tags SET place = 'stack', visit = NULL, since = ? WHERE tag = ?", (at, tag))


def bring_back(db: Database, tag: str, at: str) -> None:
    """The tag came back and is used."""
    db.execute("UPDATE tags SET place = 'used', fallen = 0, visit = NULL, since = ? WHERE tag = ?", (at, tag))


def put_back(db: Database, pool: str, at: str) -> int:
    """All used tags of a pool are at the bottom of its stack again; returns how many."""
    return int(
        db.execute(
            "UPDATE tags SET place = 'stack', since = ?, position = position + (SELECT max(position) FROM tags)"
            " WHERE pool = ? AND place = 'used'",
            (at, pool),
        ).rowcount
    )


def stacks(db: Database) -> list[tuple[str, int, str | None]]:
    """For each pool: how many tags are unused, and the one that drops next."""
    rows = db.execute(
        "SELECT pool, sum(place = 'stack'),"
        " (SELECT tag FROM tags n WHERE n.pool = t.pool AND n.place = 'stack' ORDER BY position, tag LIMIT 1)"
        " FROM tags t GROUP BY pool"
    )
    return [(pool, count, next_tag) for pool, count, next_tag in rows]


def in_mouth(db: Database) -> list[tuple[str, str, int, bool]]:
    """Tags that were ordered to drop and not seen to be taken: pool, tag, visit, whether it was seen in the mouth."""
    rows = db.execute("SELECT pool, tag, visit, fallen FROM tags WHERE place = 'mouth' AND visit IS NOT NULL ORDER BY since")
    return [(pool, tag, visit, bool(fallen)) for pool, tag, visit, fallen in rows]


def known(db: Database, mark: str) -> dict[str, Any] | None:
    """The tag with this number or UID, and the visit that it is out for."""
    return first(
        db,
        "SELECT t.tag, t.pool, t.place, t.visit, v.stage, m.name, m.sex, m.language FROM tags t"
        " LEFT JOIN visits v ON v.visit = t.visit LEFT JOIN members m ON m.card_no = v.card_no"
        " WHERE t.tag = ? OR t.uid = ?",
        (mark, mark),
    )


def held_by(db: Database, card_no: str) -> str | None:
    """The tag that is with this member."""
    row = db.execute(
        "SELECT t.tag FROM tags t JOIN visits v ON v.visit = t.visit WHERE t.place = 'out' AND v.card_no = ?", (card_no,)
    ).fetchone()
    return row[0] if row else None


def counts(db: Database) -> dict[str, int]:
    """How many tags are in each place."""
    return dict(db.execute("SELECT place, count(*) FROM tags GROUP BY place").fetchall())


def add_pools(db: Database, per_pool: int) -> None:
    """Lay out the numbered tags of both changing rooms, first number first; those that are there already stay."""
    db.conn.executemany(
        "INSERT INTO tags (tag, pool, position) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        ((f"{pool}-{number:03d}", pool, number) for pool in "FM" for number in range(1, per_pool + 1)),
    )
