"""A class is called by a real counter through a real sound server: on the second, and not again after the power was cut."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

import pytest

from audio.parts import render_announcement
from kiosk.desk.announcing import Call, State, Which
from kiosk.desk.programme import Occurrence
from kiosk.desk.requests import Tongues
from kiosk.home import Home
from kiosk.spoken import class_call
from tests.audio.measuring import stretch
from tests.audio.pulse_server import Recorder, pulse_server, wait_until
from tests.club import ALWAYS_OPEN, ask_database, journal_of, make_club
from tests.commands import kiosk
from tests.counter_process import COUNTER, CounterProcess

SETTINGS = ALWAYS_OPEN.replace("enabled = false", "enabled = true") + (
    '[announcing]\nquiet_from = "00:00"\nquiet_until = "00:00"\nneeds_known_time = false\nprepare_minutes = 5\n'
)
CLUB = ZoneInfo("Asia/Shanghai")
START = "18:00"
DUE = datetime(2030, 3, 2, 17, 45, tzinfo=CLUB).astimezone(UTC)  # a Saturday
SOON_S = 6.0


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
    home = make_club(tmp_path, SETTINGS)
    classes = tmp_path / "classes.csv"
    classes.write_text(f"weekday,start,minutes,name,room\n6,{START},60,尊巴,大厅\n", encoding="utf-8")
    assert kiosk("import", "classes", classes, "--home", home.path).code == 0
    render_ahead(home)
    return home


def render_ahead(home: Home) -> None:
    """As the counter has it done minutes before, so that the test need not wait for a slow machine."""
    start = DUE.astimezone(CLUB) + timedelta(minutes=15)
    call = Call(Occurrence("", start, 60, "尊巴", "大厅"), Which.FIRST, DUE, State.DUE)
    render_announcement(class_call([call], Tongues.BOTH), home.path / "ahead.wav", home.settings().sound.at(home.path))


def counter(home: Home, before_s: float) -> tuple[CounterProcess, float]:
    """A counter in whose life the call is due so soon, and the monotonic time at which it is."""
    ahead_s = (DUE - datetime.now(UTC)).total_seconds() - before_s
    due_s = monotonic() + before_s
    return CounterProcess(home, (*COUNTER, "--ahead", str(ahead_s))), due_s


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
