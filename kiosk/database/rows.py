"""Rows by the names of their columns. ``Database.query`` does the same inside a savepoint of its own: two statements more a question."""

from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database


def rows(db: Database, question: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """All rows of the answer."""
    cursor = db.execute(question, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def first(db: Database, question: str, values: Sequence[Any] = ()) -> dict[str, Any] | None:
    """The first row of the answer, or none."""
    return next(iter(rows(db, question, values)), None)
