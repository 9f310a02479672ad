"""Who was let out and was not seen to walk out."""

from sqlite_utils import Database

_LATEST = 500
"""Entries of the journal that are looked at; a minute holds far fewer."""


def leaving(db: Database, since: str) -> list[str]:
    """When each of them was let out, from this moment on; the arm's turns count for those who came first."""
    entries = db.execute(
        "SELECT at, what FROM journal WHERE sequence > (SELECT max(sequence) FROM journal) - ? AND at >= ? AND ("
        " what = 'tag_back'"
        " OR (what = 'left' AND json_extract(data, '$.by') IS NOT NULL)"
        " OR (what = 'walked_through' AND json_extract(data, '$.direction') = 'exit')"
        ") ORDER BY sequence",
        (_LATEST, since),
    )
    waiting: list[str] = []
    for at, what in entries:
        if what != "walked_through":
            waiting.append(at)
        elif waiting:
            waiting.pop(0)
    return waiting
