"""From the tag in the mouth to the turn of the arm, and all that can come between."""

import pytest

from kiosk.lane.actions import GiveTag, Release
from kiosk.lane.notices import NoticeCode
from kiosk.lane.reasons import Annulment, Refusal
from kiosk.lane.records import Annulled, Entered, TagDropped, TagGiven, TagOffered, TagStrayed, WalkedThrough
from kiosk.lane.timers import TakeBy, WalkBy
from kiosk.lane.view import Rest, WalkThrough
from kiosk.lane.words import Direction, Light, Place, Sex, Stage
from tests.lane.books import TEN, member, staff
from tests.lane.world import World

ADAM, BRUNO, ANNA, TENTH, LEAD = "04B00001", "04B00002", "04A00001", "04B00010", "05000001"


@pytest.fixture
def world() -> World:
    world = World()
    world.issue(ADAM, member("B1"))
    world.issue(BRUNO, member("B2"))
    world.issue(TENTH, member("B3", plan=TEN, visits_left=2))
    world.issue(ANNA, member("A1", Sex.FEMALE))
    world.issue(LEAD, staff("S01"))
    return world


def test_the_turnstile_opens_when_the_tag_is_taken(world: World) -> None:
    world.tap(ADAM)
    decision = world.take()

    assert decision.records == (TagGiven(1, "M-001"),)
    assert Release(Direction.ENTRY, 1) in decision.actions
    assert world.face() == WalkThrough(member("B1").guest, "M-001", Sex.MALE)


def test_a_visit_counts_when_the_arm_turned(world: World) -> None:
    world.tap(ADAM)
    world.take()

    assert world.walk().records == (Entered(1, None),)
    assert world.face() == Rest()
    assert world.light() is Light.REST


def test_a_visit_card_is_charged_once_and_only_by_the_turn_of_the_arm(world: World) -> None:
    world.tap(TENTH)
    world.take()
    assert not world.charges.total()

    assert world.walk().records == (Entered(1, "B3"),)
    world.walk()

    assert world.charges == {1: 1}


def test_a_visit_that_came_to_nothing_costs_nothing(world: World) -> None:
    world.tap(TENTH)
    world.take()
    world.wait(10)

    assert world.stage(1) is Stage.ANNULLED
    assert not world.charges.total()


def test_a_tag_that_is_not_taken_in_time_lies_there_for_the_next_of_its_pool(world: World) -> None:
    world.tap(ADAM)
    world.wait(14.9)
    assert world.served == 1
    world.wait(0.1)
    assert world.visits[1].annulled is Annulment.TAG_NOT_TAKEN
    assert world.place("M-001") is Place.MOUTH

    world.tap(ANNA)
    world.take(Sex.FEMALE)
    world.walk()
    world.tap(BRUNO)

    assert world.visits[3].tag == "M-001"


def test_who_does_not_walk_in_time_is_annulled_and_owes_the_tag(world: World) -> None:
    world.tap(ADAM)
    world.take()
    world.wait(10)
    world.tap(ADAM)

    assert world.visits[1].annulled is Annulment.NOT_ENTERED
    assert NoticeCode.NOT_ENTERED in world.told
    assert world.refusals == [Refusal.TAG_OWED]


def test_the_next_in_the_queue_is_served_when_the_one_before_has_entered(world: World) -> None:
    world.tap(ADAM)
    world.tap(BRUNO)
    world.take()
    decision = world.walk()

    assert decision.records == (Entered(1, None), TagOffered(2, "M-002"))
    assert GiveTag(Sex.MALE, "M-002") in decision.actions


@pytest.mark.parametrize("in_hand", [False, True])
def test_the_next_in_the_queue_is_served_when_the_time_of_the_one_before_is_over(world: World, in_hand: bool) -> None:
    world.tap(ADAM)
    world.tap(BRUNO)
    if in_hand:
        world.take()
    world.wait(15)

    assert (world.stage(1), world.served) == (Stage.ANNULLED, 2)


def test_a_tag_that_is_taken_at_the_last_moment_counts(world: World) -> None:
    world.tap(ADAM)
    world.now = world.timers[-1][0]
    world.take()
    world.elapse(TakeBy(1))

    assert world.stage(1) is Stage.TAG_GIVEN
    assert world.releases == {1: 1}


def test_a_tag_that_is_taken_a_moment_too_late_opens_nothing_and_is_with_whom_it_was_offered_to(world: World) -> None:
    world.tap(ADAM)
    world.wait(15)
    decision = world.take()

    assert decision.records == (TagStrayed("M-001", 1),)
    assert world.told[-1] is NoticeCode.TAG_STRAYED
    assert not world.releases
    world.tap(ADAM)
    assert world.refusals == [Refusal.TAG_OWED]


def test_a_tag_that_was_offered_to_the_next_is_theirs_whoever_takes_it(world: World) -> None:
    world.tap(ADAM)
    world.tap(BRUNO)
    world.wait(15)
    world.take()
    world.walk()

    assert (world.stage(1), world.stage(2)) == (Stage.ANNULLED, Stage.ENTERED)
    assert world.releases == {2: 1}


def test_who_walks_at_the_last_moment_has_entered(world: World) -> None:
    world.tap(ADAM)
    world.take()
    world.now = world.timers[-1][0]
    world.walk()
    world.elapse(WalkBy(1))

    assert world.stage(1) is Stage.ENTERED


