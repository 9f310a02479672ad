"""The announcer is killed or hangs in mid-sentence: no tap waits, and the next page is heard within 5 seconds."""

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.settings.home import Home
from tests.audio.pulse_server import Recorder, pulse_server, wait_until
from tests.club import PIN, journal_of, make_club
from tests.counter_process import CounterProcess
from tests.middleware.test_hung import WITH_SOUND, children, must_be_quick, taps, taps_for
from tests.middleware.waiting import Since
from tests.screen_client import ScreenClient

TWO_ZONES = WITH_SOUND + '[sound.bar]\nsink = "bar"\n'
"""Taps chime at the desk; what is heard at the bar was announced."""
PAGE = {"zones": ["bar"], "guest": "Alice Brown", "languages": "en", "times": 1}


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="k-") as folder:
        yield Path(folder)


@pytest.fixture
def recorder(folder: Path) -> Iterator[Recorder]:
    pulse = folder / "pulse"
    pulse.mkdir()
    with pulse_server(pulse, ("hall", "bar")) as found, pytest.MonkeyPatch.context() as patch:
        for name, value in found.items():
            patch.setenv(name, value)
        recorder = Recorder("bar")
        yield recorder
        recorder.stop()


def announced(home: Home) -> int:
    return [what for what, _ in journal_of(home)].count("announcing")


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP])
def test_announcer_that_is_struck_in_mid_sentence_delays_no_tap_and_the_next_page_is_heard_within_5_s(
    folder: Path, recorder: Recorder, blow: signal.Signals
) -> None:
    home = make_club(folder, TWO_ZONES)
    with CounterProcess(home) as counter, ScreenClient(home.socket) as screen:
        usual_s = taps(screen, 40)
        assert screen.sign_in("S01", PIN).ok
        asked_s = time.monotonic()
        assert screen.ask("page", **PAGE).ok
        wait_until(lambda: recorder.first_heard_s(asked_s))
        speaking_s = time.monotonic() + 2
        wait_until(lambda: time.monotonic() > speaking_s)
        (announcer,) = children(counter.process.pid, "audio.announcer")
        os.kill(announcer, blow)
        struck = Since()
        assert screen.ask("page", **PAGE).ok
        while_struck_s = taps_for(screen, 1.0)
        while announced(home) < 2:
            while_struck_s += taps_for(screen, 0.2)
        ordered_s = time.monotonic()
        wait_until(lambda: recorder.first_heard_s(ordered_s))
        assert struck.free_s() < 5
        must_be_quick(usual_s)
        must_be_quick(while_struck_s)
