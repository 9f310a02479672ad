"""A class is called by a real counter through a real sound server: on the second, and not again after the power was cut."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from kiosk.settings.home import Home
from tests.audio.measuring import stretch
from tests.audio.pulse_server import Recorder, pulse_server, wait_until
from tests.class_call import SOON_S, club_with_a_class, counter
from tests.club import ask_database, journal_of


@pytest.fixture
def recorder(tmp_path: Path) -> Iterator[Recorder]:
    folder = tmp_path / "pulse"
    folder.mkdir()
    with pulse_server(folder) as found, pytest.MonkeyPatch.context() as patch:
        for name, value in found.items():
            patch.setenv(name, value)
        recorder = Recorder()
        yield recorder
        recorder.stop()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return club_with_a_class(tmp_path)


def test_a_class_is_called_on_the_second_and_not_again_after_a_power_cut(home: Home, recorder: Recorder) -> None:
    first, due_s = counter(home, SOON_S)
    with first:
        wait_until(lambda: monotonic() > due_s + 2, limit_s=SOON_S + 5)
        first.kill()
    heard = stretch(recorder, due_s - SOON_S, due_s + 2)
    assert abs(heard.first_word_s(due_s - SOON_S) - due_s) < 0.5
    (said,) = [data for what, data in journal_of(home) if what == "announcing"]
    assert said["zh"] == "各位会员，您好。18:00，大厅，尊巴课程即将开始。请参加的会员提前做好准备。"

    again, due_s = counter(home, -10.0)
    with again:
        wait_until(lambda: recorder.quiet_for_s() > 0.5)
        since_s = monotonic()
        wait_until(lambda: monotonic() > since_s + 3)
        assert recorder.heard_since(since_s) == []
    assert ask_database(home, "SELECT call, number, at = due FROM class_calls") == [("first", 1, 1)]
    assert ("announcement_dropped", {"announcement": 1, "reason": "restarted"}) in journal_of(home)