def test_who_walks_a_moment_too_late_was_not_expected(world: World) -> None:
    world.tap(ADAM)
    world.take()
    world.wait(10)

    assert world.walk().records == (WalkedThrough(Direction.ENTRY, asked=False, alarm=False),)
    assert world.told[-1] is NoticeCode.PASSED_UNASKED
    assert world.stage(1) is Stage.ANNULLED


def test_timers_of_another_visit_or_step_are_nothing(world: World) -> None:
    world.come_in(ADAM)
    world.tap(BRUNO)
    for timer in (TakeBy(1), WalkBy(1), WalkBy(2)):
        assert world.elapse(timer).records == ()
    world.take()
    assert world.elapse(TakeBy(2)).records == ()

    assert world.stage(2) is Stage.TAG_GIVEN


def test_a_tag_of_the_other_pool_opens_nothing(world: World) -> None:
    world.tap(ADAM)
    decision = world.take(Sex.FEMALE)

    assert decision.records == (TagStrayed("F-001", None),)
    assert not world.releases
    world.take()
    assert world.releases == {1: 1}


def test_a_tag_that_lies_in_the_other_mouth_is_with_whom_it_was_offered_to(world: World) -> None:
    world.tap(ANNA)
    world.wait(15)
    world.tap(ADAM)

    assert world.take(Sex.FEMALE).records == (TagStrayed("F-001", 1),)
    assert not world.releases


def test_a_tag_that_is_taken_by_nobody_known_is_not_lost_sight_of(world: World) -> None:
    assert world.take().records == (TagStrayed("M-001", None),)
    assert world.place("M-001") is Place.OUT


def test_a_tag_that_no_book_knows_is_told_to_the_desk() -> None:
    world = World(per_pool=0)
    assert world.take().records == ()
    assert world.told == [NoticeCode.TAG_STRAYED]


def test_a_second_tag_that_is_taken_lets_nobody_in(world: World) -> None:
    world.tap(ADAM)
    world.take()
    world.take()

    assert world.releases == {1: 1}
    assert world.place("M-002") is Place.OUT


def test_who_slips_in_before_the_tag_is_taken_was_not_expected(world: World) -> None:
    world.tap(ADAM)

    assert world.walk().records == (WalkedThrough(Direction.ENTRY, asked=False, alarm=False),)
    assert world.stage(1) is Stage.GRANTED


def test_who_slips_through_behind_somebody_is_not_taken_for_the_next_who_waits_for_a_tag(world: World) -> None:
    world.tap(ADAM)
    world.tap(BRUNO)
    world.take()
    world.walk()
    world.wait(0.3)
    world.walk()

    assert world.told[-1] is NoticeCode.PASSED_UNASKED
    assert (world.stage(2), world.served) == (Stage.GRANTED, 2)


def test_behind_a_queued_member_of_staff_three_who_pass_are_two_entries_and_one_unasked(world: World) -> None:
    world.tap(ADAM)
    world.tap(LEAD)
    world.take()
    for _ in range(3):
        world.walk()

    assert [world.stage(visit) for visit in world.visits] == [Stage.ENTERED, Stage.ENTERED]
    assert world.told == [NoticeCode.PASSED_UNASKED]


def test_staff_who_do_not_walk_in_time_are_annulled(world: World) -> None:
    world.tap(LEAD)
    world.wait(10)

    assert world.visits[1].annulled is Annulment.NOT_ENTERED


def test_staff_call_off_a_visit_in_each_place_and_the_next_is_served(world: World) -> None:
    for uid in (ADAM, ANNA, BRUNO):
        world.tap(uid)

    assert world.annul(2).records == (Annulled(2, Annulment.BY_STAFF, "S01"),)
    world.take()
    world.annul(1)

    assert (world.served, world.visits[3].tag) == (3, "M-002")


def test_a_visit_that_has_entered_is_not_called_off(world: World) -> None:
    visit = world.come_in(ADAM)

    assert world.annul(visit).records == ()


@pytest.mark.parametrize("holding", [False, True])
def test_a_mouth_that_nothing_was_ordered_into_means_nothing(world: World, holding: bool) -> None:
    world.tap(ADAM)

    assert world.see_tray(Sex.FEMALE, holding).records == ()


def test_a_tag_that_falls_is_written_down_once_and_opens_nothing(world: World) -> None:
    world.tap(ADAM)
    decisions = [world.drop(), world.drop()]

    assert [decision.records for decision in decisions] == [(TagDropped(1, "M-001"),), ()]
    assert [decision.actions for decision in decisions] == [(), ()]
    assert world.stage(1) is Stage.GRANTED


def test_the_hand_that_takes_the_tag_does_not_wait_for_the_disk_again(world: World) -> None:
    assert not world.tap(ADAM).allowed
    assert not world.drop().allowed
    assert world.take().allowed
    assert not world.walk().allowed


def test_a_hand_that_is_quicker_than_the_sensor_opens_the_turnstile(world: World) -> None:
    world.tap(ADAM)
    decision = world.take()

    assert not decision.allowed
    assert world.releases == {1: 1}
    assert world.place("M-001") is Place.OUT


def test_a_tag_that_was_left_lies_there_for_the_next_without_falling_again(world: World) -> None:
    world.tap(ADAM)
    world.drop()
    world.wait(15)
    world.tap(BRUNO)

    assert world.visits[2].tag == "M-001"
    assert world.drop().records == ()
