"""Power cuts at every stage: nothing that was acknowledged is lost, and nobody gets two of anything."""

import pytest

from kiosk.database.soundness import soundness_of
from tests.club import LI, TEN, WANG, ask_database, at
from tests.simulator.stage import Club

SLOW = {"at": at("18:20:00"), "behave": {"seconds": 6}}  # takes the tag at 18:20:06, walks at 18:20:12


@pytest.mark.parametrize(
    ("cut", "then"),
    [
        ("18:20:00", "the tag lies in the mouth and is taken"),
        ("18:20:03", "the tag lies in the mouth and is taken"),
        ("18:20:08", "the tag is in the hand and the arm turns"),
        ("18:20:20", "it is all over"),
    ],
)
def test_a_visit_goes_on_where_it_stood_and_is_charged_once(club: Club, cut: str, then: str) -> None:
    played = club.play(SLOW, {"at": at("18:20:00"), "tap": TEN}, {"at": at(cut), "power_cut": True})
    assert played.told("granted") == ["granted visit=1 tag=F-001"]
    assert len(played.told("tag_given")) <= 1, then
    assert soundness_of(club.home.database_file).first_broken is None
    stage, left = ask_database(club.home, "SELECT stage, visits_left FROM visits JOIN members USING (card_no)")[0]
    assert (stage, left) in {("entered", 1), ("annulled", 2)}
    tags = played.figures["tags"]
    assert tags["given_out"] == len(tags["outstanding"]) == (ask_database(club.home, "SELECT count(*) FROM tags WHERE place = 'out'")[0][0])


def test_a_cut_before_the_tag_is_taken_changes_nothing_for_the_member(club: Club) -> None:
    played = club.play(SLOW, {"at": at("18:20:00"), "tap": LI}, {"at": at("18:20:03"), "power_cut": True})
    assert played.told("power_cut", "restarted", "tag_given", "entered") == [
        "power_cut",
        "restarted in_flight=1",
        "tag_given visit=1 tag=F-001",
        "entered visit=1",
    ]
    assert played.times("entered") == ["18:20:12"]


def test_a_cut_while_the_arm_is_free_does_not_free_it_twice(club: Club) -> None:
    played = club.play(SLOW, {"at": at("18:20:00"), "tap": LI}, {"at": at("18:20:08"), "power_cut": True})
    assert played.told("restarted", "entered") == ["restarted in_flight=1", "entered visit=1"]
    assert played.told("walked_through") == []


def test_a_cut_that_outlasts_the_time_ends_the_visit_at_the_start(club: Club) -> None:
    club.play(
        {"at": at("18:20:00"), "behave": {"takes_tag": False}},
        {"at": at("18:20:00"), "tap": LI},
        {"at": at("18:20:05"), "tap": WANG},
        {"at": at("18:20:06"), "power_cut": True},
    )
    stages = ask_database(club.home, "SELECT visit, stage, annulled FROM visits ORDER BY visit")
    assert stages == [(1, "annulled", "tag_not_taken"), (2, "entered", None)]


def test_those_who_waited_keep_their_order_over_a_cut(club: Club) -> None:
    played = club.play(
        SLOW,
        {"at": at("18:20:00"), "tap": LI},
        {"at": at("18:20:01"), "tap": WANG},
        {"at": at("18:20:02"), "tap": TEN},
        {"at": at("18:20:03"), "power_cut": True},
    )
    assert played.told("entered") == ["entered visit=1", "entered visit=2", "entered visit=3 charged_card=T1001"]
    assert played.figures["entries"] == {"female": 2, "male": 1, "total": 3}


def test_ten_cuts_in_a_row_leave_one_unbroken_journal(club: Club) -> None:
    lines = [{"at": at(f"18:20:{second:02d}"), "power_cut": True} for second in range(1, 11)]
    club.play(SLOW, {"at": at("18:20:00"), "tap": LI}, *lines)
    assert soundness_of(club.home.database_file).first_broken is None
    assert ask_database(club.home, "SELECT count(*) FROM visits") == [(1,)]
