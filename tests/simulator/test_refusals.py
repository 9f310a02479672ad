"""Every reason for which a card does not open, at the doors and in the figures."""

import pytest

from kiosk.lane.reasons import Annulment, Refusal
from tests.club import CHILD, EXPIRED, FROZEN, FUTURE, LI, LOST, OFFPEAK, UNKNOWN, USED_UP, WANG, at
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
