"""An old database is carried over whole or not at all, and one of a newer program is left alone."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from kiosk.database.carrying_over import COPIES_KEPT
from kiosk.database.migrations import migrations
from kiosk.database.store import Store, open_database
from kiosk.errors import DatabaseNewer, DatabaseUnusable
from kiosk.settings.home import Home
from tests.club import ask_database, make_club
from tests.command_line import kiosk, one_sentence

SENTENCE = "the database was made by a newer program; install that, or put back the copy from before"
REBUILD = """
CREATE TABLE new_members (
    card_no TEXT PRIMARY KEY, name TEXT NOT NULL, sex TEXT NOT NULL, born_on TEXT, phone TEXT, plan TEXT NOT NULL REFERENCES plans (code),
    valid_from TEXT, valid_until TEXT, visits_left INTEGER, frozen_from TEXT, frozen_until TEXT, coach TEXT, consultant TEXT,
    joined_on TEXT, language TEXT NOT NULL, nickname TEXT
) STRICT;
INSERT INTO new_members SELECT *, NULL FROM members {where};
DROP TABLE members;
ALTER TABLE new_members RENAME TO members
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return make_club(tmp_path)


def rebuilding(where: str = "") -> Migrations:
    """One step that makes a table anew to which cards and visits refer."""
    made_up = Migrations("made up")

    @made_up()
    def nicknames(db: Database) -> None:
        for statement in REBUILD.format(where=where).split(";"):
            db.execute(statement)

    return made_up


def failing(fail: Callable[[], None]) -> Migrations:
    """A step that changes something and then fails, after one that does not."""
    made_up = Migrations("made up")

    @made_up()
    def first(db: Database) -> None:
        db.execute("CREATE TABLE umbrellas (umbrella INTEGER PRIMARY KEY) STRICT")

    @made_up()
    def second(db: Database) -> None:
        db.execute("UPDATE members SET name = 'nobody'")
        fail()

    return made_up


def one_step(name: str) -> Migrations:
    """A set of one step, which changes nothing."""
    made_up = Migrations(name)

    @made_up(name=name)
    def nothing(db: Database) -> None:
        del db

    return made_up


def copies(home: Home) -> list[str]:
    return sorted(file.name for file in home.path.glob("*.before-*"))


def everything(file: Path) -> list[str]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        return list(connection.iterdump())


def test_a_table_that_others_refer_to_can_be_made_anew(home: Home) -> None:
    before = ask_database(home, "SELECT * FROM members ORDER BY card_no")
    db = open_database(home.database_file, (rebuilding(),))
    with closing(db.conn):
        assert [row[:-1] for row in db.execute("SELECT * FROM members ORDER BY card_no")] == before
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        with pytest.raises(sqlite3.IntegrityError):
            db.execute("DELETE FROM members")  # the foreign keys are on again


def test_the_database_as_it_was_lies_beside_it(home: Home) -> None:
    before = everything(home.database_file)
    open_database(home.database_file, (rebuilding(),)).conn.close()
    assert copies(home) == ["kiosk.before-nicknames.db"]
    assert everything(home.path / "kiosk.before-nicknames.db") == before


def test_nothing_is_copied_when_nothing_changes_or_there_was_nothing(home: Home, tmp_path: Path) -> None:
    open_database(home.database_file).conn.close()
    open_database(tmp_path / "new.db").conn.close()
    assert copies(home) == []
    assert list(tmp_path.glob("*.before-*")) == []


def test_only_the_newest_copies_stay(home: Home) -> None:
    for number in range(COPIES_KEPT + 2):
        open_database(home.database_file, [one_step(f"step{each}") for each in range(number + 1)]).conn.close()
    assert copies(home) == [f"kiosk.before-step{number}.db" for number in (2, 3)]


def test_a_row_that_would_refer_to_nothing_takes_everything_back(home: Home) -> None:
    before = everything(home.database_file)
    with pytest.raises(DatabaseUnusable, match="rows refer to nothing"):
        Store(home.database_file, "main", (rebuilding("WHERE card_no <> 'A1001'"),))
    assert everything(home.database_file) == before


