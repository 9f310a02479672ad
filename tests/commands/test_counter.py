"""``kiosk counter`` from its start to its end."""

import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.lane.view import Refused, WalkThrough, Welcome
from kiosk.settings.home import Home
from tests.club import ALWAYS_OPEN, LI, PIN, ask_database, make_club
from tests.counter_process import CounterProcess
from tests.screen_client import ScreenClient

pytestmark = pytest.mark.slow  # each starts a counter or two


@pytest.fixture
def home() -> Iterator[Home]:
    with tempfile.TemporaryDirectory(prefix="k-") as folder:
        yield make_club(Path(folder), ALWAYS_OPEN)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_at_once_and_in_good_order(home: Home, number: signal.Signals) -> None:
    with CounterProcess(home) as counter, ScreenClient(home.socket) as screen:
        assert screen.ask("call_staff").ok
        counter.process.send_signal(number)
        assert counter.ended(5) == 0
    assert sorted(file.name for file in home.path.iterdir()) == ["counter.lock", "kiosk.db", "kiosk.toml", "plans.toml", "roles.toml"]


def test_a_power_cut_from_a_screen_is_a_real_one(home: Home) -> None:
    home.settings_file.write_text(home.settings_file.read_text() + "[lane]\ntake_tag_s = 60.0\n")
    with CounterProcess(home) as counter, ScreenClient(home.socket) as screen:
        screen.simulate(behave={"takes_tag": False})
        screen.simulate(tap=LI)
        tag = screen.face(Welcome).tag
        screen.send(b'{"number":9,"request":{"do":"simulate","line":{"power_cut":true}}}\n')
        screen.read_to_the_end()
        assert counter.ended() == 137
    with CounterProcess(home), ScreenClient(home.socket) as screen:
        face = screen.view().lane.face
    assert isinstance(face, Welcome | WalkThrough)  # the simulated tray died with the process: its tag counts as taken
    assert face.tag == tag
    assert ask_database(home, "SELECT what FROM journal WHERE what = 'restarted'") == [("restarted",)]


def test_a_lock_out_survives_a_restart(home: Home) -> None:
    with CounterProcess(home) as counter, ScreenClient(home.socket) as screen:
        errors = [screen.sign_in("S01", "0000").error for _ in range(5)]
        assert errors == ["wrong_pin"] * 4 + ["locked"]
        counter.kill()
    with CounterProcess(home), ScreenClient(home.socket) as screen:
        assert screen.sign_in("S01", PIN).error == "locked"
        assert screen.sign_in("S02", PIN).ok


def test_many_tries_at_once_count_one_by_one(home: Home) -> None:
    with CounterProcess(home):
        screens = [ScreenClient(home.socket) for _ in range(8)]
        for number, screen in enumerate(screens):
            screen.send(f'{{"number":1,"request":{{"do":"sign_in","staff_no":"S01","pin":"{number:04}"}}}}\n'.encode())
        errors = [screen.reply(1).error for screen in screens]
        for screen in screens:
            screen.close()
    assert errors.count("wrong_pin") == 4
    assert errors.count("locked") == 4


def test_a_clock_that_is_behind_its_journal_holds_no_timer_up(home: Home) -> None:
    settings = home.settings_file.read_text() + "[lane]\nsame_card_s = 0.5\nrefused_s = 1.0\n"
    home.settings_file.write_text(settings)
    with CounterProcess(home, ("-m", "kiosk", "counter", "--ahead", "7200")) as counter, ScreenClient(home.socket) as screen:
        screen.simulate(tap="04CC000001")
        screen.face(Refused)
        counter.kill()
    with CounterProcess(home), ScreenClient(home.socket) as screen:
        for uid in ("04CC000001", "04CC000002"):
            screen.simulate(tap=uid)
            screen.face(Refused)
            while isinstance(screen.view().lane.face, Refused):
                pass
