"""A counter that starts again: what was in flight goes on where it stood, or ends; nothing is opened twice."""

import pytest

from kiosk.lane.actions import GiveTag, Release, Shine
from kiosk.lane.events import TagReturned, TagTaken
from kiosk.lane.notices import NoticeCode
from kiosk.lane.reasons import Annulment
from kiosk.lane.records import Annulled, Restarted, TagGiven, TagKept, TagStrayed
from kiosk.lane.view import Rest, WalkThrough, Welcome
from kiosk.lane.words import Direction, Fault, Light, Line, Place, Sex, Stage
from tests.lane.books import member, staff
from tests.lane.world import World

ADAM, BRUNO, ANNA, LEAD, COACH = "04B00001", "04B00002", "04A00001", "05000001", "05000002"


@pytest.fixture
def world() -> World:
    world = World()
    world.issue(ADAM, member("B1"))
    world.issue(BRUNO, member("B2"))
    world.issue(ANNA, member("A1", Sex.FEMALE))
    world.issue(LEAD, staff("S01"))
    world.issue(COACH, staff("S02", coach=True))
    return world


def test_a_start_with_nothing_in_flight_says_nothing_and_sets_the_lamp(world: World) -> None:
    world.come_in(ADAM)
    decision = world.restart()

    assert decision.records == ()
    assert decision.actions == (Shine(Light.REST),)


def test_a_tag_in_the_mouth_is_waited_for_as_long_as_was_left(world: World) -> None:
    world.tap(ADAM)
    world.wait(5)
    decision = world.restart(after_s=4)
    world.see_tray(Sex.MALE, holding=True)

    assert decision.records == (Restarted(1),)
    assert NoticeCode.RESTARTED in world.told
    assert isinstance(world.face(), Welcome)
    assert world.light() is Light.GO
    world.wait(5.9)
    assert world.served == 1
    world.wait(0.1)
    assert world.visits[1].annulled is Annulment.TAG_NOT_TAKEN


def test_a_tag_that_was_taken_meanwhile_may_have_opened_the_turnstile_which_is_not_opened_again(world: World) -> None:
    world.tap(ADAM)
    world.drop()
    world.restart(after_s=3)
    decision = world.see_tray(Sex.MALE, holding=False)

    assert decision.records == (TagGiven(1, "M-001"),)
    assert isinstance(world.face(), WalkThrough)
    assert world.releases == {}
    world.walk()
    assert world.stage(1) is Stage.ENTERED


def test_who_finds_the_arm_shut_after_that_keeps_the_tag_against_their_name(world: World) -> None:
    world.tap(ADAM)
    world.drop()
    world.restart(after_s=3)
    world.see_tray(Sex.MALE, holding=False)
    world.wait(10)
    assert world.visits[1].annulled is Annulment.NOT_ENTERED
    world.give_back("M-001")
    world.wait(3)
    world.tap(ADAM)

    assert (world.served, world.visits[2].tag) == (2, "M-002")


def test_a_tag_that_had_not_fallen_yet_drops_after_the_start(world: World) -> None:
    world.tap(ADAM)
    world.restart(after_s=3)
    decision = world.see_tray(Sex.MALE, holding=False)
    assert decision.records == ()
    assert decision.actions == (GiveTag(Sex.MALE, "M-001"),)
    world.drop()
    world.take()

    assert world.releases == {1: 1}


def test_a_tag_that_had_not_fallen_when_its_time_ran_out_is_the_next_of_its_pool_again(world: World) -> None:
    world.tap(ADAM)
    world.restart(after_s=60)

    assert world.see_tray(Sex.MALE, holding=False).records == (TagKept("M-001"),)
    assert world.place("M-001") is Place.STACK


def test_who_gave_the_tag_back_before_the_exit_opened_is_let_out_after_the_start(world: World) -> None:
    visit = world.come_in(ADAM)
    world.crash_on(TagReturned(world.now, "M-001"))
    assert world.stage(visit) is Stage.LEFT
    assert world.lane.exits == 0
    world.wait(0)

    assert Release(Direction.EXIT, None) in world.actions
    world.walk(Direction.EXIT)
    assert world.lane.exits == 0


@pytest.mark.parametrize(("walks", "after_s"), [(True, 0), (False, 10)])
def test_who_has_walked_out_or_had_the_time_to_is_not_let_out_again(world: World, walks: bool, after_s: float) -> None:
    world.come_in(ADAM)
    world.give_back("M-001")
    if walks:
        world.walk(Direction.EXIT)
    world.actions.clear()
    world.restart(after_s)
    world.wait(0)

    assert world.actions == [Shine(Light.REST)]


def test_a_hand_that_was_quicker_than_the_sensor_is_on_disk_before_anything_opens(world: World) -> None:
    world.tap(ADAM)
    world.crash_on(TagTaken(world.now, Sex.MALE))
    world.see_tray(Sex.MALE, holding=False)

    assert world.stage(1) is Stage.TAG_GIVEN
    assert world.releases == {}
    assert world.place("M-001") is Place.OUT


