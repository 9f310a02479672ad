"""The SQL of the umbrellas."""

from dataclasses import astuple

from sqlite_utils import Database

from tests.desk.umbrellas.rules import Lent


def lent(db: Database) -> list[Lent]:
    """Every umbrella that is with a member."""
    return [Lent(*row) for row in db.execute("SELECT umbrella, card_no, since FROM umbrellas ORDER BY umbrella")]


def keep(db: Database, one: Lent) -> None:
    """It is with them now."""
    db.execute("INSERT INTO umbrellas (umbrella, card_no, since) VALUES (?, ?, ?)", astuple(one))
