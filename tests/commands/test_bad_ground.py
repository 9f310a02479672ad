"""A database, a disk or a socket that cannot be used: one plain sentence and an exit code, never a traceback."""

import contextlib
import shutil
import socket
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.settings.home import Home
from tests.club import LI, at, dump, journal_of, make_club
from tests.command_line import Ran, kiosk, one_sentence, script
from tests.counter_process import CounterProcess
from tests.screen_client import ScreenClient

GARBAGE = b"no database was ever like this " * 3000
COMMANDS = ("simulate", "import", "handover", "watch", "counter")


@pytest.fixture
def club() -> Iterator[Home]:
    """In a folder with a short name, for the socket's sake."""
    with tempfile.TemporaryDirectory(prefix="k-") as folder:
        yield make_club(Path(folder))


def run(command: str, home: Home, folder: Path) -> Ran:
    if command == "simulate":
        return kiosk("simulate", script(folder, [{"at": at("18:20:00"), "tap": LI}]), "--home", home.path)
    if command == "import":
        file = folder / "tags.csv"
        file.write_text("tag\nF-009\n")
        return kiosk("import", "tags", file, "--home", home.path)
    return kiosk(command, "--home", home.path)


def put_garbage(file: Path) -> None:
    file.write_bytes(GARBAGE)


def flip_first_page(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(bytes(byte ^ 0xFF for byte in content[:4096]) + content[4096:])


def flip_pages(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:4096] + bytes(byte ^ 0xFF for byte in content[4096:]))


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:10_000])


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("damage", [put_garbage, flip_first_page, flip_pages, cut_off])
def test_a_damaged_database_is_told_in_a_sentence(club: Home, tmp_path: Path, damage: Callable[[Path], None], command: str) -> None:
    damage(club.database_file)
    assert "the database is damaged" in one_sentence(run(command, club, tmp_path))


@pytest.mark.parametrize("damage", [put_garbage, flip_pages, cut_off])
def test_the_doctor_finds_the_damage_and_goes_on_looking(club: Home, damage: Callable[[Path], None]) -> None:
    damage(club.database_file)
    ran = kiosk("doctor", "--json", "--home", club.path)
    health = {finding["subject"]: finding["health"] for finding in ran.json["findings"]}
    assert (ran.code, ran.json["ok"], health["database"]) == (1, False, "bad")
    assert {"disk", "counter", "hardware", "time"} <= set(health)


@pytest.mark.parametrize("command", COMMANDS)
def test_no_empty_database_takes_the_place_of_one_that_is_gone(club: Home, tmp_path: Path, command: str) -> None:
    for lose in (club.database_file.unlink, club.database_file.touch):
        lose()
        assert "there is no database" in one_sentence(run(command, club, tmp_path))
    assert club.database_file.stat().st_size == 0


def test_init_makes_the_database_of_a_home_that_has_lost_it(club: Home) -> None:
    club.database_file.unlink()
    assert kiosk("init", "--home", club.path).code == 0
    assert [what for what, _ in journal_of(club)] == ["init"]
    assert sum('INSERT INTO "tags"' in line for line in dump(club)) == 10


def test_init_leaves_alone_what_is_there(club: Home) -> None:
    before, settings = dump(club), club.settings_file.read_text()
    ran = kiosk("init", "--home", club.path)
    assert (ran.code, "already" in ran.out) == (0, True)
    assert (dump(club), club.settings_file.read_text()) == (before, settings)
    assert "has members already" in one_sentence(kiosk("init", "--demo", "--home", club.path))


@pytest.mark.parametrize("command", ["simulate", "import", "counter"])
def test_a_database_that_another_program_holds_is_told_in_a_sentence(
    club: Home, tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.database.store.HELD_LIMIT_S", 0.05)
    with contextlib.closing(sqlite3.connect(club.database_file, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        assert "another program holds the database" in one_sentence(run(command, club, tmp_path))
        assert run("handover", club, tmp_path).code == 0


@pytest.mark.parametrize("command", ["simulate", "import", "counter", "init"])
def test_a_home_has_one_counter_at_a_time(club: Home, tmp_path: Path, command: str) -> None:
    with club.owned():
        assert one_sentence(run(command, club, tmp_path)) == f"a counter is running in {club.path}; stop it first, or choose another --home"
    assert kiosk("init", "--home", club.path).code == 0


@pytest.mark.slow
def test_a_counter_starts_over_the_socket_of_one_that_was_killed(club: Home) -> None:
    with CounterProcess(club) as first:
        first.kill()
        assert club.socket.is_socket()
    with CounterProcess(club) as second, ScreenClient(club.socket) as screen:
        assert screen.ask("call_staff").ok
        assert second.stop() == 0
    assert not club.socket.exists()


@pytest.mark.slow
def test_a_socket_that_somebody_listens_at_is_not_taken_away(club: Home) -> None:
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(str(club.socket))
        other.listen()
        counter = CounterProcess(club)
        assert counter.ended() == 1
        assert counter.lines == [f"another counter listens at {club.socket}; stop it first, or choose another --home"]
    assert club.socket.exists()


@pytest.mark.slow
def test_a_file_in_the_place_of_the_socket_is_told_and_stays(club: Home) -> None:
    club.socket.write_text("notes")
    counter = CounterProcess(club)
    assert counter.ended() == 1
    assert counter.lines == [
        f"the socket {club.socket} cannot be made: Address already in use; "
        "remove what stands there, or choose a --home with a shorter path"
    ]  # fmt: skip
    assert club.socket.read_text() == "notes"


@pytest.mark.slow
def test_a_path_too_long_for_a_socket_is_told(club: Home) -> None:
    deep = Home(club.path.parent / ("x" * 100))
    shutil.move(club.path, deep.path)
    counter = CounterProcess(deep)
    assert counter.ended() == 1
    assert counter.lines == [
        f"the socket {deep.socket} cannot be made: AF_UNIX path too long; "
        "remove what stands there, or choose a --home with a shorter path"
    ]  # fmt: skip
    assert "not running" in kiosk("doctor", "--home", deep.path).out


@pytest.mark.slow
def test_simulate_waits_for_no_running_counter_and_import_need_not(club: Home, tmp_path: Path) -> None:
    with CounterProcess(club) as counter:
        for command in ("simulate", "counter"):
            assert "a counter is running" in one_sentence(run(command, club, tmp_path))
        for command in ("handover", "import"):
            assert run(command, club, tmp_path).code == 0
        assert counter.stop() == 0
