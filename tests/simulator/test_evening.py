"""Scripts through the real counter and database: every kind of line, every reason, and the figures that follow."""

import pytest

from kiosk.lane.reasons import Annulment, Refusal
from tests.club import (
    CHILD,
    CLEANER,
    COACH,
    EXPIRED,
    FROZEN,
    FUTURE,
    LI,
    LOST,
    OFFPEAK,
    SUN,
    TEN,
    TRIAL,
    UNKNOWN,
    USED_UP,
    WANG,
    ZHAO,
    ask_database,
    at,
)
from tests.simulator.stage import Club

REFUSED_CARDS = {
    UNKNOWN: Refusal.UNKNOWN_CARD,
    LOST: Refusal.LOST_CARD,
    EXPIRED: Refusal.EXPIRED,
    FUTURE: Refusal.NOT_YET_VALID,
    FROZEN: Refusal.FROZEN,
    USED_UP: Refusal.NO_VISITS_LEFT,
    OFFPEAK: Refusal.OUTSIDE_HOURS,
    CHILD: Refusal.UNDER_AGE,
}
TRAINED = {"female": 1, "male": 0, "total": 1}
NOBODY = {"female": 0, "male": 0, "total": 0}


def test_a_member_comes_in_trains_and_leaves(club: Club) -> None:
    played = club.play({"at": at("18:20:00"), "tap": LI}, {"at": at("19:40:00"), "return_of": "A1001"})
    assert played.told() == [
        "granted visit=1 tag=F-001",
        "tag_given visit=1 tag=F-001",
        "entered visit=1",
        "tag_back visit=1 tag=F-001",
        "left visit=1",
        "walked_through asked=True",
    ]
    assert played.times("entered") == ["18:20:03"]
    assert played.figures["entries"] == TRAINED
    assert (played.figures["still_inside"], played.figures["refused"], played.figures["annulled"]) == (0, {}, {})
    assert played.figures["tags"] == {"given_out": 1, "expected": 1, "returned": 1, "difference": 0, "outstanding": []}


@pytest.mark.parametrize(("card", "reason"), REFUSED_CARDS.items(), ids=REFUSED_CARDS.values())
def test_a_card_that_may_not_is_refused_for_its_reason(club: Club, card: str, reason: Refusal) -> None:
    played = club.play({"at": at("18:20:00"), "tap": card})
    assert played.told() == [f"refused reason={reason}"]
    assert played.figures["refused"] == {reason: 1}
    assert (played.figures["entries"], played.figures["tags"]["given_out"]) == (NOBODY, 0)


def test_a_card_that_is_inside_is_refused(club: Club) -> None:
    played = club.play({"at": at("18:20:00"), "tap": LI}, {"at": at("18:30:00"), "tap": LI})
    assert played.figures["refused"] == {"already_inside": 1}
    assert played.figures["entries"] == TRAINED


@pytest.mark.parametrize(("clock", "refused"), [("09:59:59", 1), ("10:00:00", 0), ("22:29:59", 0), ("22:30:00", 1)])
def test_the_doors_open_and_close_to_the_second(club: Club, clock: str, refused: int) -> None:
    played = club.play({"at": at(clock), "tap": LI})
    assert played.figures["refused"] == ({"club_closed": 1} if refused else {})
    assert played.figures["entries"]["total"] == 1 - refused


def test_without_a_tag_nobody_of_that_changing_room_is_admitted(club: Club) -> None:
    played = club.play(
        {"at": at("18:20:00"), "fault": "dispenser_empty", "on": True},
        {"at": at("18:21:00"), "tap": LI},
        {"at": at("18:22:00"), "fault": "dispenser_empty", "on": False},
        {"at": at("18:23:00"), "tap": LI},
    )
    assert played.figures["refused"] == {"no_tag": 1}
    assert played.figures["entries"] == TRAINED


def test_a_tag_is_owed_on_the_next_business_day_until_it_comes_back(club: Club) -> None:
    played = club.play(
        {"at": at("18:20:00"), "tap": LI},
        {"at": at("11:00:00", "2026-11-26"), "tap": LI},
        {"at": at("11:01:00", "2026-11-26"), "return_of": "A1001"},
        {"at": at("11:02:00", "2026-11-26"), "tap": LI},
    )
    first, second = played.days
    assert (first["business_day"], second["business_day"]) == ("2026-11-25", "2026-11-26")
    assert second["refused"] == {"tag_owed": 1}
    assert (first["entries"], second["entries"]) == (TRAINED, TRAINED)
    assert (first["tags"]["returned"], first["tags"]["outstanding"]) == (1, [])
    assert [tag["tag"] for tag in second["tags"]["outstanding"]] == ["F-002"]


