"""The one connection that writes the database, and who may use it when."""

import queue
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager, suppress
from enum import IntEnum
from itertools import count
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from kiosk.database import journal
from kiosk.database.carrying_over import carry_over, must_not_be_newer
from kiosk.database.migrations import migrations
from kiosk.errors import DatabaseUnusable

T = TypeVar("T")

IN_MEMORY = ":memory:"

_OTHER_WRITER = "journal.sequence"
"""In the text of the error when somebody else has written the entry that comes next."""

CHECKPOINT_AFTER = 100
"""Transactions, of about ten pages each."""
CHECKPOINT_AT_LAST_PAGES = 4000
"""When no checkpoint came in time, as in a large import, whoever writes the page after these makes it."""

HELD_LIMIT_S = 2.0
"""So long a database that another program holds is waited for."""


class Urgency(IntEnum):
    """Who goes first when several wait for the database."""

    TAP = 0
    DESK = 1
    BULK = 2
    CLEANING_UP = 3


class Writing:
    """An open transaction: the database, and the journal that grows with it."""

    def __init__(self, db: Database, device: str, head: journal.Head) -> None:
        self.db = db
        self.head = head
        self._device = device

    def journal(self, stamp: journal.Stamp, what: str, data: Mapping[str, Any]) -> None:
        """Append one entry to the journal in this transaction."""
        self.head = journal.append(self.db, self.head, self._device, stamp, what, data)


class Write(Protocol):
    """Carries out a change in one transaction."""

    def __call__(self, change: Callable[[Writing], T], urgency: Urgency = ..., /) -> T:
        """When this returns, it is on disk; when it raises, nothing changed."""


class Session:
    """The database while somebody has it to themselves.

    :param when_log_is_long: is told once that ``checkpoint`` is due.
    """

    def __init__(self, db: Database, device: str, when_log_is_long: Callable[[], None]) -> None:
        self.db = db
        self._device = device
        self._head = journal.head_of(db)
        self._since_checkpoint = 0
        self._when_log_is_long = when_log_is_long

    def write(self, change: Callable[[Writing], T]) -> T:
        """Carry out a change in one transaction: when this returns, it is on disk; when it raises, nothing changed."""
        self.db.execute("BEGIN IMMEDIATE")
        writing = Writing(self.db, self._device, self._head)
        with ExitStack() as undo:
            undo.callback(self.db.conn.rollback)
            result = change(writing)
            self.db.conn.commit()
            undo.pop_all()
        self._head = writing.head
        self._since_checkpoint += 1
        if self._since_checkpoint == CHECKPOINT_AFTER:
            self._when_log_is_long()
        return result

    def checkpoint(self) -> None:
        """Write the log back into the file, but for pages that somebody still reads.

        An error is not raised here: the next write meets the same one and tells of it.
        """
        self._since_checkpoint = 0
        with suppress(sqlite3.DatabaseError):
            self.db.execute("PRAGMA wal_checkpoint(PASSIVE)")


