"""Visits of every kind, from the tap to their end, and the figures that follow."""

from tests.club import CLEANER, COACH, LI, SUN, TEN, TRIAL, WANG, ZHAO, ask_database, at
from tests.simulator.stage import Club

TRAINED = {"female": 1, "male": 0, "total": 1}


def test_a_member_comes_in_trains_and_leaves(club: Club) -> None:
    played = club.play({"at": at("18:20:00"), "tap": LI}, {"at": at("19:40:00"), "return_of": "A1001"})
    assert played.told() == [
        "granted visit=1 tag=F-001",
        "tag_dropped visit=1 tag=F-001",
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


def test_a_tag_that_is_not_taken_ends_the_visit_and_waits_for_the_next(club: Club) -> None:
    played = club.play(
        {"at": at("18:20:00"), "behave": {"takes_tag": False}},
        {"at": at("18:20:00"), "tap": LI},
        {"at": at("18:21:00"), "tap": ZHAO},
    )
    assert played.told()[:5] == [
        "granted visit=1 tag=F-001",
        "tag_dropped visit=1 tag=F-001",
        "annulled visit=1 reason=tag_not_taken",
        "granted visit=2 tag=F-001",
        "tag_given visit=2 tag=F-001",
    ]
    assert played.times("annulled") == ["18:20:15"]
    assert played.figures["annulled"] == {"tag_not_taken": 1}
    assert played.figures["entries"] == TRAINED


def test_whoever_takes_the_tag_and_does_not_walk_keeps_it_against_their_name(club: Club) -> None:
    played = club.play({"at": at("18:20:00"), "behave": {"walks_through": False}}, {"at": at("18:20:00"), "tap": TEN})
    assert played.told()[1:] == ["tag_dropped visit=1 tag=F-001", "tag_given visit=1 tag=F-001", "annulled visit=1 reason=not_entered"]
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
        "tag_dropped visit=1 tag=F-001",
        "tag_given visit=1 tag=F-001",
        "granted visit=2",
        "granted visit=3",
        "entered visit=1",
        "tag_offered visit=2 tag=M-001",
        "tag_dropped visit=2 tag=M-001",
        "tag_given visit=2 tag=M-001",
        "entered visit=2",
        "tag_offered visit=3 tag=M-002",
        "tag_dropped visit=3 tag=M-002",
        "tag_given visit=3 tag=M-002",
        "entered visit=3",
    ]


def test_the_next_person_only_behaves_as_told(club: Club) -> None:
    played = club.play(
        {"at": at("18:20:00"), "behave": {"seconds": 4, "followed_by": 2}},
        {"at": at("18:20:00"), "tap": LI},
        {"at": at("18:30:00"), "tap": WANG},
    )
    assert played.times("entered") == ["18:20:08", "18:30:03"]
    assert played.told("walked_through") == ["walked_through asked=False"] * 2
    assert played.figures["entries"]["total"] == 2


def visits_left(club: Club, card_no: str) -> object:
    return ask_database(club.home, "SELECT visits_left FROM members WHERE card_no = ?", card_no)[0][0]
