"""What is stored, row by row, in the columns in which it is imported."""

from collections.abc import Iterator
from typing import Any

from sqlite_utils import Database

_MEMBERS = """
SELECT m.card_no, m.name, m.sex, m.born_on, m.phone, c.uid AS card_uid, m.plan, m.valid_from, m.valid_until, m.visits_left,
       m.frozen_from, m.frozen_until, m.coach, m.consultant, m.joined_on, m.language
FROM members m LEFT JOIN credentials c ON c.card_no = m.card_no ORDER BY m.card_no
"""

_STAFF = """
SELECT s.staff_no, s.name, s.role, s.sex, c.uid AS card_uid
FROM staff s LEFT JOIN credentials c ON c.staff_no = s.staff_no ORDER BY s.staff_no
"""

_CLASSES = """
SELECT weekday, start, minutes, name, room, coach, from_day AS "from", until_day AS until
FROM classes ORDER BY weekday, start, room, name, from_day
"""

_TAGS = "SELECT tag, uid FROM tags ORDER BY pool, tag"

Table = tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]
"""The names of the columns, and the rows."""


def members(db: Database) -> Table:
    """Every member, by card number."""
    return _table(db, _MEMBERS)


def staff(db: Database) -> Table:
    """Everybody who works here, by number. Of a PIN only a hash is stored, and that is told to nobody."""
    return _table(db, _STAFF)


def classes(db: Database) -> Table:
    """The weekly timetable, as the week goes."""
    return _table(db, _CLASSES)


def tags(db: Database) -> Table:
    """Every tag, by number."""
    return _table(db, _TAGS)


_FIND = """
SELECT m.card_no, m.name, m.sex, m.phone, m.plan, m.valid_from, m.valid_until, m.visits_left, m.frozen_from, m.frozen_until,
       c.uid, coalesce(c.lost, 0) AS lost
FROM members m LEFT JOIN credentials c ON c.card_no = m.card_no
WHERE :text = '' OR instr(lower(m.name), :text) OR instr(lower(m.card_no), :text) OR instr(m.phone, :text) OR instr(lower(c.uid), :text)
ORDER BY m.card_no LIMIT :most
"""


def find_members(db: Database, text: str, most: int) -> list[dict[str, Any]]:
    """Members in whose name, card number, phone or UID this text stands, at most so many; all of them for an empty text."""
    cursor = db.execute(_FIND, {"text": text.lower(), "most": most})
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _table(db: Database, question: str) -> Table:
    cursor = db.execute(question)
    return tuple(column[0] for column in cursor.description), iter(cursor)