class Store:
    """Runs functions on the database in its own thread, the most urgent first, and waits for their result.

    :param path: the database file, or ``:memory:``.
    :param device: the name under which this counter writes the journal.
    :param tables: migrations of systems that have tables of their own.
    :raises DatabaseUnusable: when the file cannot be opened or migrated.
    """

    def __init__(self, path: Path | str, device: str, tables: Iterable[Migrations] = ()) -> None:
        self._device = device
        self._jobs: queue.PriorityQueue[tuple[int, int, Callable[[], None] | None]] = queue.PriorityQueue()
        self._numbers = count()
        self._closing = threading.Lock()
        self._closed = False
        opened: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, args=(path, tuple(tables), opened), name="database", daemon=True)
        self._thread.start()
        opened.result()

    def read(self, question: Callable[[Database], T], urgency: Urgency = Urgency.TAP) -> T:
        """The answer to a question that changes nothing.

        :raises DatabaseUnusable: when the file fails.
        """
        return self.carry_out(lambda session: question(session.db), urgency)

    def write(self, change: Callable[[Writing], T], urgency: Urgency = Urgency.TAP) -> T:
        """Carry out a change in one transaction: when this returns, it is on disk; when it raises, nothing changed.

        :raises DatabaseUnusable: when the file fails.
        """
        return self.carry_out(lambda session: session.write(change), urgency)

    def carry_out(self, job: Callable[[Session], T], urgency: Urgency = Urgency.TAP) -> T:
        """Ask, and write what follows from the answer, with nobody else in between and at the price of one wait.

        :raises DatabaseUnusable: when the file fails.
        :raises RuntimeError: within a job of the database's thread, which would wait for itself.
        """
        if threading.current_thread() is self._thread:
            raise RuntimeError("a job of the database's thread cannot wait for that thread; use the connection that it was given")
        done: Future[T] = Future()

        def run() -> None:
            try:
                done.set_result(job(self._session))
            except Exception as error:
                done.set_exception(error)

        with self._closing:
            if self._closed:
                raise DatabaseUnusable("the database is closed already; the counter is stopping")
            self._jobs.put((urgency, next(self._numbers), run))
        try:
            return done.result()
        except sqlite3.IntegrityError as error:
            if _OTHER_WRITER in str(error):
                raise DatabaseUnusable(why(error)) from error
            raise  # a row that the tables refuse: the file is well
        except sqlite3.DatabaseError as error:
            raise DatabaseUnusable(why(error)) from error

    def submit(self, job: Callable[[], None]) -> None:
        """Have this done by the database's thread, as urgently as a tap; returns at once. The job must not raise."""
        self._jobs.put((Urgency.TAP, next(self._numbers), job))

    def close(self) -> None:
        """Finish what waits, write the log back into the file, and let go of it. May be called twice."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._jobs.put((99, next(self._numbers), None))
        self._thread.join()

    def _checkpoint_soon(self) -> None:
        """It synchronises the whole file: no tap waits for that, unless it comes just then."""
        self._jobs.put((Urgency.CLEANING_UP, next(self._numbers), self._session.checkpoint))

    def _run(self, path: Path | str, tables: tuple[Migrations, ...], opened: Future[None]) -> None:
        try:
            db = open_database(path, tables)
            self._session = Session(db, self._device, self._checkpoint_soon)
        except Exception as error:
            opened.set_exception(DatabaseUnusable(why(error)) if isinstance(error, sqlite3.DatabaseError) else error)
            return
        opened.set_result(None)
        while job := self._jobs.get()[2]:
            job()
        db.conn.close()


def open_database(path: Path | str, tables: Iterable[Migrations] = ()) -> Database:
    """Open, tune and migrate: WAL, full synchronisation, foreign keys.

    :raises sqlite3.DatabaseError: when the file cannot be used.
    :raises DatabaseUnusable: when it cannot be made as new as this program.
    """
    db = Database(sqlite3.connect(path, timeout=HELD_LIMIT_S))
    with ExitStack() as undo:
        undo.callback(db.conn.close)
        db.conn.execute("PRAGMA journal_mode = WAL")
        db.conn.execute("PRAGMA synchronous = FULL")
        db.conn.execute("PRAGMA foreign_keys = ON")
        db.conn.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_AT_LAST_PAGES}")
        carry_over(db, (migrations, *tables), None if path == IN_MEMORY else Path(path))
        undo.pop_all()
    return db


def open_for_reading(path: Path) -> Database:
    """A connection that cannot write, beside the counter's.

    :raises DatabaseUnusable: when there is no such file, it is no database of ours, or a newer program's.
    """
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=HELD_LIMIT_S)
        connection.execute("SELECT count(*) FROM journal").fetchone()
    except sqlite3.DatabaseError as error:
        raise DatabaseUnusable(why(error)) from error
    db = Database(connection)
    with ExitStack() as undo:
        undo.callback(connection.close)
        must_not_be_newer(db, (migrations,))
        undo.pop_all()
    return db


@contextmanager
def one_moment(path: Path) -> Iterator[Database]:
    """Read the database as it is at one moment, whatever the counter writes meanwhile.

    :raises DatabaseUnusable: when it cannot be read.
    """
    db = open_for_reading(path)
    try:
        db.execute("BEGIN")
        yield db
    except sqlite3.DatabaseError as error:
        raise DatabaseUnusable(why(error)) from error
    finally:
        db.conn.close()


@contextmanager
def copy_in_memory(path: Path, tables: Iterable[Migrations] = ()) -> Iterator[Database]:
    """A copy to try things on. It is as new as this program, and gone at the end of the block.

    :raises DatabaseUnusable: when the database cannot be read.
    """
    copy = Database(memory=True)
    try:
        with one_moment(path) as db:
            db.conn.backup(copy.conn)
        copy.conn.execute("PRAGMA foreign_keys = ON")
        carry_over(copy, (migrations, *tables))
        yield copy
    finally:
        copy.conn.close()


def why(error: sqlite3.DatabaseError) -> str:
    """What a technician can do about this error."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return "another program holds the database; stop it (is a second counter running?) and try again"
    if "readonly" in text:
        return "the database cannot be written; look at the permissions of its folder, and whether the disk is mounted read-only"
    if _OTHER_WRITER in text:
        return "another program has written to the database; stop it (is a second counter running?) and start again"
    if "I/O" in text:
        return "the disk does not do what it should; look whether it is full or broken (nothing that was confirmed is lost)"
    if "full" in text:
        return "no room is left on the disk; free some and start again (nothing that was confirmed is lost)"
    if "not a database" in text or "malformed" in text or "corrupt" in text or "decode" in text:
        return "the database is damaged; put the latest copy in its place (the damaged file was not changed)"
    if "unable to open" in text or "no such table" in text:
        return "there is no database, or it may not be opened; run 'kiosk init' or look at the folder's permissions"
    return f"the database answered: {text}"
