"""The journal: append-only, and each entry bound to the one before."""

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from kiosk.database.journal import Stamp, first_broken, head_of, last_time
from kiosk.database.soundness import soundness_of
from kiosk.database.store import Store, Writing, open_for_reading
from kiosk.errors import DatabaseUnusable

DAY = "2026-11-25"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    store = Store(tmp_path / "kiosk.db", "main")
    for number in range(1, 6):
        stamp = Stamp(f"{DAY}T10:20:0{number}.000Z", True, DAY, "counter")
        store.write(partial(Writing.journal, stamp=stamp, what="note", data={"text": f"第{number}条"}))
    store.close()
    return tmp_path / "kiosk.db"


def tamper(file: Path, statement: str) -> None:
    """Do what the journal forbids, the way somebody would who knows how it forbids it."""
    with closing(sqlite3.connect(file)) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        connection.commit()


def test_an_untouched_journal_holds_together(file: Path) -> None:
    assert soundness_of(file).first_broken is None
    assert soundness_of(file).entries == 5


@pytest.mark.parametrize("statement", ["UPDATE journal SET who = 'nobody' WHERE sequence = 3", "DELETE FROM journal WHERE sequence = 3"])
def test_nobody_changes_or_removes_an_entry(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ('UPDATE journal SET data = \'{"text":"anders"}\' WHERE sequence = 3', 3),
        ("UPDATE journal SET who = 'S01' WHERE sequence = 1", 1),
        ("UPDATE journal SET time_trusted = 0 WHERE sequence = 5", 5),
        ("DELETE FROM journal WHERE sequence = 2", 3),
        ("DELETE FROM journal WHERE sequence = 1", 2),
        ("UPDATE journal SET hash = '00' WHERE sequence = 2", 2),
    ],
)
def test_whoever_changes_one_behind_its_back_is_found_out(file: Path, statement: str, broken: int) -> None:
    tamper(file, statement)
    assert soundness_of(file).first_broken == broken


def test_the_time_of_the_counter_is_not_that_of_an_import(file: Path) -> None:
    store = Store(file, "main")
    for what in ("import_members", "init", "init_demo"):
        stamp = Stamp("2030-01-01T00:00:00.000Z", True, DAY, "technician")
        store.write(partial(Writing.journal, stamp=stamp, what=what, data={}))
    assert store.read(last_time) == f"{DAY}T10:20:05.000Z"
    store.close()


def test_a_reader_cannot_write(file: Path) -> None:
    db = open_for_reading(file)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("INSERT INTO plans (code, kind) VALUES ('x', 'term')")
    assert (first_broken(db), head_of(db).sequence) == (None, 5)
    db.conn.close()


def test_a_flipped_page_is_told_as_damage(file: Path) -> None:
    content = bytearray(file.read_bytes())
    with closing(sqlite3.connect(file)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'journal'").fetchone()[0]
    begin = (root - 1) * 4096
    content[begin : begin + 4096] = bytes(byte ^ 0xFF for byte in content[begin : begin + 4096])
    file.write_bytes(bytes(content))
    with pytest.raises(DatabaseUnusable, match="damaged"):
        soundness_of(file)
