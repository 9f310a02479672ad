"""Scripts that cannot be played: every mistake with its line, exit 2, and nothing changed."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.club import LI, WANG, at, dump
from tests.command_line import kiosk, one_sentence, script
from tests.simulator.stage import Club

NOW = at("18:20:00")


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ('"tap"', "not a JSON object"),
        ("[" * 100_000, "nested too deeply"),
        ('{"at":"2026-11-25T18:20:00+08:00","return":"\\ud800"}', "not UTF-8"),
        ({"tap": LI}, "at must be ISO 8601 with offset"),
        ({"at": 5, "tap": LI}, "at must be ISO 8601 with offset"),
        ({"at": "yesterday", "tap": LI}, "at must be ISO 8601 with offset"),
        ({"at": "2026-11-25T18:20:00", "tap": LI}, "at needs its offset"),
        ({"at": "9999-12-31T23:59:59+00:00", "tap": LI}, "at must be from 2000 to 2099"),
        ({"at": "0001-01-01T00:00:00+08:00", "tap": LI}, "at must be from 2000 to 2099"),
        ({"at": NOW}, "found none"),
        ({"at": NOW, "knock": True}, "found none"),
        ({"at": NOW, "tap": LI, "return": "F-001"}, "found tap, return"),
        ({"at": NOW, "tap": LI, "on": True}, "tap goes with no on"),
        ({"at": NOW, "tap": "hello"}, "not a card's UID"),
        ({"at": NOW, "tap": 4}, "tap must be a text"),
        ({"at": NOW, "tap": LI, "lane": "side"}, "there is no lane 'side' here"),
        ({"at": NOW, "return": ""}, "return must be a text"),
        ({"at": NOW, "return_of": None}, "return_of must be a text"),
        ({"at": NOW, "behave": {"dances": True}}, "behave has no 'dances'"),
        ({"at": NOW, "behave": {"takes_tag": "no"}}, "behave.takes_tag cannot be 'no'"),
        ({"at": NOW, "behave": {"seconds": -1}}, "behave.seconds cannot be -1"),
        ({"at": NOW, "behave": {"seconds": float("inf")}}, "behave.seconds cannot be inf"),
        ({"at": NOW, "behave": {"seconds": float("nan")}}, "behave.seconds cannot be nan"),
        ({"at": NOW, "behave": {"seconds": True}}, "behave.seconds cannot be True"),
        ({"at": NOW, "behave": {"followed_by": 1_000_000_000}}, "behave.followed_by cannot be 1000000000"),
        ({"at": NOW, "behave": 3}, "behave must be an object"),
        ({"at": NOW, "fault": "boredom", "on": True}, "there is no fault 'boredom'; known are dispenser_jam"),
        ({"at": NOW, "fault": "dispenser_jam"}, "on must be true or false"),
        ({"at": NOW, "input": "doorbell", "on": True}, "there is no input 'doorbell'; known are fire_alarm"),
        ({"at": NOW, "input": "fire_alarm", "on": 1}, "on must be true or false"),
        ({"at": NOW, "request": {"do": "dance"}, "as": "S01"}, "no such request: 'dance'; known are"),
        ({"at": NOW, "request": {"do": "let_out"}, "as": "S01"}, "required field missing @ $.card_no"),
        ({"at": NOW, "request": {"do": "return_tag", "tag": None}, "as": "S01"}, "expected str @ $.tag"),
        ({"at": NOW, "request": "let_out"}, "request must be an object"),
        ({"at": NOW, "request": {"do": "who_is_inside"}, "as": "S99"}, "nobody works here under the number 'S99'"),
        ({"at": NOW, "request": {"do": "who_is_inside"}, "as": ""}, "as must be a text"),
        ({"at": NOW, "power_cut": False}, "power_cut must be true"),
    ],
)
def test_a_line_that_is_wrong_is_told_with_its_number_and_nothing_is_played(club: Club, line: Any, mistake: str) -> None:
    before = dump(club.home)
    told = one_sentence(kiosk("simulate", script(club.folder, [{"at": NOW, "tap": LI}, line]), "--home", club.home.path), code=2)
    assert told.startswith("line 2: ")
    assert mistake in told
    assert dump(club.home) == before


def test_all_mistakes_are_told_at_once(club: Club) -> None:
    before = dump(club.home)
    lines: list[dict[str, Any] | str] = [
        {"at": at("18:20:10"), "tap": LI},
        {"at": at("18:20:09"), "tap": WANG},
        "",
        "{",
        {"at": at("18:20:11"), "knock": 1},
        {"at": at("18:20:12"), "tap": WANG},
    ]
    ran = kiosk("simulate", script(club.folder, lines), "--home", club.home.path)
    assert (ran.code, ran.out) == (2, "")
    assert [line.split(":")[0] for line in ran.err.splitlines()] == ["line 2", "line 4", "line 5"]
    assert f"its time is before the line above ({at('18:20:10')})" in ran.err
    assert dump(club.home) == before


@pytest.mark.parametrize("content", [b"", b"\n  \n", b"\xef\xbb\xbf"])
def test_an_empty_script_is_refused(club: Club, content: bytes) -> None:
    assert play_bytes(club, content) == "the script is empty"


def test_a_binary_file_is_refused_by_its_lines(club: Club) -> None:
    assert play_bytes(club, b"\x89PNG\xff\xfe") == "line 1: not UTF-8"
    latin = json.dumps({"at": NOW, "return": "F-001"}).encode() + b'\n{"at":"' + NOW.encode() + b'","return":"\xe4"}\n'
    assert play_bytes(club, latin) == "line 2: not UTF-8"


def test_a_script_may_not_begin_before_the_counter_last_wrote(club: Club) -> None:
    club.play({"at": NOW, "tap": LI})
    before = dump(club.home)
    ran = kiosk("simulate", script(club.folder, ["", {"at": at("18:19:59"), "tap": LI}]), "--home", club.home.path)
    told = one_sentence(ran, code=2)
    assert told.startswith(f"line 2: the script begins at {at('18:19:59')}, before this home's counter last wrote")
    assert dump(club.home) == before


def test_a_folder_is_no_script(club: Club, tmp_path: Path) -> None:
    assert kiosk("simulate", tmp_path, "--home", club.home.path).code == 2


def play_bytes(club: Club, content: bytes) -> str:
    file = club.folder / "script"
    file.write_bytes(content)
    before = dump(club.home)
    told = one_sentence(kiosk("simulate", file, "--home", club.home.path), code=2)
    assert dump(club.home) == before
    return told
