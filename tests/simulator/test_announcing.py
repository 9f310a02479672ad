"""Requests about classes, announcements and music, as a script sends them."""

from typing import Any

import pytest

from tests.club import at
from tests.simulator.stage import Club, Played
from tests.simulator.test_saturday import bring_classes

DAY = "2026-11-28"
ZUMBA = f"{DAY} 18:00 尊巴 大厅"


@pytest.fixture
def club(club: Club) -> Club:
    bring_classes(club.home, [("18:00", "尊巴", "大厅")])
    return club


def ask(clock: str, do: str, who: str = "S02", **fields: Any) -> dict[str, Any]:
    return {"at": at(clock, DAY), "request": {"do": do, **fields}, "as": who}


def codes(played: Played) -> list[str]:
    return [each["data"]["code"] for each in played.happened if each["what"] == "request_refused"]


def replies(played: Played) -> list[Any]:
    return [each["data"]["value"] for each in played.happened if each["what"] == "reply"]


def announced(played: Played, language: str = "zh") -> list[tuple[str, str]]:
    return [(each["at"][11:19], each["data"][language]) for each in played.happened if each["what"] == "announcing"]


def test_a_guest_is_paged_twice_with_a_pause(club: Club) -> None:
    played = club.play(ask("14:00:00", "page", guest="王一诺", sex="F", languages="zh", zones=["bar"]))
    words = "王一诺女士，请到前台来，有人找您。谢谢。"
    assert announced(played) == [("14:00:00", words), ("14:00:26", words)]
    assert [each["data"]["zones"] for each in played.happened if each["what"] == "announcing"] == [["bar"], ["bar"]]


def test_a_notice_is_chosen_or_typed(club: Club) -> None:
    played = club.play(
        ask("14:00:00", "notice", phrase="valuables"),
        ask("14:10:00", "notice", en="The sauna is open."),
        ask("14:20:00", "notice", phrase="valuables", zh="又说"),
        ask("14:20:00", "notice"),
        ask("14:20:00", "notice", phrase="no such"),
        ask("14:20:00", "notice", zh="x" * 301),
        ask("14:20:00", "notice", zh="。。。"),
        ask("14:20:00", "notice", phrase="valuables", times=3),
        ask("14:20:00", "notice", phrase="valuables", zones=[]),
    )
    assert [words for _, words in announced(played, "en")][:2] == [
        "Dear members. Please do not leave valuables or much cash in your locker. Thank you.",
        "The sauna is open.",
    ]
    assert codes(played) == [
        "phrase_or_text", "phrase_or_text", "no_such_phrase", "bad_text", "bad_text", "bad_times", "no_zone",
    ]  # fmt: skip


def test_what_staff_ask_for_is_said_in_the_quiet_hours_too(club: Club) -> None:
    played = club.play(
        ask("22:31:00", "notice", phrase="closing_now", languages="en"),
        ask("23:00:00", "page", guest="王一诺", languages="zh", times=1),
    )
    assert [clock for clock, _ in announced(played)] == ["22:31:00", "23:00:00"]
    assert codes(played) == []


def test_an_emergency_cuts_a_page(club: Club) -> None:
    played = club.play(
        ask("14:00:00", "page", guest="王一诺", languages="zh"),
        ask("14:00:02", "emergency", phrase="first_aid", who="S04", languages="zh", times=1),
    )
    assert [clock for clock, _ in announced(played)] == ["14:00:00", "14:00:02", "14:00:22"]


def test_a_class_that_is_called_now_is_called_once_more_only(club: Club) -> None:
    played = club.play(
        ask("17:30:00", "say_now", key=ZUMBA),
        ask("17:50:00", "say_now", key=ZUMBA),
        ask("18:30:00", "say_now", key=ZUMBA),
        ask("18:30:00", "say_now", key="2026-11-28 nothing"),
    )
    assert [clock for clock, _ in announced(played)] == ["17:30:00", "17:45:00"]
    assert codes(played) == ["said_twice", "begun", "no_such_class"]
    skipped = [each["data"] for each in played.happened if each["what"] == "call_skipped"]
    assert [(each["call"], each["reason"]) for each in skipped] == [("second", "said_twice")]


