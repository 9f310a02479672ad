"""Every fault of the simulated door, through the whole counter: alone, at each stage of a visit, and its end."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from kiosk.hardware.simulated import ScriptFault
from kiosk.lane.showing import view_of
from kiosk.lane.view import OutOfService, Rest
from kiosk.lane.words import Direction, Fault, Line
from tests.lane.club import ADAM, ANNA, BEGAN, BRUNO, CARL, LEAD, TENTH, Club

DISPENSER = [ScriptFault.DISPENSER_JAM, ScriptFault.DISPENSER_EMPTY]


def before_the_tap(club: Club, fault: ScriptFault) -> None:
    club.do(fault=fault, on=True)
    club.do(tap=ADAM)


def with_the_tag_dropped(club: Club, fault: ScriptFault) -> None:
    club.do(tap=ADAM)
    club.wait(0.5)
    club.do(fault=fault, on=True)


def with_the_tag_in_hand(club: Club, fault: ScriptFault) -> None:
    club.do(tap=ADAM)
    club.wait(1.5)
    club.do(fault=fault, on=True)


def down(club: Club) -> set[tuple[str, Fault]]:
    return set(club.stage.counter.lane.down)


def admits(club: Club, uid: str) -> bool:
    """Whether the lane lets this member in now, by itself."""
    turns = club.turns[Direction.ENTRY]
    club.wait(30)
    club.do(tap=uid)
    club.wait(5)
    club.check()
    return club.turns[Direction.ENTRY] == turns + 1


@pytest.mark.parametrize("fault", ScriptFault)
def test_a_fault_alone_goes_by_and_the_lane_admits_again(club: Club, fault: ScriptFault) -> None:
    club.do(fault=fault, on=True)
    club.wait(60)
    club.do(fault=fault, on=False)

    assert not down(club)
    assert admits(club, BRUNO)
    assert club.stages() == ["entered"]


@pytest.mark.parametrize("fault", ScriptFault)
@pytest.mark.parametrize("stage", [before_the_tap, with_the_tag_dropped, with_the_tag_in_hand])
def test_after_a_fault_at_any_stage_the_next_member_walks_in_and_the_books_are_right(
    club: Club, fault: ScriptFault, stage: Callable[[Club, ScriptFault], None]
) -> None:
    stage(club, fault)
    club.wait(40)
    club.check()
    club.do(fault=fault, on=False)

    assert not down(club)
    assert admits(club, BRUNO)
    assert club.stage.counter.lane.under_way == ()


@pytest.mark.parametrize(
    ("stage", "fault", "stages"),
    [
        (before_the_tap, ScriptFault.DISPENSER_JAM, ["tag_jammed"]),
        (before_the_tap, ScriptFault.DISPENSER_EMPTY, []),
        (before_the_tap, ScriptFault.TURNSTILE_STUCK, ["not_entered"]),
        (before_the_tap, ScriptFault.READER_LOST, []),
        (before_the_tap, ScriptFault.RETURN_FULL, ["entered"]),
        (with_the_tag_dropped, ScriptFault.DISPENSER_JAM, ["entered"]),
        (with_the_tag_dropped, ScriptFault.DISPENSER_EMPTY, ["entered"]),
        (with_the_tag_dropped, ScriptFault.TURNSTILE_STUCK, ["not_entered"]),
        (with_the_tag_dropped, ScriptFault.READER_LOST, ["entered"]),
        (with_the_tag_dropped, ScriptFault.RETURN_FULL, ["entered"]),
        (with_the_tag_in_hand, ScriptFault.DISPENSER_JAM, ["entered"]),
        (with_the_tag_in_hand, ScriptFault.DISPENSER_EMPTY, ["entered"]),
        (with_the_tag_in_hand, ScriptFault.TURNSTILE_STUCK, ["not_entered"]),
        (with_the_tag_in_hand, ScriptFault.READER_LOST, ["entered"]),
        (with_the_tag_in_hand, ScriptFault.RETURN_FULL, ["entered"]),
    ],
)
def test_a_fault_ends_only_the_visit_that_it_makes_impossible(
    club: Club, stage: Callable[[Club, ScriptFault], None], fault: ScriptFault, stages: list[str]
) -> None:
    stage(club, fault)
    club.finish()

    assert club.stages() == stages


@pytest.mark.parametrize("fault", DISPENSER)
def test_while_no_tag_drops_members_are_refused_and_staff_walk_in(club: Club, fault: ScriptFault) -> None:
    club.do(fault=fault, on=True)
    club.do(tap=ADAM)
    club.wait(20)
    club.do(tap=BRUNO)
    club.do(tap=LEAD)
    club.finish()

    assert club.stages()[-1] == "entered"
    assert '"no_tag"' in club.journal("refused")[-1]
    assert club.mouths == {}


def test_a_jam_with_a_queue_of_both_pools_lets_the_other_pool_in(club: Club) -> None:
    club.do(tap=ANNA)
    club.do(tap=ADAM)
    club.do(fault="dispenser_jam", on=True)
    club.do(tap=BRUNO)
    club.finish()

    assert club.stages() == ["entered", "tag_jammed", "tag_jammed"]
    club.check()


def test_a_dispenser_that_is_mended_while_somebody_waits_gives_them_their_tag(club: Club) -> None:
    club.do(tap=ANNA)
    club.do(tap=ADAM)
    club.do(fault="dispenser_empty", on=True)
    club.wait(2)
    club.do(fault="dispenser_empty", on=False)
    club.finish()

    assert club.stages() == ["entered", "entered"]


def test_the_tag_that_was_left_in_the_mouth_serves_an_empty_dispenser_once(club: Club) -> None:
    club.do(behave={"takes_tag": False})
    club.do(tap=ADAM)
    club.wait(20)
    club.do(fault="dispenser_empty", on=True)
    club.do(tap=BRUNO)
    club.wait(20)
    club.do(tap=CARL)
    club.finish()

    assert club.stages() == ["tag_not_taken", "entered"]
    assert '"no_tag"' in club.journal("refused")[-1]
    club.check()


def test_a_stuck_arm_is_out_of_service_until_it_is_free(club: Club) -> None:
    club.do(fault="turnstile_stuck", on=True)
    club.do(tap=ADAM)
    club.finish()
    counter = club.stage.counter
    assert view_of(counter.lane, counter.house.rules, club.clock.now()).face == OutOfService("turnstile", Fault.STUCK)
    club.do(tap=BRUNO)
    assert len(club.journal("not_served")) == 1

    club.do(fault="turnstile_stuck", on=False)
    assert view_of(counter.lane, counter.house.rules, club.clock.now()).face == Rest()


def test_who_was_held_up_by_a_stuck_arm_gives_the_tag_back_and_comes_again(club: Club) -> None:
    with_the_tag_in_hand(club, ScriptFault.TURNSTILE_STUCK)
    club.finish()
    club.do(fault="turnstile_stuck", on=False)
    club.do(return_of="B1")

    assert admits(club, ADAM)
    assert club.stages() == ["not_entered", "entered"]
    assert club.figures().tags.given_out == 1


def test_a_card_at_a_reader_that_is_gone_is_seen_by_nobody_and_tags_come_back_still(club: Club) -> None:
    assert admits(club, ADAM)
    club.do(fault="reader_lost", on=True)
    club.do(tap=BRUNO)
    club.do(return_of="B1")
    club.finish()

    assert club.remarks == ["not_seen reader_lost"]
    assert club.stages() == ["left"]


def test_a_full_slot_takes_no_tag_but_staff_do_and_the_exit_opens(club: Club) -> None:
    assert admits(club, ADAM)
    club.do(fault="return_full", on=True)
    club.do(return_of="B1")
    assert club.remarks == ["not_taken_by_slot return_full"]
    assert club.stages() == ["entered"]
    club.ask("return_tag", tag="M-001")
    club.finish()

    assert club.stages() == ["left"]
    assert club.turns[Direction.EXIT] == 1
    club.check()


@pytest.mark.parametrize("fault", ScriptFault)
def test_a_fault_outlives_a_power_cut_and_is_found_again(club: Club, fault: ScriptFault) -> None:
    club.do(fault=fault, on=True)
    club.do(power_cut=True)
    club.do(tap=ADAM)
    club.finish()
    club.check()
    club.do(fault=fault, on=False)

    assert not down(club)
    assert admits(club, BRUNO)


@pytest.mark.parametrize(
    ("after_s", "stages"), [(0, ["entered"]), (0.9, ["entered"]), (1.1, ["entered"]), (2.9, ["entered"]), (3.1, ["entered"])]
)
def test_a_power_cut_at_any_stage_lets_the_member_in_once(club: Club, after_s: float, stages: list[str]) -> None:
    club.do(tap=TENTH)
    club.wait(after_s)
    club.do(power_cut=True)
    club.finish()

    assert club.stages() == stages
    assert club.releases == {1: 1}
    assert club.query("SELECT visits_left FROM members WHERE card_no = 'B4'") == [0]
    club.check()


@pytest.mark.parametrize("after_s", [0, 1, 2, 3, 4])
def test_a_power_cut_with_a_queue_keeps_its_order_and_opens_once_for_each(club: Club, after_s: float) -> None:
    for uid in (LEAD, ADAM, ANNA):
        club.do(tap=uid)
    club.wait(after_s)
    club.do(power_cut=True)
    club.finish()

    assert club.stages() == ["entered", "entered", "entered"]
    assert club.releases == {1: 1, 2: 1, 3: 1}
    club.check()


@pytest.mark.parametrize("line", Line)
@pytest.mark.parametrize("after_s", [0, 0.5, 1.5, 3.5])
def test_an_alarm_at_any_stage_is_followed_by_an_ordinary_evening(club: Club, line: Line, after_s: float) -> None:
    club.do(tap=ADAM)
    club.do(tap=ANNA)
    club.wait(after_s)
    club.do(input=line, on=True)
    club.wait(30)
    club.do(input=line, on=False)
    club.check()

    assert admits(club, BRUNO)
    assert len(club.releases) == len(set(club.releases))


def test_people_who_slip_through_a_queue_are_told_of_and_counted_as_nobody(club: Club) -> None:
    club.do(behave={"followed_by": 2})
    club.do(tap=ADAM)
    club.do(tap=ANNA)
    club.finish()

    assert club.stages() == ["entered", "entered"]
    assert club.turns[Direction.ENTRY] == 4
    assert len(club.journal("walked_through")) == 2
    assert club.figures().entries.total == 2


@pytest.mark.parametrize("seconds", [15, 15.001])
def test_a_hand_that_comes_when_the_time_is_over_gets_a_tag_and_no_way_in(club: Club, seconds: float) -> None:
    club.do(behave={"seconds": seconds})
    club.do(tap=ADAM)
    club.finish()

    assert club.stages() == ["tag_not_taken"]
    assert club.hands == {"M-001"}
    assert not club.releases
    club.check()


def test_who_came_last_night_and_kept_the_tag_owes_it_in_the_morning(open_club: Callable[..., Club]) -> None:
    club = open_club(began=BEGAN.replace(hour=22, minute=29, second=59))
    club.do(tap=ADAM)
    club.do(tap=BRUNO)
    club.wait(60)
    assert club.stages() == ["entered", "entered"]
    club.wait(timedelta(hours=13).total_seconds())
    club.do(tap=ADAM)

    assert '"tag_owed"' in club.journal("refused")[-1]
    assert club.figures().entries.total == 2
    assert {out.tag for out in club.figures().tags.outstanding} == {"M-001", "M-002"}