def test_reasons_of_the_figures_are_those_of_the_design() -> None:
    assert {*REFUSED_CARDS.values(), "already_inside", "club_closed", "no_tag", "tag_owed"} == set(Refusal)
    assert {"tag_not_taken", "not_entered", "by_staff", "tag_jammed"} == set(Annulment)


def test_a_tag_that_is_not_taken_ends_the_visit_and_waits_for_the_next(club: Club) -> None:
    played = club.play(
        {"at": at("18:20:00"), "behave": {"takes_tag": False}},
        {"at": at("18:20:00"), "tap": LI},
        {"at": at("18:21:00"), "tap": ZHAO},
    )
    assert played.told()[:4] == ["granted visit=1 tag=F-001", "annulled visit=1 reason=tag_not_taken", "granted visit=2 tag=F-001",
                                 "tag_given visit=2 tag=F-001"]  # fmt: skip
    assert played.times("annulled") == ["18:20:15"]
    assert played.figures["annulled"] == {"tag_not_taken": 1}
    assert played.figures["entries"] == TRAINED


def test_whoever_takes_the_tag_and_does_not_walk_keeps_it_against_their_name(club: Club) -> None:
    played = club.play({"at": at("18:20:00"), "behave": {"walks_through": False}}, {"at": at("18:20:00"), "tap": TEN})
    assert played.told() == ["granted visit=1 tag=F-001", "tag_given visit=1 tag=F-001", "annulled visit=1 reason=not_entered"]
    assert played.times("annulled") == ["18:20:11"]
    tags = played.figures["tags"]
    assert (tags["given_out"], tags["expected"], tags["difference"]) == (1, 0, 1)
    assert [(tag["tag"], tag["card_no"]) for tag in tags["outstanding"]] == [("F-001", "T1001")]
    assert visits_left(club, "T1001") == 2


def test_a_tag_of_somebody_who_never_went_in_counts_as_neither_when_it_is_back(club: Club) -> None:
    played = club.play(
        {"at": at("18:20:00"), "behave": {"walks_through": False}},
        {"at": at("18:20:00"), "tap": LI},
        {"at": at("18:25:00"), "return": "F-001"},
    )
    assert played.figures["tags"] == {"given_out": 0, "expected": 0, "returned": 0, "difference": 0, "outstanding": []}


def test_a_jam_ends_the_visit_and_gives_the_tag_to_the_next(club: Club) -> None:
    played = club.play(
        {"at": at("18:20:00"), "fault": "dispenser_jam", "on": True},
        {"at": at("18:20:01"), "tap": LI},
        {"at": at("18:25:00"), "fault": "dispenser_jam", "on": False},
        {"at": at("18:26:00"), "tap": LI},
    )
    assert played.figures["annulled"] == {"tag_jammed": 1}
    assert "tag_kept tag=F-001" in played.told()
    assert "tag_given visit=2 tag=F-001" in played.told()
    assert played.figures["entries"] == TRAINED


def test_staff_call_off_a_visit_by_card(club: Club) -> None:
    played = club.play(
        {"at": at("18:20:00"), "behave": {"takes_tag": False}},
        {"at": at("18:20:00"), "tap": LI},
        {"at": at("18:20:05"), "request": {"do": "annul_visit", "card_no": "A1001"}, "as": "S02"},
    )
    assert "annulled visit=1 reason=by_staff by=S02" in played.told()
    assert played.figures["annulled"] == {"by_staff": 1}


def test_a_card_reported_lost_while_it_waits_is_not_let_in(club: Club) -> None:
    played = club.play(
        {"at": at("18:20:00"), "tap": LI},
        {"at": at("18:20:01"), "tap": WANG},
        {"at": at("18:20:02"), "request": {"do": "report_lost_card", "card_no": "A1002"}, "as": "S02"},
    )
    assert played.told("entered", "annulled") == ["annulled visit=2 reason=by_staff by=S02", "entered visit=1"]


