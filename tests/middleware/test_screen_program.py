"""The touchscreen program as its own process, offscreen, against a fake counter: real pixels and injected touches."""

import queue
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.desk.door.requests import CallStaff
from kiosk.desk.simulated.requests import SampleCards, Simulate
from kiosk.lane.notices import Notice, NoticeCode
from kiosk.lane.reasons import Refusal
from kiosk.lane.view import Alarm, Goodbye, OutOfService, Rest, WalkThrough, Welcome
from kiosk.lane.words import Fault, Sex
from kiosk.wire.messages import Told
from tests.middleware.screen_process import PATIENCE_S, ScreenProcess
from tests.screens.fake_counter import FakeCounter
from tests.screens.scenes import AT, GRACE, WANG, everything, refused, shown

pytestmark = pytest.mark.side_by_side

GO, STOP, INFO, INK, PAPER, WHITE, WAIT = "#127A57", "#B3322A", "#215FB0", "#0F1720", "#F5F3EE", "#FFFFFF", "#F0B03A"
LEFT, MIDDLE, RIGHT, FOOT = (20, 300), (560, 300), (1015, 20), (500, 590)

CARDS = [
    {"uid": "04A1B2C3D4E580", "name": "王一诺", "what_zh": "年卡", "what_en": "annual", "card_no": "A1001"},
    {"uid": "0401", "name": None, "what_zh": "空白卡", "what_en": "blank", "card_no": None},
]


class Screen(ScreenProcess):
    """The program and its fake counter."""

    def __init__(self, folder: Path, **options: Any) -> None:
        self._path = folder / "counter.sock"
        self._panel = options.get("demo_panel", False)
        self.counter = FakeCounter(self._path)
        super().__init__(folder, self._path, answer_within_s=PATIENCE_S, **options)
        self._meet()

    def until_coloured(self, **colours: str) -> None:
        places = {"left": LEFT, "middle": MIDDLE, "right": RIGHT, "foot": FOOT}
        wanted = list(colours.values())
        at = [places[name] for name in colours]
        self.until(lambda: ["#{:02X}{:02X}{:02X}".format(*one) for one in self.ask("pixels", at=at)] == wanted, f"{colours}")

    def restart_counter(self) -> None:
        """A refusal that is still fading says the same words as a lost counter: wait until it is gone."""
        self.until(lambda: "Please see the desk" not in self.texts(), "the face before to be gone")
        self.counter.close()
        self.until_seen("Please see the desk")
        self.counter = FakeCounter(self._path)
        self._meet()

    def close(self) -> None:
        super().close()
        self.counter.close()

    def _meet(self) -> None:
        self.counter.wait_for_screen()
        if self._panel:
            assert self.counter.answer(value=CARDS).request == SampleCards()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    screen = Screen(tmp_path_factory.mktemp("screen"), demo_panel=True)
    yield screen
    screen.close()


@pytest.fixture
def screen(running: Screen) -> Screen:
    assert running.counter.asked.empty()
    return running


def test_first_frame_takes_less_than_two_seconds_of_work(screen: Screen) -> None:
    assert screen.first_frame_cpu_s < 2, f"{screen.first_frame_s:.1f} s by the clock"  # other tests may keep the machine busy


def test_rest_calls_to_tap_and_names_the_next_three_classes(screen: Screen) -> None:
    screen.counter.send(shown(Rest()))
    screen.until_seen("请刷会员卡", "Tap your card", "11月23日 周一", "18:12", "尊巴", "18 分钟后 · in 18 min", "流瑜伽", "动感单车")
    assert "普拉提" not in screen.texts()
    assert "搏击操" not in screen.texts()
    screen.until_coloured(left=INK, right=INK, foot=INK)


def test_clock_and_classes_go_on_by_themselves(screen: Screen) -> None:
    screen.counter.send(shown(Rest(), at=AT.replace(minute=29, second=0)))
    screen.until_seen("18:29", "1 分钟后 · in 1 min")
    screen.counter.send(shown(Rest(), at=AT.replace(minute=29, second=59)))
    screen.until_seen("18:30", "现在开始 · starts now")


def test_welcome_is_green_and_shows_name_and_number(screen: Screen) -> None:
    screen.counter.send(shown(Welcome(WANG, "F-017", Sex.FEMALE, 9, None)))
    screen.until_seen("王一诺 女士", "017", "女更衣室", "会员卡还有 9 天到期", "离场请交回手牌")
    screen.until_coloured(left=GO, right=WHITE)
    assert "F-017" not in screen.texts()


def test_an_english_member_reads_english_first(screen: Screen) -> None:
    screen.counter.send(shown(WalkThrough(GRACE, "F-017", Sex.FEMALE)))
    screen.until_seen("Ms Grace Fielding\nWalk through", "Tag 017", "请通过")
    screen.until_coloured(left=GO, right=WHITE)


def test_goodbye_is_blue(screen: Screen) -> None:
    screen.counter.send(shown(Goodbye(WANG, "F-017", True)))
    screen.until_seen("谢谢，再见", "请取回会员卡", "Collect your card")
    screen.until_coloured(left=INFO, right=WHITE)


def test_out_of_service_says_why_and_an_alarm_is_red_all_over(screen: Screen) -> None:
    screen.counter.send(shown(OutOfService("turnstile", Fault.STUCK)))
    screen.until_seen("暂停服务", "闸机卡住了", "the turnstile is stuck")
    screen.until_coloured(left=STOP, right=PAPER)
    screen.counter.send(shown(Alarm(fire=True)))
    screen.until_seen("火警", "Fire! Leave now")
    screen.until_coloured(left=STOP, right=STOP, foot=STOP)