def test_a_class_that_is_moved_is_called_before_its_new_time_in_its_new_room(club: Club) -> None:
    played = club.play(
        ask("17:00:00", "classes"),
        ask("17:50:00", "move_class", key=ZUMBA, start=f"{DAY}T19:00", room="小厅"),
        ask("20:00:00", "classes"),
    )
    assert [clock for clock, _ in announced(played)] == ["17:45:00", "18:45:00"]
    assert "19:00，小厅" in announced(played)[1][1]
    (listed,) = replies(played)[-1]
    assert (listed["key"], listed["start"], listed["moved"]) == (ZUMBA, f"{DAY}T19:00:00+08:00", True)


def test_a_cancelled_class_is_not_called_unless_that_is_undone(club: Club) -> None:
    played = club.play(
        ask("17:40:00", "cancel_class", key=ZUMBA),
        ask("17:50:00", "undo_class", key=ZUMBA),
        ask("18:00:00", "undo_class", key=ZUMBA),
    )
    assert [clock for clock, _ in announced(played)] == ["17:55:00"]
    assert codes(played) == ["not_changed"]


def test_an_added_class_is_called_and_not_into_the_past(club: Club) -> None:
    played = club.play(
        ask("14:00:00", "add_class", start=f"{DAY}T15:00", minutes=30, name="拉伸", room="小厅"),
        ask("15:01:00", "add_class", start=f"{DAY}T15:00", minutes=30, name="拉伸", room="小厅"),
        ask("15:02:00", "classes", day="2026-11-27"),
        ask("15:02:00", "classes", day="27/11"),
    )
    assert [clock for clock, _ in announced(played)] == ["14:45:00", "14:55:00"]
    assert replies(played)[1] == []
    assert codes(played) == ["past", "bad_day"]


def test_a_class_is_not_called_on_request_when_it_was_changed_meanwhile_or_is_far_away(club: Club) -> None:
    played = club.play(
        ask("17:30:00", "page", guest="王一诺", languages="zh", times=1),
        ask("17:30:01", "say_now", key=ZUMBA),
        ask("17:30:02", "move_class", key=ZUMBA, start=f"{DAY}T20:00"),
        ask("17:31:00", "say_now", key="2026-12-05 18:00 尊巴 大厅"),
    )
    assert [each["data"]["reason"] for each in played.happened if each["what"] == "announcement_dropped"] == ["changed"]
    assert codes(played) == ["too_early"]


def test_the_queue_is_seen_and_cancelled(club: Club) -> None:
    played = club.play(
        ask("14:00:00", "page", guest="王一诺", languages="zh"),
        ask("14:00:01", "notice", phrase="valuables", languages="zh"),
        ask("14:00:02", "announcements"),
        ask("14:00:03", "cancel_announcement", number=2),
        ask("14:00:04", "cancel_announcement", number=1),
        ask("14:05:00", "announcements"),
        ask("14:05:00", "cancel_announcement", number=1),
    )
    first, second = replies(played)[2], replies(played)[5]
    assert (first["saying"], first["waiting"], second["saying"], second["waiting"]) == (1, [2], None, [])
    assert [(row["number"], row["outcome"]) for row in second["announcements"]] == [(1, "cancelled"), (2, "cancelled")]
    assert [(call["call"], call["state"]) for call in second["calls"]] == [("first", "coming"), ("second", "coming")]
    assert "desk" in first["phrases"]["page"]
    assert codes(played) == ["not_waiting"]


def test_volumes_and_music_are_set_by_zone(club: Club) -> None:
    played = club.play(
        ask("14:00:00", "volume", zone="bar", percent=30),
        ask("14:00:01", "music", zone="bar", to="on"),
        ask("14:00:02", "volume", zone="bar", percent=101),
        ask("14:00:03", "announcements"),
    )
    assert replies(played)[-1]["music"] == [{"zone": "bar", "playing": True, "volume_percent": 30}]
    assert codes(played) == ["bad_volume"]


def test_whoever_may_not_is_refused(club: Club) -> None:
    played = club.play(ask("14:00:00", "cancel_class", who="S03", key=ZUMBA), ask("14:00:00", "page", who="S04", guest="王一诺"))
    assert codes(played) == ["not_allowed", "not_allowed"]