def test_staff_who_tap_again_and_stay_outside_are_still_inside_by_their_first_visit(club: Club) -> None:
    played = club.play(
        {"at": at("18:20:00"), "tap": COACH},
        {"at": at("18:40:00"), "behave": {"walks_through": False}},
        {"at": at("18:40:00"), "tap": COACH},
        {"at": at("18:41:00"), "request": {"do": "who_is_inside"}, "as": "S02"},
        {"at": at("19:00:00"), "tap": COACH},
        {"at": at("19:01:00"), "request": {"do": "who_is_inside"}, "as": "S02"},
    )
    assert played.told("left") == ["left visit=1"]
    assert [len(each["data"]["value"]) for each in played.happened if each["what"] == "reply"] == [1, 1]


def test_a_visit_card_is_charged_when_the_arm_turned_and_not_before(club: Club) -> None:
    played = club.play(
        {"at": at("18:20:00"), "behave": {"takes_tag": False}},
        {"at": at("18:20:00"), "tap": TEN},
        {"at": at("18:30:00"), "tap": TEN},
        {"at": at("19:30:00"), "return_of": "T1001"},
    )
    assert played.told("annulled", "entered") == ["annulled visit=1 reason=tag_not_taken", "entered visit=2 charged_card=T1001"]
    assert visits_left(club, "T1001") == 1
    played = club.play({"at": at("20:00:00"), "tap": TEN}, {"at": at("20:30:00"), "return_of": "T1001"}, {"at": at("20:40:00"), "tap": TEN})
    assert visits_left(club, "T1001") == 0
    assert played.figures["refused"] == {"no_visits_left": 1}


def test_trials_coaches_and_staff_are_counted_in_their_own_kind(club: Club) -> None:
    played = club.play(
        {"at": at("18:20:00"), "tap": TRIAL},
        {"at": at("18:21:00"), "tap": COACH},
        {"at": at("18:22:00"), "tap": CLEANER},
        {"at": at("18:23:00"), "tap": COACH},
        {"at": at("18:24:00"), "tap": WANG},
    )
    figures = played.figures
    assert figures["entries"] == {"female": 0, "male": 1, "total": 1}
    assert figures["trials"] == TRAINED
    assert figures["coaches"] == {"female": 0, "male": 1, "total": 1}
    assert (figures["still_inside"], figures["tags"]["given_out"], figures["tags"]["expected"]) == (2, 2, 2)


def test_a_second_card_waits_its_turn(club: Club) -> None:
    played = club.play(
        {"at": at("18:20:00"), "tap": LI},
        {"at": at("18:20:01"), "tap": WANG},
        {"at": at("18:20:01"), "tap": SUN},
        {"at": at("18:20:02"), "tap": WANG},
    )
    assert played.told() == [
        "granted visit=1 tag=F-001",
        "tag_given visit=1 tag=F-001",
        "granted visit=2",
        "granted visit=3",
        "entered visit=1",
        "tag_offered visit=2 tag=M-001",
        "tag_given visit=2 tag=M-001",
        "entered visit=2",
        "tag_offered visit=3 tag=M-002",
        "tag_given visit=3 tag=M-002",
        "entered visit=3",
    ]


def test_what_happens_after_midnight_belongs_to_the_day_before_until_four(club: Club) -> None:
    played = club.play(
        {"at": at("22:29:00"), "tap": LI},
        {"at": at("00:10:00", "2026-11-26"), "tap": WANG},
        {"at": at("03:59:59", "2026-11-26"), "return_of": "A1001"},
        {"at": at("04:00:00", "2026-11-26"), "tap": WANG},
    )
    first, second = played.days
    assert (first["business_day"], first["refused"], first["tags"]["returned"]) == ("2026-11-25", {"club_closed": 1}, 1)
    assert (second["business_day"], second["refused"]) == ("2026-11-26", {"club_closed": 1})
    assert (first["entries"], second["entries"]) == (TRAINED, NOBODY)


def test_the_next_person_only_behaves_as_told(club: Club) -> None:
    played = club.play(
        {"at": at("18:20:00"), "behave": {"seconds": 4, "followed_by": 2}},
        {"at": at("18:20:00"), "tap": LI},
        {"at": at("18:30:00"), "tap": WANG},
    )
    assert played.times("entered") == ["18:20:08", "18:30:03"]
    assert played.told("walked_through") == ["walked_through asked=False"] * 2
    assert played.figures["entries"]["total"] == 2


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


def visits_left(club: Club, card_no: str) -> object:
    return ask_database(club.home, "SELECT visits_left FROM members WHERE card_no = ?", card_no)[0][0]
