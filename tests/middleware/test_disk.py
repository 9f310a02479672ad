"""A disk that is full, and one that may only be read: a small file system of a test's own. Needs root."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.database.soundness import soundness_of
from kiosk.lane.view import Welcome
from kiosk.settings.home import Home
from tests.club import ALWAYS_OPEN, LI, WANG, ask_database, at, make_club
from tests.command_line import kiosk, one_sentence, script
from tests.counter_process import CounterProcess
from tests.middleware.waiting import wait_until
from tests.screen_client import ScreenClient


@pytest.fixture
def disk() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="k-"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], check=True)
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)
    folder.rmdir()


def fill(disk: Path) -> Path:
    """Leave no byte free."""
    filler = disk / "filler"
    with filler.open("ab", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return filler


def test_a_counter_whose_disk_is_full_opens_nothing_says_so_and_works_again_once_there_is_room(disk: Path) -> None:
    home = make_club(disk, ALWAYS_OPEN)
    with CounterProcess(home) as counter, ScreenClient(home.socket) as screen:
        screen.simulate(tap=LI)
        tag = screen.face(Welcome).tag
        granted = ask_database(home, "SELECT count(*) FROM visits")
        filler = fill(disk)
        for uid in range(200):
            try:
                screen.simulate(tap=f"04DD{uid:06X}")
            except (EOFError, OSError):
                break
        assert counter.ended() == 1
    told = [line for line in counter.lines if "no room is left" in line or "the disk does not do" in line]
    assert len(told) == 1
    assert "Traceback" not in "\n".join(counter.lines)

    filler.unlink()
    assert granted == [(1,)]
    assert ask_database(home, "SELECT tag FROM visits WHERE visit = 1") == [(tag,)]
    assert soundness_of(home.database_file).first_broken is None
    with CounterProcess(home), ScreenClient(home.socket) as screen:
        screen.simulate(tap=WANG)
        # Whoever was in flight comes first; that somebody else is let in is on disk all the same.
        wait_until(lambda: ask_database(home, "SELECT card_no FROM visits WHERE visit = 2") == [("A1002",)], "the next to be let in")


def test_commands_on_a_full_disk_end_with_a_sentence(disk: Path, tmp_path: Path) -> None:
    home = make_club(disk)
    play, tags = script(tmp_path, [{"at": at("18:20:00"), "tap": LI}]), tmp_path / "tags.csv"
    tags.write_text("tag\n" + "".join(f"F-{number:03d}\n" for number in range(10, 900)))
    fill(disk)
    for command in (["simulate", play], ["import", "tags", tags], ["counter"]):
        told = one_sentence(kiosk(*command, "--home", home.path))
        assert "no room is left" in told or "the disk does not do" in told, told
    for command in (["handover"], ["doctor"]):
        ran = kiosk(*command, "--home", home.path)
        assert ran.code in (0, 1)
        assert "Traceback" not in ran.err
    assert "free; make room" in kiosk("doctor", "--home", home.path).out


def test_a_home_is_made_whole_or_not_at_all(disk: Path) -> None:
    filler = fill(disk)
    home = Home(disk / "new")
    assert "No space left on device" in one_sentence(kiosk("init", "--home", home.path))
    assert not home.settings_file.exists()
    os.truncate(filler, filler.stat().st_size - 4096 * 12)
    assert kiosk("init", "--home", home.path).code == 1
    filler.unlink()
    assert kiosk("init", "--home", home.path).code == 0
    assert ask_database(home, "SELECT count(*) FROM tags") == [(120,)]


def test_a_home_that_may_only_be_read_is_told_in_a_sentence(disk: Path, tmp_path: Path) -> None:
    home = make_club(disk)
    tags = tmp_path / "tags.csv"
    tags.write_text("tag\nF-009\n")
    play = script(tmp_path, [{"at": at("18:20:00"), "tap": LI}])
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    for command in (["counter"], ["import", "tags", tags]):
        assert "cannot be written: Read-only file system" in one_sentence(kiosk(*command, "--home", home.path))
    assert kiosk("check", "--home", home.path).code == 0
    for command in (["simulate", play], ["handover"], ["watch"]):
        assert one_sentence(kiosk(*command, "--home", home.path))
    assert "Read-only file system" in one_sentence(kiosk("init", "--home", home.path / "new"))
    assert kiosk("doctor", "--home", home.path).code == 1
