"""Whoever hangs beside the counter - a screen, the announcer, a player, pcscd - no tap waits for them."""

import os
import signal
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from kiosk.lane.notices import NoticeCode
from kiosk.lane.view import WalkThrough, Welcome
from tests.club import ALWAYS_OPEN, LI, PIN, WANG, ask_database, journal_of, make_club
from tests.counter_process import CounterProcess
from tests.middleware.private_pcscd import PrivatePcscd, fast_polling
from tests.middleware.test_one_tap import RELEASE, SETTINGS, Door
from tests.middleware.waiting import Since, wait_until
from tests.screen_client import ScreenClient

WITH_SOUND = ALWAYS_OPEN.replace("enabled = false", 'enabled = true\nplayer = "paplay"')
PLAYER = """#!/bin/sh
touch "$0.tried"
"""
HANGING_PLAYER = """#!/bin/sh
# Works while it is tried out, and hangs from then on.
[ -e "$0.tried" ] || { touch "$0.tried"; exit 0; }
touch "$0.hangs"
exec sleep 60
"""
USUAL_S, LONGEST_S = 0.1, 1.0
unknown_cards = count(0x07000000)


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="k-") as folder:
        yield Path(folder)


def tap_s(screen: ScreenClient) -> float:
    """From the tap of a card that nobody knows to its refusal at the desk: read, decided, on disk, told."""
    refused = screen.told.count(NoticeCode.CARD_REFUSED)
    tapped = Since()
    screen.simulate(tap=f"{next(unknown_cards):08X}")
    while screen.told.count(NoticeCode.CARD_REFUSED) == refused:
        screen.read()
    return tapped.free_s()


def taps(screen: ScreenClient, number: int) -> list[float]:
    return [tap_s(screen) for _ in range(number)]


def taps_for(screen: ScreenClient, seconds: float) -> list[float]:
    """Twenty taps a second, for so long."""
    end_s = time.monotonic() + seconds
    taken_s = []
    while time.monotonic() < end_s:
        taken_s.append(tap_s(screen))
        time.sleep(0.05)
    return taken_s


def must_be_quick(taken_s: list[float]) -> None:
    assert statistics.median(taken_s) < USUAL_S
    assert max(taken_s) < LONGEST_S


def children(parent: int, named: str) -> list[int]:
    """The processes below this one whose command line holds this."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command, status = (process / "cmdline").read_text(), (process / "stat").read_text()
        except OSError:
            continue
        if named in command and int(status.rpartition(")")[2].split()[1]) == parent:
            found.append(int(process.name))
    return found


def test_screens_that_do_not_read_delay_no_tap_and_are_cut_off(folder: Path) -> None:
    home = make_club(folder, ALWAYS_OPEN)
    with CounterProcess(home) as counter, ScreenClient(home.socket) as screen:
        silent = [ScreenClient(home.socket) for _ in range(3)]
        silent[1].send(b'{"number": 1, "request"')  # and stops in the middle of a line
        must_be_quick(taps(screen, 400))
        counter.stop()
        assert sum("screen_cut_off reason=does_not_read" in line for line in counter.lines) >= len(silent)
        for client in silent:
            client.close()


def test_an_announcer_that_hangs_delays_no_tap_and_is_replaced(folder: Path) -> None:
    home = make_club(folder, WITH_SOUND)
    player = folder / "paplay"
    player.write_text(PLAYER)
    player.chmod(0o755)
    with CounterProcess(home, environment={"PATH": f"{folder}:{os.environ['PATH']}"}) as counter, ScreenClient(home.socket) as screen:
        wait_until(Path(f"{player}.tried").exists, "the announcer to be at work")
        must_be_quick(taps_for(screen, 1.0))
        (announcer,) = children(counter.process.pid, "audio.announcer")
        os.kill(announcer, signal.SIGSTOP)
        must_be_quick(taps_for(screen, 4.0))
        wait_until(lambda: children(counter.process.pid, "audio.announcer") not in ([], [announcer]), "another announcer")
        assert counter.stop() == 0


def test_a_player_that_hangs_delays_no_tap(folder: Path) -> None:
    home = make_club(folder, WITH_SOUND)
    player = folder / "paplay"
    player.write_text(HANGING_PLAYER)
    player.chmod(0o755)
    with CounterProcess(home, environment={"PATH": f"{folder}:{os.environ['PATH']}"}) as counter, ScreenClient(home.socket) as screen:
        tap_s(screen)
        wait_until(Path(f"{player}.hangs").exists, "the player to hang")
        must_be_quick(taps_for(screen, 1.0))
        assert counter.stop() == 0


def test_a_service_of_the_readers_that_hangs_delays_nobody_who_has_tapped_and_is_told_within_ten_seconds(folder: Path) -> None:
    home = make_club(folder, SETTINGS)
    with (
        PrivatePcscd(("Front",), preload=fast_polling(folder)) as pcscd,
        Door(home, pcscd) as door,
        ScreenClient(home.socket) as screen,
    ):
        with door.card(LI):
            door.drop_tag()
        pcscd.hang()
        hung = Since()
        door.take_tag()
        door.wait_for(RELEASE, 1)
        assert hung.free_s() < LONGEST_S
        assert screen.face(WalkThrough).tag == "F-001"
        door.turn_arm()
        turned = Since()
        wait_until(lambda: ask_database(home, "SELECT stage FROM visits") == [("entered",)], "the entry")
        assert turned.free_s() < LONGEST_S
        assert screen.sign_in("S01", PIN).ok
        assert [person["name"] for person in screen.ask("who_is_inside").value] == ["李晓岚"]

        while NoticeCode.DEVICE_FAILED not in screen.told:
            screen.read()
        assert hung.free_s() < 10
        pcscd.go_on()
        while NoticeCode.DEVICE_RECOVERED not in screen.told:
            screen.read()
        with door.card(WANG):
            assert screen.face(Welcome).tag == "M-001"
    told = [(data["device"], data["fault"], data["down"]) for what, data in journal_of(home) if what == "device"]
    assert told == [("reader:front", "stuck", True), ("reader:front", "stuck", False)]