def test_who_waits_and_a_message_aside_stand_at_the_foot(screen: Screen) -> None:
    screen.counter.send(shown(Welcome(WANG, "F-017", Sex.FEMALE, None, None), waiting=(GRACE,)))
    screen.until_seen("Ms\u00a0Grace\u00a0Fielding", "You are next, please wait")
    screen.until_coloured(left=GO, foot=WAIT)
    screen.counter.send(shown(Welcome(WANG, "F-017", Sex.FEMALE, None, None), aside=refused(Refusal.LOST_CARD, GRACE)))
    screen.until_seen("This card was reported lost · Ms Grace Fielding")
    screen.until_coloured(left=GO, foot=STOP)


def test_a_double_touch_on_call_staff_calls_once_and_is_acknowledged(screen: Screen) -> None:
    screen.counter.send(shown(refused(Refusal.EXPIRED, WANG)))
    screen.until_seen("会员卡昨天到期了", "王一诺 女士，您好")
    screen.until_coloured(left=STOP, right=PAPER)
    screen.touch("叫工作人员", times=2)
    ask = screen.counter.answer()
    assert ask.request == CallStaff()
    screen.until_seen("工作人员马上就来")
    assert screen.counter.asked.empty()


def test_a_lost_counter_is_told_kindly_and_comes_back_by_itself(screen: Screen) -> None:
    screen.counter.send(shown(Welcome(WANG, "F-017", Sex.FEMALE, None, None)))
    screen.until_seen("王一诺 女士")
    screen.restart_counter()
    screen.until(lambda: "王一诺 女士" not in screen.texts(), "the name to be gone")
    screen.counter.send(shown(Rest()))
    screen.until_seen("请刷会员卡")


def test_the_touch_that_wakes_does_nothing_else(tmp_path: Path) -> None:
    with Screen(tmp_path, dim_after_s=2.0) as screen:
        screen.counter.send(shown(refused(Refusal.FROZEN, GRACE)))
        screen.until_seen("frozen until")
        screen.until(lambda: screen.ask("dim") > 0.7, "the panel to dim")
        screen.touch("Call staff")
        assert screen.ask("dim") == 0
        screen.until(lambda: screen.ask("dim") > 0.7, "the panel to dim again")
        assert screen.counter.asked.empty()


def test_demo_panel_taps_cards_and_causes_faults(screen: Screen) -> None:
    screen.counter.send(shown(Rest()))
    screen.restart_counter()
    screen.counter.send(shown(Rest()))
    screen.until_seen("年卡\nannual", "没有登记的卡 · Nobody's card")
    must_follow_the_look(screen)
    lines: list[dict[str, Any]] = [
        {"tap": "04A1B2C3D4E580"},
        {"return_of": "A1001"},
        {"behave": {"takes_tag": False}},
        {"behave": {"walks_through": False}},
        {"fault": "dispenser_jam", "on": True},
        {"fault": "dispenser_jam", "on": False},
        {"input": "fire_alarm", "on": True},
        {"power_cut": True},
    ]
    for label, line in zip(("annual", "还手牌", "不取手牌", "不通过闸机", "出牌卡住", "出牌卡住", "火警", "断电"), lines, strict=True):
        if label == "不取手牌":
            screen.touch("状况")
            screen.until_seen("不通过闸机\nstays outside")
            must_follow_the_look(screen)
        screen.touch(label)
        assert screen.counter.answer().request == Simulate(line)
    screen.touch("回收口满")
    screen.counter.answer(ok=False, error="no_such_thing")
    screen.until_seen("没有成功：no_such_thing\nThat did not work: no_such_thing")
    screen.counter.send(Told(Notice(AT, NoticeCode.NOT_ENTERED, (("name", "王一诺"),))))
    screen.until_seen("已放行，但没有人通过 · 王一诺")


def must_follow_the_look(screen: Screen) -> None:
    """Type as small as the desk's may be, and targets as large and as far apart as a finger needs."""
    found = screen.ask("panel")
    assert min(text["size"] for text in found["texts"]) >= 19
    assert [text["text"] for text in found["texts"] if text["cut"]] == []
    buttons = found["buttons"]
    assert len(buttons) >= 5
    assert all(min(wide, high) >= 60 for _, _, wide, high in buttons)
    for place, one in enumerate(buttons):
        assert all(gap(one, other) >= 12 for other in buttons[place + 1 :])


def gap(one: list[float], other: list[float]) -> float:
    """Px between two boxes, along the axis on which they are further apart."""
    return max(max(one[axis], other[axis]) - min(one[axis] + one[axis + 2], other[axis] + other[axis + 2]) for axis in (0, 1))


def test_nothing_is_asked_that_nobody_touched(screen: Screen) -> None:
    screen.counter.send(shown(Rest()))
    screen.until_seen("请刷会员卡")
    with pytest.raises(queue.Empty):
        screen.counter.asked.get(timeout=0.2)


def test_the_screen_stays_small_whatever_faces_it_has_shown(tmp_path: Path) -> None:
    screen = Screen(tmp_path)
    for _, view in everything((WANG, GRACE)):
        if view is not None:
            screen.counter.send(view)
            assert screen.ask("pixels", at=[MIDDLE])
    screen.counter.send(shown(Rest()))
    screen.until_seen("请刷会员卡")
    screen.until(lambda: screen.ask("usage")["rss_mb"] <= 220, "the memory of the faces that were left")
    screen.close()
