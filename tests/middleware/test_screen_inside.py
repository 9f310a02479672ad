"""Who is inside, one touch away from the alarm: the touchscreen program as its own process, with a fake counter and with a real one."""

import json
import os
import queue
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kiosk.desk.door.requests import WhoIsInside
from kiosk.lane.view import Alarm, Rest
from tests.club import LI, journal_of
from tests.live_counter import LiveCounter
from tests.middleware.screen_process import PATIENCE_S, ScreenProcess
from tests.screens.fake_counter import FakeCounter
from tests.screens.scenes import GRACE, WANG, inside, shown

pytestmark = pytest.mark.side_by_side

BUTTON, CLOSE = "Who is inside", "Close"
DIM_AFTER_S = 0.5


class Alarmed(ScreenProcess):
    """The program, which dims soon, and a fake counter in whose club it burns."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "counter.sock"
        self.counter = FakeCounter(self.path)
        super().__init__(folder, self.path, dim_after_s=DIM_AFTER_S, answer_within_s=PATIENCE_S)
        self.counter.wait_for_screen()

    def close(self) -> None:
        super().close()
        self.counter.close()

    def burn(self) -> None:
        self.counter.send(shown(Alarm(fire=True)))
        self.until_seen("Fire! Leave now", BUTTON)

    def be_over(self) -> None:
        self.counter.send(shown(Rest()))
        self.until(lambda: BUTTON not in self.texts(), "the alarm to be gone")

    def until_listed(self, people: int, *wanted: str) -> None:
        """Tell this many as often as it asks, which it does every few seconds, until these words stand on it."""
        self._tell_until(people, lambda: all(one in self.texts() for one in wanted), f"{wanted} on the screen")

    def until_gone(self, people: int, gone: str) -> None:
        """The same until these words are gone."""
        self._tell_until(people, lambda: gone not in self.texts(), f"{gone} to be gone")

    def _tell_until(self, people: int, true: Callable[[], bool], what: str) -> None:
        def told() -> bool:
            with suppress(queue.Empty):
                assert self.counter.answer(value=inside(people).value, timeout_s=0.05).request == WhoIsInside()
            return true()

        self.until(told, what)

    def forget_questions(self) -> None:
        """What it asked before is of no interest any more."""
        with suppress(queue.Empty):
            while True:
                self.counter.asked.get_nowait()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Alarmed]:
    with Alarmed(tmp_path_factory.mktemp("screen")) as screen:
        yield screen


@pytest.fixture
def screen(running: Alarmed) -> Iterator[Alarmed]:
    running.burn()
    running.forget_questions()
    yield running
    running.be_over()


def test_one_touch_shows_how_many_and_who_since_when_and_a_second_asks_nothing(screen: Alarmed) -> None:
    screen.touch(BUTTON, times=2)
    screen.until_seen("正在查询", "Asking")
    assert screen.counter.asked.qsize() == 1
    screen.until_listed(3, "3\n", WANG.name, "F-001", "11-22\n18:09", GRACE.name, "F-002", "18:10", "员工\nStaff", "18:11")


def test_the_list_is_kept_up_to_date_while_it_is_shown(screen: Alarmed) -> None:
    screen.touch(BUTTON)
    screen.until_listed(3, "F-002")
    screen.until_gone(1, "F-002")
    screen.until_listed(0, "登记里没有人在场内", "Nobody is inside by the books")


def test_a_long_list_is_turned_page_by_page(screen: Alarmed) -> None:
    screen.touch(BUTTON)
    screen.until_listed(40, "1 / 3", "F-001")
    assert "F-017" not in screen.texts()
    screen.until(lambda: screen.ask("touch", text="Next", times=1) and "2 / 3" in screen.texts(), "the second page")
    screen.until_seen("F-017")
    screen.touch("上页")
    screen.until_seen("1 / 3", "F-001")


def test_a_list_that_cannot_be_had_says_what_is_left_and_is_asked_for_again(screen: Alarmed) -> None:
    screen.touch(BUTTON)
    screen.counter.answer(ok=False, error="database")
    screen.until_seen("现在查不到名单", "kiosk inside", "打印的名单", "清点人数", "count heads")
    screen.until_listed(1, "F-001")
    assert "查不到" not in screen.texts()
    screen.counter.answer(ok=False, error="database")
    screen.until_seen("F-001", "18:12 以后查不到新名单", "No newer list since 18:12")


def test_closing_leads_back_to_the_way_out_and_names_go_when_the_alarm_is_over(screen: Alarmed) -> None:
    screen.touch(BUTTON)
    screen.until_listed(1, "F-001")
    screen.touch(CLOSE)
    screen.until(lambda: "F-001" not in screen.texts(), "the list to be gone")
    screen.until_seen("Fire! Leave now")
    screen.touch(BUTTON)
    screen.until_listed(1, "F-001")
    screen.counter.send(shown(Rest()))
    screen.until(lambda: "F-001" not in screen.texts(), "the names to be gone")
    screen.until_seen("请刷会员卡")


def test_nothing_dims_while_the_alarm_is_on(screen: Alarmed) -> None:
    screen.touch(BUTTON)
    screen.until_listed(1, "F-001")
    screen.counter.answer(value=inside(1).value)  # it asks again seconds later
    assert screen.ask("dim") == 0
    screen.be_over()
    screen.until(lambda: screen.ask("dim") > 0.7, "the panel to dim at rest")


def test_the_list_and_the_way_out_stay_when_the_counter_dies(tmp_path: Path) -> None:
    with Alarmed(tmp_path) as screen:
        screen.burn()
        screen.touch(BUTTON)
        screen.until_listed(1, "F-001")
        screen.counter.close()
        screen.until_seen("F-001", "No newer list since")
        screen.touch(CLOSE)
        screen.until(lambda: "F-001" not in screen.texts(), "the list to be gone")
        screen.until_seen("Fire! Leave now")
        assert "getting ready" not in screen.texts()
        screen.counter = FakeCounter(screen.path)
        screen.counter.wait_for_screen()
        screen.counter.send(shown(Rest()))
        screen.until(lambda: "Fire!" not in screen.texts(), "the fire to be over")
        screen.counter.close()
        screen.until_seen("This counter is getting ready")
        screen.counter = FakeCounter(screen.path)
        screen.counter.wait_for_screen()


def test_a_hasty_second_touch_turns_no_page_and_a_list_that_nobody_touches_for_a_minute_goes_by_itself() -> None:
    environment = os.environ | {"SDL_VIDEODRIVER": "offscreen", "KIVY_GL_BACKEND": "mock"}
    command = [sys.executable, "-m", "tests.middleware.screen_in_time"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=40, check=True, env=environment)
    told = json.loads(done.stdout.splitlines()[-1])
    assert told == {"pages": [0, 1], "there": {"59": True, "118": True, "119": False}}


def test_in_a_real_alarm_of_a_real_counter_one_touch_names_who_is_inside(tmp_path: Path) -> None:
    with LiveCounter(tmp_path) as live, live.screen() as desk, ScreenProcess(tmp_path, live.home.socket) as screen:
        desk.simulate(tap=LI)
        screen.until(lambda: "entered" in [what for what, _ in journal_of(live.home)], "the member to be inside", timeout_s=30)
        desk.simulate(input="fire_alarm", on=True)
        screen.until_seen(BUTTON)
        screen.touch(BUTTON)
        screen.until_seen("李晓岚", "F-001")
        desk.simulate(input="fire_alarm", on=False)
        screen.until(lambda: "李晓岚" not in screen.texts(), "the name to be gone")
        screen.until_seen("请刷会员卡")
    assert [data for what, data in journal_of(live.home) if what == "inside_seen_in_alarm"] == [{"people": 1}]
