"""An old database becomes one of this program: in one transaction, with a verified copy beside it from before.

A migration may rebuild a table that others refer to. For that the foreign keys are off meanwhile, and all of them are checked before
anything counts. Source: sqlite.org/lang_altertable.html, "Making Other Kinds Of Table Schema Changes".
"""

import logging
import os
import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from kiosk.errors import DatabaseNewer, DatabaseUnusable

log = logging.getLogger("kiosk.database")

COPIES_KEPT = 2
_COPY = "{stem}.before-{step}.db"


def carry_over(db: Database, sets: Sequence[Migrations], path: Path | None = None) -> None:
    """Apply what these sets have and the database has not: all of it or nothing.

    :param path: where the database lies, for the copy; none when it is in memory.
    :raises DatabaseNewer: when a newer program has been at it.
    :raises DatabaseUnusable: when no copy can be made, or rows would be left that refer to nothing.
    """
    must_not_be_newer(db, sets, any_set=True)
    pending = [(each, step.name) for each in sets for step in each.pending(db)]
    if not pending:
        return
    if path and db["journal"].exists():
        copy_beside(db, path, pending[0][1])
    db.execute("PRAGMA foreign_keys = OFF")
    try:
        with ExitStack() as undo:
            db.execute("BEGIN IMMEDIATE")
            undo.callback(db.conn.rollback)
            for number, (each, name) in enumerate(pending, start=1):
                log.info("carrying_over step=%d of=%d name=%s", number, len(pending), name)
                each.apply(db, stop_before=[later for of, later in pending[number:] if of is each])
            _must_refer(db)
            db.conn.commit()
            undo.pop_all()
    finally:
        db.execute("PRAGMA foreign_keys = ON")


def must_not_be_newer(db: Database, sets: Sequence[Migrations], any_set: bool = False) -> None:
    """Look whether a newer program has changed the tables.

    :param any_set: a set that is not known at all is a newer program's, too.
    :raises DatabaseNewer: when one has.
    """
    if not db["_sqlite_migrations"].exists():
        return
    known = {each.name: _steps_of(each) for each in sets}
    for name, step in db.execute("SELECT migration_set, name FROM _sqlite_migrations").fetchall():
        if step not in known.get(name, () if any_set else (step,)):
            raise DatabaseNewer("the database was made by a newer program; install that, or put back the copy from before")


def copy_beside(db: Database, path: Path, step: str) -> Path:
    """A copy of the database as it is, whole and verified, named after the step that comes next. Of earlier copies the newest stays.

    :raises DatabaseUnusable: when it cannot be made.
    """
    copy = path.with_name(_COPY.format(stem=path.stem, step=step))
    half = copy.with_name(f"{copy.name}.half")
    try:
        half.unlink(missing_ok=True)
        with closing(sqlite3.connect(half)) as target:
            db.conn.backup(target)
            verdict = target.execute("PRAGMA quick_check").fetchone()[0]
        if verdict != "ok":
            raise DatabaseUnusable("the database is damaged; put the latest copy in its place (the damaged file was not changed)")
        _sync(half)
        half.replace(copy)
        _sync(path.parent)
    except (OSError, sqlite3.Error) as error:
        raise DatabaseUnusable(f"no copy can be made before the database is carried over: {error}; make room in {path.parent}") from None
    finally:
        half.unlink(missing_ok=True)
    earlier = sorted((each for each in path.parent.glob(_COPY.format(stem=path.stem, step="*")) if each != copy), key=_written)
    for each in earlier[: max(0, len(earlier) - COPIES_KEPT + 1)]:
        each.unlink()
    return copy


def _must_refer(db: Database) -> None:
    """No row may refer to one that is not there."""
    broken = db.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        tables = ", ".join(sorted({f"{row[0]} to {row[2]}" for row in broken}))
        raise DatabaseUnusable(f"the database cannot be carried over: {len(broken)} rows refer to nothing ({tables}); tell the maker")


def _steps_of(each: Migrations) -> frozenset[str]:
    """The names of all its steps: an empty database wants every one."""
    empty = Database(memory=True)
    try:
        return frozenset(step.name for step in each.pending(empty))
    finally:
        empty.conn.close()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _written(path: Path) -> int:
    return path.stat().st_mtime_ns