def test_a_power_cut_between_the_release_and_its_entry_opens_nothing_twice(world: World) -> None:
    world.tap(ADAM)
    world.drop()
    world.crash_on(TagTaken(world.now, Sex.MALE))
    assert world.releases == {1: 1}
    world.walk()

    assert world.releases == {1: 1}
    assert world.stage(1) is Stage.ENTERED


def test_who_had_the_tag_in_hand_may_walk_as_long_as_was_left_but_is_not_let_in_twice(world: World) -> None:
    world.tap(ADAM)
    world.take()
    world.restart(after_s=4)
    assert isinstance(world.face(), WalkThrough)
    assert world.releases == {1: 1}
    world.wait(5.9)
    world.walk()

    assert world.stage(1) is Stage.ENTERED


@pytest.mark.parametrize(("in_hand", "reason"), [(False, Annulment.TAG_NOT_TAKEN), (True, Annulment.NOT_ENTERED)])
def test_what_ran_out_while_the_counter_was_dead_is_annulled_at_the_start(world: World, in_hand: bool, reason: Annulment) -> None:
    world.tap(ADAM)
    if in_hand:
        world.take()
    decision = world.restart(after_s=3600)

    assert decision.records == (Restarted(1), Annulled(1, reason))
    assert world.face() == Rest()


def test_a_tag_that_was_taken_after_its_visit_ran_out_is_with_whom_it_was_offered_to(world: World) -> None:
    world.tap(ADAM)
    world.drop()
    world.restart(after_s=60)

    assert world.see_tray(Sex.MALE, holding=False).records == (TagStrayed("M-001", 1),)


def test_a_tag_that_lay_in_the_mouth_is_still_the_next_after_a_start(world: World) -> None:
    world.tap(ADAM)
    world.restart(after_s=60)
    world.see_tray(Sex.MALE, holding=True)
    world.tap(BRUNO)

    assert world.visits[2].tag == "M-001"


def test_the_head_of_the_queue_gets_its_tag_once_the_devices_have_said_how_they_stand(world: World) -> None:
    world.tap(ADAM)
    world.drop()
    world.wait(13)
    world.tap(BRUNO)
    world.tap(ANNA)
    decision = world.restart(after_s=3)
    assert not any(isinstance(action, GiveTag | Release) for action in decision.actions)
    assert (world.served, world.queued) == (None, [2, 3])

    world.tap(LEAD)
    world.see_tray(Sex.MALE, holding=False)
    assert world.place("M-001") is Place.OUT
    world.wait(0)

    assert (world.served, world.visits[2].tag, world.queued) == (2, "M-002", [3, 4])


def test_a_queue_whose_dispenser_does_not_come_back_is_told(world: World) -> None:
    world.tap(ANNA)
    world.wait(13)
    world.tap(BRUNO)
    world.restart(after_s=3)
    world.fail("dispenser:M", Fault.LOST)
    world.wait(0)

    assert world.visits[2].annulled is Annulment.TAG_JAMMED


def test_a_queue_that_finds_the_alarm_on_is_called_off(world: World) -> None:
    world.tap(ANNA)
    world.wait(13)
    world.tap(BRUNO)
    world.restart(after_s=3)
    world.switch(Line.FIRE_ALARM, True)
    world.wait(0)

    assert world.visits[2].annulled is Annulment.NOT_ENTERED


def test_staff_who_may_have_been_let_in_already_are_not_let_in_again(world: World) -> None:
    world.tap(LEAD)
    world.restart(after_s=1)
    world.wait(0)
    assert world.releases == {1: 1}
    world.walk()

    assert world.stage(1) is Stage.ENTERED


def test_staff_who_waited_are_let_in_when_it_is_their_turn(world: World) -> None:
    world.tap(ADAM)
    world.tap(LEAD)
    world.restart(after_s=1)
    world.see_tray(Sex.MALE, holding=True)
    world.wait(0)
    assert world.releases == {}
    world.take()
    world.walk()

    assert world.releases == {1: 1, 2: 1}


def test_of_two_staff_only_the_first_can_have_been_let_in(world: World) -> None:
    world.tap(LEAD)
    world.tap(COACH)
    world.restart(after_s=1)
    world.walk()

    assert (world.stage(1), world.served) == (Stage.ENTERED, 2)
    assert world.releases == {1: 1, 2: 1}


def test_a_power_cut_between_record_and_act_opens_nothing_twice_and_ends_in_time(world: World) -> None:
    world.tap(ADAM)
    from_disk = world.records[-1]
    world.restart()
    world.restart()
    world.run_out()

    assert from_disk in world.records
    assert world.visits[1].annulled is Annulment.TAG_NOT_TAKEN
    assert not any(isinstance(action, Release) and action.direction is Direction.ENTRY for action in world.actions)
