"""A whole Saturday of 24 classes with two power cuts: every class is said, none more than twice."""

import json
from collections import Counter
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from audio.child import LEAD_S
from kiosk.counter.clock import VirtualClock
from kiosk.settings.home import Home
from kiosk.simulator import stage
from kiosk.simulator.loudspeaker import SimulatedLoudspeaker
from kiosk.simulator.script import read_script
from kiosk.simulator.stage import Stage
from tests.club import at
from tests.command_line import kiosk
from tests.simulator.stage import Club

DAY = "2026-11-28"
ROOMS = ("大操厅", "瑜伽室", "单车房")
NAMES = ("尊巴舞", "流瑜伽", "动感单车", "普拉提", "Body Pump", "杠铃操", "拉伸", "搏击")
CLASSES = [(f"{10 + number // 2}:{'15' if number % 2 else '00'}", NAMES[number % 8], ROOMS[number % 3]) for number in range(24)]

DUE = {datetime.fromisoformat(at(f"{start}:00", DAY)) - timedelta(minutes=minutes) for start, _, _ in CLASSES for minutes in (15, 5)}


def bring_classes(home: Home, rows: list[tuple[str, str, str]]) -> None:
    file = home.path / "classes.csv"
    lines = (f"6,{start},45,{name},{room}" for start, name, room in rows)
    file.write_text("weekday,start,minutes,name,room\n" + "\n".join(lines) + "\n", encoding="utf-8")
    ran = kiosk("import", "classes", file, "--home", home.path)
    assert ran.code == 0, ran.err


def moments() -> list[dict[str, Any]]:
    """The power goes in the middle of a call, and again so that a first call is missed by nobody."""
    return [
        {"at": at("09:40:00", DAY), "input": "fire_alarm", "on": False},
        {"at": at("12:45:03", DAY), "power_cut": True},
        {"at": at("16:45:00", DAY), "power_cut": True},
        {"at": at("22:00:00", DAY), "request": {"do": "announcements"}, "as": "S01"},
    ]


def play_on_stage(club: Club, lines: list[dict[str, Any]]) -> list[SimulatedLoudspeaker]:
    """Play without the command; returns the loudspeaker of each of the counter's lives."""
    read = read_script([json.dumps(line) for line in lines], "main")
    played = Stage(club.home, club.home.settings(), club.home.plans(), VirtualClock(read[0].at), lambda _what, _data: None)
    speakers = [played.loudspeaker]
    for line in read:
        played.let_pass(line.at)
        played.do(line.verb, line.fields)
        if played.loudspeaker is not speakers[-1]:
            speakers.append(played.loudspeaker)
    played.let_pass()
    played.close()
    return speakers


@pytest.fixture
def saturday(club: Club) -> Club:
    bring_classes(club.home, CLASSES)
    return club


def test_every_class_of_a_saturday_is_said_and_none_more_than_twice(saturday: Club) -> None:
    played = saturday.play(*moments())
    calls = [call for each in played.happened if each["what"] == "announcing" for call in each["data"]["calls"]]
    assert len(CLASSES) == 24
    assert Counter(call["class"] for call in calls) == {f"{DAY} {start} {name} {room}": 2 for start, name, room in CLASSES}
    listed = next(each["data"]["value"] for each in played.happened if each["what"] == "reply")["calls"]
    assert Counter(call["state"] for call in listed) == {"said": 48}


def test_the_loudspeaker_is_asked_on_the_second_and_never_while_it_speaks(saturday: Club) -> None:
    speakers = play_on_stage(saturday, moments())
    orders = [order for speaker in speakers for order in speaker.announced]
    assert len(speakers) == 3
    assert len(orders) == 48
    texts = Counter(part.text for order in orders for part in order.parts if part.recording and part.language == "zh")
    assert all(texts[f"{start}，{room}，{name}课程即将开始。"] == 1 for start, name, room in CLASSES)
    assert len([order for order in orders if order.at in DUE]) >= 46
    assert all(any(timedelta() <= order.at - due <= timedelta(seconds=1) for due in DUE) for order in orders)


def test_a_loudspeaker_that_must_be_told_before_is_told_in_time_and_once_whenever_the_power_goes(
    saturday: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "SimulatedLoudspeaker", partial(SimulatedLoudspeaker, lead_s=LEAD_S))
    cuts = ("12:44:56", "14:44:57", "16:44:58", "18:45:00")  # before a call is ordered, when it is, before its first word, and at it
    day = moments()
    orders = [
        order
        for speaker in play_on_stage(saturday, [day[0], *({"at": at(cut, DAY), "power_cut": True} for cut in cuts), day[-1]])
        for order in speaker.announced
    ]
    assert all(order.at + timedelta(seconds=LEAD_S) in DUE for order in orders)
    assert Counter(order.parts[1].text for order in orders) == dict.fromkeys({order.parts[1].text for order in orders}, 1)
    assert len(orders) == 48


def test_a_day_off_the_timetable_is_quiet(saturday: Club) -> None:
    sunday = "2026-11-29"
    played = saturday.play(
        {"at": at("09:00:00", sunday), "input": "fire_alarm", "on": False},
        {"at": at("21:00:00", sunday), "input": "emergency", "on": False},
    )
    assert played.times("announcing") == []
