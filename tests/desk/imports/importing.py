"""Import a text as if it were a file, the way the command does."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from argon2 import PasswordHasher
from sqlite_utils import Database

from kiosk.database.known import known
from kiosk.desk.imports.checked import Imported
from kiosk.desk.imports.options import AS_USUAL, Options
from kiosk.desk.imports.whole import ImportKind, apply, check, read_rows, with_hashed_pins
from kiosk.errors import ImportRefused

TODAY = date(2026, 11, 25)
PLANS = {"annual": None, "monthly": None, "couple": None, "offpeak": None, "ten": 10, "trial": 1}
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class Importer:
    """Imports into one database from files in one folder."""

    def __init__(self, db: Database, folder: Path) -> None:
        self.db = db
        self._file = folder / "import.csv"

    def __call__(self, kind: ImportKind, content: str | bytes, options: Options = AS_USUAL) -> Imported:
        self._file.write_bytes(content.encode() if isinstance(content, str) else content)
        rows = read_rows(self._file)
        checked = check(kind, rows, known(self.db), TODAY, PLANS, options=options)
        checked = with_hashed_pins(checked, known(self.db), QUICK)
        self.db.execute("BEGIN IMMEDIATE")
        try:
            imported = apply(self.db, checked)
            self.db.conn.commit()
        finally:
            self.db.conn.rollback()
        return imported

    def members(self, *lines: str, options: Options = AS_USUAL) -> Imported:
        return self(ImportKind.MEMBERS, _text(lines), options)

    def staff(self, *lines: str, options: Options = AS_USUAL) -> Imported:
        return self(ImportKind.STAFF, _text(lines), options)

    def classes(self, *lines: str, options: Options = AS_USUAL) -> Imported:
        return self(ImportKind.CLASSES, _text(lines), options)

    def tags(self, *lines: str, options: Options = AS_USUAL) -> Imported:
        return self(ImportKind.TAGS, _text(lines), options)

    def refused(self, kind: ImportKind, content: str | bytes, options: Options = AS_USUAL) -> ImportRefused:
        """The refusal of a content, which must have changed nothing."""
        before = dump(self.db)
        try:
            self(kind, content, options)
        except ImportRefused as refused:
            assert dump(self.db) == before
            return refused
        raise AssertionError("was imported")

    def problems(self, kind: ImportKind, *lines: str, options: Options = AS_USUAL) -> list[str]:
        """What a refused content is told."""
        return [str(problem) for problem in self.refused(kind, _text(lines), options).problems]


def dump(db: Database) -> list[str]:
    """The whole database as text."""
    return list(db.conn.iterdump())


def member_row(db: Database, card_no: str) -> dict[str, object]:
    """A member with their card."""
    found = db.query(
        "SELECT m.*, c.uid, c.lost FROM members m LEFT JOIN credentials c ON c.card_no = m.card_no WHERE m.card_no = ?", (card_no,)
    )
    return next(iter(found))


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"
