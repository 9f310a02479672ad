"""The append-only journal: what changed, when, by whom, each entry holding the hash of the one before."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

FIRST_HASH = "0" * 64
_encoded = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_OFFICE = ("import", "init")
"""What begins like this was written by the office's clock, not by the counter's."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """When and by whom a change was made.

    ``at`` is ISO 8601 in UTC with milliseconds and Z, ``business_day`` is YYYY-MM-DD, ``who`` a staff number or ``counter``.
    """

    at: str
    time_trusted: bool
    business_day: str
    who: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry: its number and hash. ``at`` is the latest time that the counter wrote."""

    sequence: int = 0
    hash: str = FIRST_HASH
    at: str = ""


def head_of(db: Database) -> Head:
    """The last entry on disk."""
    row = db.execute("SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1").fetchone()
    return Head(row[0], row[1], last_time(db) or "") if row else Head()


def append(db: Database, head: Head, device: str, stamp: Stamp, what: str, data: Mapping[str, Any]) -> Head:
    """Write one entry inside the caller's transaction; returns the new head.

    The counter's journal never runs backwards: an entry from before the last one's time takes that, and keeps its own as ``true_at``.
    """
    by_counter = not what.startswith(_OFFICE)
    at = max(stamp.at, head.at) if by_counter else stamp.at
    if at != stamp.at:
        data = {**data, "true_at": stamp.at}
    text = _encoded(data)
    row = (head.sequence + 1, device, at, int(stamp.time_trusted), stamp.business_day, stamp.who, what, text)
    new = Head(head.sequence + 1, _hash(head.hash, row), at if by_counter else head.at)
    db.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, new.hash))
    return new


def first_broken(db: Database) -> int | None:
    """The number of the first entry whose hash does not follow from the one before, or none."""
    previous, expected = FIRST_HASH, 1
    for *row, stored in db.execute("SELECT * FROM journal ORDER BY sequence"):
        if row[0] != expected or _hash(previous, tuple(row)) != stored:
            return int(row[0])
        previous, expected = stored, expected + 1
    return None


def last_time(db: Database) -> str | None:
    """When the counter last wrote. What the office imports has its own clock and does not count."""
    by_counter = " AND ".join(f"what NOT LIKE '{word}%'" for word in _OFFICE)
    row = db.execute(f"SELECT at FROM journal WHERE {by_counter} ORDER BY sequence DESC LIMIT 1").fetchone()
    return row[0] if row else None


def entries_after(db: Database, sequence: int) -> Iterator[dict[str, Any]]:
    """The entries that came after this number, in order."""
    names = ("sequence", "device", "at", "time_trusted", "business_day", "who", "what", "data", "hash")
    for row in db.execute("SELECT * FROM journal WHERE sequence > ? ORDER BY sequence", (sequence,)):
        yield dict(zip(names, row, strict=True)) | {"data": json.loads(row[7])}


def _hash(previous: str, row: tuple[Any, ...]) -> str:
    return hashlib.sha256(_encoded([previous, *row]).encode()).hexdigest()
