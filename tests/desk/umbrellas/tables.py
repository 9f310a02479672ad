"""The table of the umbrellas."""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

tables = Migrations("umbrellas")


@tables()
def umbrellas(db: Database) -> None:
    db.execute("CREATE TABLE umbrellas (umbrella INTEGER PRIMARY KEY, card_no TEXT NOT NULL UNIQUE) STRICT")


@tables()
def since_when(db: Database) -> None:
    db.execute("ALTER TABLE umbrellas ADD COLUMN since TEXT NOT NULL DEFAULT ''")