def test_a_step_that_fails_takes_back_those_before_it(home: Home) -> None:
    def fail() -> None:
        raise sqlite3.OperationalError("no such column: x")

    before = everything(home.database_file)
    with pytest.raises(DatabaseUnusable):
        Store(home.database_file, "main", (failing(fail),))
    assert everything(home.database_file) == before


@pytest.mark.slow
def test_a_program_that_dies_in_the_middle_leaves_the_old_database(home: Home) -> None:
    before = everything(home.database_file)
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom kiosk.database.store import open_database\n"
        "from tests.database.test_carrying_over import failing\n"
        "open_database(Path(sys.argv[1]), (failing(lambda: os._exit(9)),))"
    )
    ran = subprocess.run([sys.executable, "-c", program, home.database_file], check=False, env=os.environ | {"PYTHONPATH": "."})
    assert ran.returncode == 9
    assert everything(home.database_file) == before
    Store(home.database_file, "main").close()


def test_without_room_for_the_copy_nothing_is_changed(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(home.database_file)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kiosk.database.carrying_over.os.fsync", full)
    with pytest.raises(DatabaseUnusable, match=r"no copy can be made before the database is carried over.*No space left"):
        Store(home.database_file, "main", (rebuilding(),))
    assert everything(home.database_file) == before
    assert copies(home) == []


def make_newer(home: Home) -> None:
    with closing(sqlite3.connect(home.database_file)) as connection, connection:
        connection.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('kiosk', 'from_the_future', '')")


def test_a_database_of_a_newer_program_is_told_by_every_command_and_left_alone(home: Home) -> None:
    make_newer(home)
    before = everything(home.database_file)
    tags = home.path / "tags.csv"
    tags.write_text("tag\nF-001\n")
    for command in (("counter",), ("inside",), ("handover",), ("import", "tags", tags)):
        assert one_sentence(kiosk(*command, "--home", home.path), code=2) == SENTENCE
    found = kiosk("doctor", "--json", "--home", home.path).json["findings"]
    assert [one["text"] for one in found if one["subject"] == "database"] == [SENTENCE]
    assert everything(home.database_file) == before


def test_a_system_that_only_a_newer_program_has_stops_a_start_too(home: Home) -> None:
    open_database(home.database_file, (rebuilding(),)).conn.close()
    with pytest.raises(DatabaseNewer):
        Store(home.database_file, "main")


@pytest.mark.parametrize("step", [step.name for step in migrations.pending(Database(memory=True))][3:])
def test_a_database_of_every_earlier_state_is_carried_over_with_its_rows(tmp_path: Path, step: str) -> None:
    file = tmp_path / "kiosk.db"
    with closing(sqlite3.connect(file)) as connection:
        migrations.apply(Database(connection), stop_before=step)
        with connection:
            connection.execute("INSERT INTO plans VALUES ('annual', 'term')")
            connection.execute("INSERT INTO members (card_no, name, sex, plan) VALUES ('A1', '样例', 'F', 'annual')")
            connection.execute("INSERT INTO credentials (uid, card_no) VALUES ('04A1B2C3D4E580', 'A1')")
            connection.execute("INSERT INTO tags (tag, pool, position) VALUES ('F-001', 'F', 1)")
            connection.execute(
                "INSERT INTO visits (visit, lane, business_day, kind, card_no, uid, stage, tag, granted_at)"
                " VALUES (1, 'main', '2026-11-25', 'member', 'A1', '04A1B2C3D4E580', 'entered', 'F-001', '2026-11-25T10:00:00.000Z')"
            )
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'") if name[0] != "_"]
        before = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
        columns = {name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")] for name in tables}
    store = Store(file, "main")
    assert store.read(migrations.pending) == []
    store.close()
    with closing(sqlite3.connect(file)) as connection:
        after = {name: connection.execute(f"SELECT {', '.join(columns[name])} FROM {name}").fetchall() for name in tables}
    assert after == before
