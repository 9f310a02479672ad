"""A real counter that calls a class some seconds after its start."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

from audio.parts import render_announcement
from kiosk.desk.announcing.due import Call, State, Which
from kiosk.desk.announcing.requests import Tongues
from kiosk.desk.announcing.wording import class_call
from kiosk.desk.classes.programme import Occurrence
from kiosk.settings.home import Home
from tests.club import ALWAYS_OPEN, make_club
from tests.command_line import kiosk
from tests.counter_process import COUNTER, CounterProcess

SETTINGS = ALWAYS_OPEN.replace("enabled = false", "enabled = true") + (
    '[announcing]\nquiet_from = "00:00"\nquiet_until = "00:00"\nneeds_known_time = false\nprepare_minutes = 5\n'
)
CLUB = ZoneInfo("Asia/Shanghai")
START = "18:00"
DUE = datetime(2030, 3, 2, 17, 45, tzinfo=CLUB).astimezone(UTC)  # a Saturday
SOON_S = 6.0


def club_with_a_class(folder: Path) -> Home:
    """A club with a class on Saturdays, whose calls are rendered."""
    home = make_club(folder, SETTINGS)
    classes = folder / "classes.csv"
    classes.write_text(f"weekday,start,minutes,name,room\n6,{START},60,尊巴,大厅\n", encoding="utf-8")
    assert kiosk("import", "classes", classes, "--home", home.path).code == 0
    render_ahead(home)
    return home


def render_ahead(home: Home) -> None:
    """As the counter has it done minutes before, so that nobody need wait for a slow machine."""
    start = DUE.astimezone(CLUB) + timedelta(minutes=15)
    call = Call(Occurrence("", start, 60, "尊巴", "大厅"), Which.FIRST, DUE, State.DUE)
    render_announcement(class_call([call], Tongues.BOTH), home.path / "ahead.wav", home.settings().sound.at(home.path))


def counter(home: Home, before_s: float) -> tuple[CounterProcess, float]:
    """A counter in whose life the call is due so soon, and the monotonic time at which it is."""
    ahead_s = (DUE - datetime.now(UTC)).total_seconds() - before_s
    due_s = monotonic() + before_s
    return CounterProcess(home, (*COUNTER, "--ahead", str(ahead_s))), due_s
