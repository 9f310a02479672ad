"""The one thread and the one connection that write the database."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlite_utils import Database

from kiosk.database import journal
from kiosk.database.journal import Stamp
from kiosk.database.migrations import migrations
from kiosk.database.soundness import soundness_of
from kiosk.database.store import Session, Store, Urgency, Writing, one_moment, why
from kiosk.errors import DatabaseUnusable

STAMP = Stamp("2026-11-25T10:20:00.000Z", True, "2026-11-25", "counter")
GARBAGE = b"this is no database, it only takes its place" * 200


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "kiosk.db", "main")
    yield store
    store.close()


def test_what_is_written_is_on_disk_before_the_call_returns(store: Store, tmp_path: Path) -> None:
    pragmas = ("journal_mode", "synchronous", "foreign_keys")
    assert store.read(lambda db: [db.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]) == ["wal", 2, 1]
    store.write(lambda writing: writing.journal(STAMP, "note", {}))
    with one_moment(tmp_path / "kiosk.db") as beside:
        assert journal.head_of(beside).sequence == 1


def test_every_table_of_ours_is_strict(store: Store) -> None:
    tables = store.read(lambda db: db.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").fetchall())
    ours = {name: strict for name, strict in tables if not name.startswith("sqlite_") and name != "_sqlite_migrations"}
    assert {"plans", "staff", "members", "credentials", "visits", "tags", "journal", "classes"} <= set(ours)
    assert [name for name, strict in ours.items() if not strict] == []


@pytest.mark.usefixtures("store")
def test_opening_migrates_all_the_way(tmp_path: Path) -> None:
    with one_moment(tmp_path / "kiosk.db") as db:
        assert migrations.pending(db) == []


def test_a_change_that_fails_leaves_neither_rows_nor_a_gap_in_the_journal(store: Store, tmp_path: Path) -> None:
    def fail(writing: Writing) -> None:
        writing.journal(STAMP, "lost", {})
        writing.db.execute("INSERT INTO plans (code, kind) VALUES ('x', 'term')")
        raise KeyError("half way")

    store.write(lambda writing: writing.journal(STAMP, "first", {}))
    with pytest.raises(KeyError, match="half way"):
        store.write(fail)
    store.write(lambda writing: writing.journal(STAMP, "second", {}))
    entries = store.read(lambda db: [(entry["sequence"], entry["what"]) for entry in journal.entries_after(db, 0)])
    assert entries == [(1, "first"), (2, "second")]
    assert store.read(lambda db: db.execute("SELECT count(*) FROM plans").fetchone()[0]) == 0
    assert soundness_of(tmp_path / "kiosk.db").first_broken is None


def test_a_stranger_in_a_table_is_refused_by_its_keys_and_is_no_fault_of_the_disk(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        store.write(lambda writing: writing.db.execute("INSERT INTO members (card_no, name, sex, plan) VALUES ('A1', 'x', 'F', 'no')"))
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT value in INTEGER column"):
        store.write(lambda writing: writing.db.execute("INSERT INTO tags (tag, pool, position) VALUES ('F-1', 'F', 'top')"))


def test_the_most_urgent_goes_first_and_equals_keep_their_order(store: Store) -> None:
    busy, go, order = threading.Event(), threading.Event(), list[str]()

    def block(_: Database) -> None:
        busy.set()
        go.wait(10)

    first = threading.Thread(target=store.read, args=(block,))
    first.start()
    busy.wait(10)
    waiting = []
    for name, urgency in (("bulk", Urgency.BULK), ("desk", Urgency.DESK), ("tap", Urgency.TAP), ("tap 2", Urgency.TAP)):
        before = store._jobs.qsize()
        thread = threading.Thread(target=store.read, args=(partial(_append, order, name), urgency))
        thread.start()
        waiting.append(thread)
        while store._jobs.qsize() == before:
            thread.join(0.001)
    go.set()
    for thread in (first, *waiting):
        thread.join(10)
    assert order == ["tap", "tap 2", "desk", "bulk"]


def test_what_follows_from_an_answer_is_written_with_nobody_in_between(store: Store) -> None:
    other = threading.Thread(target=store.write, args=(lambda writing: writing.journal(STAMP, "other", {}),))

    def ask_and_write(session: Session) -> None:
        (entries,) = session.db.execute("SELECT count(*) FROM journal").fetchone()
        other.start()
        while store._jobs.empty():
            other.join(0.001)
        session.write(lambda writing: writing.journal(STAMP, "counted", {"entries": entries}))

    store.carry_out(ask_and_write)
    other.join(10)
    entries = store.read(lambda db: [(entry["what"], entry["data"]) for entry in journal.entries_after(db, 0)])
    assert entries == [("counted", {"entries": 0}), ("other", {})]


def _append(order: list[str], name: str, _: Database) -> None:
    order.append(name)


def test_a_second_writer_on_the_file_is_found_out_and_told_in_a_sentence(store: Store, tmp_path: Path) -> None:
    second = Store(tmp_path / "kiosk.db", "other")
    store.write(lambda writing: writing.journal(STAMP, "mine", {}))
    with pytest.raises(DatabaseUnusable, match=r"^another program has written to the database; stop it \(is a second counter running\?\)"):
        second.write(lambda writing: writing.journal(STAMP, "theirs", {}))
    second.close()
    assert soundness_of(tmp_path / "kiosk.db").first_broken is None


def test_a_database_that_is_held_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.database.store.HELD_LIMIT_S", 0.05)
    store = Store(tmp_path / "kiosk.db", "main")
    holder = sqlite3.connect(tmp_path / "kiosk.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DatabaseUnusable, match=r"^another program holds the database"):
        store.write(lambda writing: writing.journal(STAMP, "note", {}))
    holder.close()
    store.write(lambda writing: writing.journal(STAMP, "note", {}))
    store.close()


def test_a_closed_store_says_so_instead_of_waiting_for_ever(tmp_path: Path) -> None:
    store = Store(tmp_path / "kiosk.db", "main")
    store.close()
    store.close()
    with pytest.raises(DatabaseUnusable, match="closed"):
        store.read(journal.head_of)


def test_a_long_log_is_folded_into_the_file_by_nobody_who_waits(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_the_file() -> int:
        with closing(sqlite3.connect(f"file:{tmp_path / 'kiosk.db'}?immutable=1", uri=True)) as without_log:
            return int(without_log.execute("SELECT count(*) FROM journal").fetchone()[0])

    monkeypatch.setattr("kiosk.database.store.CHECKPOINT_AFTER", 3)
    folds = list[str]()
    fold = Session.checkpoint

    def watched(session: Session) -> None:
        folds.append(threading.current_thread().name)
        fold(session)

    monkeypatch.setattr(Session, "checkpoint", watched)
    store.read(lambda db: db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
    for _ in range(2):
        store.write(lambda writing: writing.journal(STAMP, "note", {}))
    assert (in_the_file(), folds) == (0, [])

    store.write(lambda writing: writing.journal(STAMP, "note", {}))
    store.read(journal.head_of, Urgency.CLEANING_UP)
    assert (in_the_file(), folds) == (3, ["database"])


def test_closing_folds_the_log_into_the_one_file(store: Store, tmp_path: Path) -> None:
    store.write(lambda writing: writing.journal(STAMP, "note", {}))
    store.close()
    assert [file.name for file in tmp_path.iterdir()] == ["kiosk.db"]


@pytest.mark.parametrize("content", [GARBAGE, GARBAGE[:100]])
def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "kiosk.db").write_bytes(content)
    with pytest.raises(DatabaseUnusable, match="damaged"):
        Store(tmp_path / "kiosk.db", "main")
    with pytest.raises(DatabaseUnusable, match="damaged"), one_moment(tmp_path / "kiosk.db"):
        pass
    assert (tmp_path / "kiosk.db").read_bytes() == content


def test_a_folder_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusable, match="there is no database"):
        Store(tmp_path / "nowhere" / "kiosk.db", "main")


def test_what_goes_wrong_while_opening_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Database, **__: object) -> None:
        raise LookupError("a bug")

    monkeypatch.setattr(migrations, "apply", broken)
    with pytest.raises(LookupError, match="a bug"):
        Store(tmp_path / "kiosk.db", "main")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("database or disk is full", "no room is left"),
        ("disk I/O error", "the disk does not do what it should"),
        ("attempt to write a readonly database", "cannot be written"),
        ("database disk image is malformed", "damaged"),
        ("Could not decode to UTF-8 column 'name'", "damaged"),
        ("something new", "the database answered: something new"),
    ],
)
def test_what_the_library_says_becomes_what_a_technician_can_do(said: str, told: str) -> None:
    assert told in why(sqlite3.OperationalError(said))


def test_a_job_that_would_wait_for_its_own_thread_is_an_error_at_once(store: Store) -> None:
    with pytest.raises(RuntimeError, match="database's thread"):
        store.write(lambda _: store.read(journal.head_of))
    assert store.read(journal.head_of).sequence == 0
