"""Faults, alarms and the work of the desk, in scripts."""

from tests.club import LI, WANG, ask_database, at
from tests.simulator.stage import Club

TRAINED = {"female": 1, "male": 0, "total": 1}


def test_a_lost_reader_sees_nobody_and_a_stuck_arm_lets_nobody_in(club: Club) -> None:
    played = club.play(
        {"at": at("18:20:00"), "fault": "reader_lost", "on": True},
        {"at": at("18:20:01"), "tap": LI},
        {"at": at("18:20:02"), "fault": "reader_lost", "on": False},
        {"at": at("18:21:00"), "fault": "turnstile_stuck", "on": True},
        {"at": at("18:21:01"), "tap": LI},
        {"at": at("18:22:00"), "tap": WANG},
        {"at": at("18:23:00"), "fault": "turnstile_stuck", "on": False},
        {"at": at("18:24:00"), "tap": WANG},
    )
    assert "not_seen because=reader_lost" in played.told()
    assert "not_served because=turnstile" in played.told()
    assert played.told("device") == [
        "device device=reader:entry down=True",
        "device device=reader:entry down=False",
        "device device=turnstile down=True",
        "device device=turnstile down=False",
    ]
    assert played.figures["annulled"] == {"not_entered": 1}
    assert played.figures["entries"] == {"female": 0, "male": 1, "total": 1}


def test_a_full_slot_takes_no_tag_and_a_strange_thing_is_no_tag(club: Club) -> None:
    played = club.play(
        {"at": at("18:20:00"), "tap": LI},
        {"at": at("18:30:00"), "fault": "return_full", "on": True},
        {"at": at("18:30:01"), "return_of": "A1001"},
        {"at": at("18:30:02"), "fault": "return_full", "on": False},
        {"at": at("18:31:00"), "return": "Z-999"},
        {"at": at("18:32:00"), "return_of": "A1002"},
        {"at": at("18:33:00"), "return": "f-001"},
    )
    assert played.told("not_taken_by_slot", "tag_unknown", "nothing_to_return", "left") == [
        "not_taken_by_slot tag=F-001 because=return_full",
        "tag_unknown",
        "nothing_to_return",
        "left visit=1",
    ]
    assert played.figures["tags"]["returned"] == 1


def test_the_fire_alarm_serves_nobody_and_ends_when_it_ends(club: Club) -> None:
    played = club.play(
        {"at": at("18:20:00"), "tap": LI},
        {"at": at("18:21:00"), "input": "fire_alarm", "on": True},
        {"at": at("18:21:01"), "tap": WANG},
        {"at": at("18:22:00"), "input": "fire_alarm", "on": False},
        {"at": at("18:23:00"), "input": "emergency", "on": True},
        {"at": at("18:23:30"), "input": "emergency", "on": False},
        {"at": at("18:24:00"), "tap": WANG},
    )
    assert played.told("input", "not_served") == [
        "input line=fire_alarm on=True",
        "not_served because=fire_alarm",
        "input line=fire_alarm on=False",
        "input line=emergency on=True",
        "input line=emergency on=False",
    ]
    assert played.figures["entries"]["total"] == 2


def test_used_tags_go_back_into_the_stack_by_the_lead_and_nobody_else(club: Club) -> None:
    put_back = {"do": "put_tags_back", "pool": "F"}
    played = club.play(
        {"at": at("18:20:00"), "tap": LI},
        {"at": at("18:30:00"), "return_of": "A1001"},
        {"at": at("18:31:00"), "request": put_back},
        {"at": at("18:31:01"), "request": put_back, "as": "S02"},
        {"at": at("18:31:02"), "request": put_back, "as": "S04"},
        {"at": at("18:31:03"), "request": put_back, "as": "S01"},
    )
    assert played.told("request_refused") == [f"request_refused code={code}" for code in ("sign_in", "not_allowed", "not_allowed")]
    assert played.told("tags_put_back") == ["tags_put_back tags=1"]
    assert ask_database(club.home, "SELECT who FROM journal WHERE what = 'tags_put_back'") == [("S01",)]
    order = "SELECT tag FROM tags WHERE pool = 'F' AND place = 'stack' ORDER BY position, tag"
    assert [tag for (tag,) in ask_database(club.home, order)] == ["F-002", "F-003", "F-004", "F-005", "F-001"]


def test_the_desk_lets_out_reports_lost_and_finds_again(club: Club) -> None:
    played = club.play(
        {"at": at("18:20:00"), "tap": LI},
        {"at": at("18:30:00"), "request": {"do": "who_is_inside"}, "as": "S04"},
        {"at": at("18:31:00"), "request": {"do": "let_out", "card_no": "A1001"}, "as": "S02"},
        {"at": at("18:31:30"), "request": {"do": "let_out", "card_no": "A1001"}, "as": "S02"},
        {"at": at("18:32:00"), "request": {"do": "report_lost_card", "card_no": "A1002"}, "as": "S02"},
        {"at": at("18:33:00"), "tap": WANG},
        {"at": at("18:34:00"), "request": {"do": "found_card", "card_no": "A1002"}, "as": "S02"},
        {"at": at("18:35:00"), "tap": WANG},
        {"at": at("18:36:00"), "tap": LI},
    )
    replies = [each["data"]["value"] for each in played.happened if each["what"] == "reply"]
    assert [person["card_no"] for person in replies[0]] == ["A1001"]
    assert "left visit=1 by=S02" in played.told()
    assert "request_refused code=no_visit" in played.told()
    assert played.figures["refused"] == {"lost_card": 1, "tag_owed": 1}
    assert [(tag["tag"], tag["card_no"]) for tag in played.figures["tags"]["outstanding"]] == [("F-001", "A1001"), ("M-001", "A1002")]


def test_lines_of_the_same_moment_keep_their_order(club: Club) -> None:
    played = club.play({"at": at("18:20:00"), "fault": "dispenser_empty", "on": True}, {"at": at("18:20:00"), "tap": LI})
    assert played.figures["refused"] == {"no_tag": 1}
