"""``kiosk announce --say`` in the quiet hours, on a real sound server: said where it was asked for, with or without a counter."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

import pytest

from kiosk.settings.home import Home
from tests.audio.measuring import stretch
from tests.audio.pulse_server import Recorder, pulse_server, wait_until
from tests.club import ALWAYS_OPEN, PIN, journal_of, make_club
from tests.command_line import kiosk
from tests.counter_process import CounterProcess

REMARK = "no class is called, but this is said."


@pytest.fixture
def sinks(tmp_path: Path) -> Iterator[tuple[Recorder, Recorder]]:
    folder = tmp_path / "pulse"
    folder.mkdir()
    with pulse_server(folder, ("hall", "bar")) as found, pytest.MonkeyPatch.context() as patch:
        for name, value in {**found, "KIOSK_PIN": PIN}.items():
            patch.setenv(name, value)
        recorders = Recorder("hall"), Recorder("bar")
        yield recorders
        for recorder in recorders:
            recorder.stop()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A club in the middle of its quiet hours, whatever time it is."""
    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    begins, ends = (f"{now + timedelta(hours=hours):%H:%M}" for hours in (-2, 2))
    quiet = f'[sound.bar]\nsink = "bar"\n[announcing]\nquiet_from = "{begins}"\nquiet_until = "{ends}"\n'
    return make_club(tmp_path, ALWAYS_OPEN.replace("enabled = false", "enabled = true") + quiet)


def test_it_is_said_in_its_zone_and_the_quiet_hours_are_named(home: Home, sinks: tuple[Recorder, Recorder]) -> None:
    hall, bar = sinks
    before_s = monotonic()
    ran = kiosk("announce", "--say", "The sauna is open.", "--zone", "bar", "--home", home.path)
    assert (ran.code, ran.out) == (0, "said\n")
    assert REMARK in ran.err
    assert stretch(bar, before_s, monotonic()).first_word_s(before_s) > before_s
    assert hall.heard_since(before_s) == []


def test_a_running_counter_says_it_too(home: Home, sinks: tuple[Recorder, Recorder]) -> None:
    hall, bar = sinks
    with CounterProcess(home):
        before_s = monotonic()
        ran = kiosk("announce", "--say", "The sauna is open.", "--zone", "bar", "--as", "S01", "--home", home.path)
        assert (ran.code, ran.out) == (0, "announcement 1 is in the queue\n")
        assert REMARK in ran.err
        wait_until(lambda: "announced" in [what for what, _ in journal_of(home)], 20)
    assert bar.heard_since(before_s)
    assert hall.heard_since(before_s) == []
