"""A tag comes back, and nobody is held."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.lane.actions import Release
from kiosk.lane.notices import NoticeCode
from kiosk.lane.reasons import Annulment, Refusal
from kiosk.lane.records import Annulled, Left, TagBack, TagUnknown, WalkedThrough
from kiosk.lane.view import Goodbye, Rest, Welcome
from kiosk.lane.words import Direction, Light, Place, Sex, Stage
from tests.lane.books import member
from tests.lane.world import World

ADAM, BRUNO = "04B00001", "04B00002"


@pytest.fixture
def world() -> World:
    world = World()
    world.issue(ADAM, member("B1"))
    world.issue(BRUNO, member("B2"))
    return world


def test_the_tag_closes_the_visit_and_opens_the_exit(world: World) -> None:
    world.come_in(ADAM)
    decision = world.give_back("M-001")

    assert decision.records == (TagBack("M-001", 1), Left(1))
    assert Release(Direction.EXIT, 1) in decision.actions
    assert world.face() == Goodbye(member("B1").guest, "M-001", collect_card=False)
    assert world.light() is Light.REST
    assert world.walk(Direction.EXIT).records == (WalkedThrough(Direction.EXIT, asked=True, alarm=False),)
    world.wait(4)
    assert world.face() == Rest()


def test_a_tag_that_is_read_twice_opens_once(world: World) -> None:
    world.come_in(ADAM)
    world.give_back("M-001")
    decision = world.give_back("M-001")

    assert (decision.records, decision.actions) == ((), ())


def test_what_is_no_tag_of_the_club_is_told_to_the_desk(world: World) -> None:
    assert world.give_back("M-999").records == (TagUnknown("M-999"),)
    assert world.told == [NoticeCode.TAG_UNKNOWN]


def test_who_gives_back_the_tag_before_walking_in_is_annulled_and_owes_nothing(world: World) -> None:
    world.tap(ADAM)
    world.tap(BRUNO)
    world.take()
    decision = world.give_back("M-001")

    assert decision.records[:2] == (TagBack("M-001", 1), Annulled(1, Annulment.NOT_ENTERED))
    assert world.served == 2
    world.walk()
    assert world.told[-1] is NoticeCode.PASSED_UNASKED
    assert world.stage(2) is Stage.GRANTED


def test_somebody_leaves_while_another_is_served(world: World) -> None:
    world.come_in(ADAM)
    world.tap(BRUNO)
    world.give_back("M-001")
    world.walk(Direction.EXIT)

    assert isinstance(world.face(), Welcome)
    assert (world.stage(1), world.stage(2)) == (Stage.LEFT, Stage.GRANTED)


def test_a_tag_that_was_taken_too_late_lets_its_holder_out_and_come_again(world: World) -> None:
    world.tap(ADAM)
    world.wait(15)
    world.take()
    world.give_back("M-001")
    world.wait(5)
    world.tap(ADAM)

    assert (world.refusals, world.served, world.visits[2].tag) == ([], 2, "M-002")


def test_a_tag_that_nobody_was_known_to_have_is_believed_to_be_in_the_slot(world: World) -> None:
    decision = world.give_back("M-005")

    assert decision.records == (TagBack("M-005", None),)
    assert world.told == [NoticeCode.TAG_NOT_OUT]
    assert Release(Direction.EXIT, None) in decision.actions


def test_a_stray_tag_of_nobody_comes_back_without_a_goodbye_and_lets_its_holder_out(world: World) -> None:
    world.take()
    decision = world.give_back("M-001")

    assert decision.records == (TagBack("M-001", None),)
    assert Release(Direction.EXIT, None) in decision.actions
    assert world.face() == Rest()


def test_the_tag_of_the_visit_being_served_that_is_in_the_slot_unseen_ends_that_visit(world: World) -> None:
    world.tap(ADAM)
    world.tap(BRUNO)
    world.give_back("M-001")

    assert world.visits[1].annulled is Annulment.TAG_NOT_TAKEN
    assert (world.served, world.visits[2].tag) == (2, "M-002")


def test_a_tag_of_the_stack_in_the_slot_leaves_the_visit_being_served_alone(world: World) -> None:
    world.tap(ADAM)
    world.give_back("M-007")

    assert world.served == 1


def test_a_queue_whose_last_tag_turns_up_in_the_slot_is_told_that_there_is_none() -> None:
    world = World(per_pool=2)
    world.issue(ADAM, member("B1"))
    world.issue(BRUNO, member("B2"))
    world.tap(ADAM)
    world.tap(BRUNO)
    world.give_back("M-002")
    world.take()
    world.walk()

    assert world.visits[2].annulled is Annulment.TAG_JAMMED
    assert NoticeCode.TAG_NOT_GIVEN in world.told


def test_staff_let_somebody_out_who_then_owes_the_tag(world: World) -> None:
    world.come_in(ADAM)
    decision = world.let_out(1)

    assert decision.records == (Left(1, "S01"),)
    assert Release(Direction.EXIT, 1) in decision.actions
    world.wait(60)
    world.tap(ADAM)
    assert world.refusals == [Refusal.TAG_OWED]
    assert world.give_back("M-001").records == (TagBack("M-001", 1),)


@pytest.mark.parametrize("visit", [1, 2])
def test_who_has_not_entered_is_not_let_out(world: World, visit: int) -> None:
    world.tap(ADAM)
    world.tap(BRUNO)

    assert world.let_out(visit).records == ()


def test_yesterdays_tag_closes_yesterdays_visit(world: World) -> None:
    world.come_in(ADAM)
    world.now += timedelta(hours=12)
    world.tap(ADAM)
    world.give_back("M-001")

    assert world.refusals == [Refusal.TAG_OWED]
    assert world.stage(1) is Stage.LEFT


def test_a_queue_goes_on_over_the_end_of_the_business_day(world: World) -> None:
    world.rules = replace(world.rules, closes=world.rules.opens)  # never closed
    world.now = world.now.replace(hour=3, minute=59, second=59) + timedelta(days=1)
    world.tap(ADAM)
    world.tap(BRUNO)
    for _ in range(2):
        world.wait(1)
        world.take()
        world.walk()

    assert [row.business_day.day for row in world.visits.values()] == [2, 2]
    assert [row.stage for row in world.visits.values()] == [Stage.ENTERED, Stage.ENTERED]
    world.wait(5)
    world.tap(ADAM)
    assert world.refusals == [Refusal.TAG_OWED]


def test_each_opening_of_the_exit_is_waited_for_its_own_time(world: World) -> None:
    world.come_in(ADAM)
    world.come_in(BRUNO)
    world.give_back("M-001")
    world.wait(5)
    world.walk(Direction.EXIT)
    world.give_back("M-002")
    world.wait(6)

    assert world.walk(Direction.EXIT).records == (WalkedThrough(Direction.EXIT, asked=True, alarm=False),)


def test_an_exit_that_nobody_uses_is_not_waited_for_longer(world: World) -> None:
    world.come_in(ADAM)
    world.give_back("M-001")
    world.wait(10)

    assert world.walk(Direction.EXIT).records == (WalkedThrough(Direction.EXIT, asked=False, alarm=False),)
    assert world.told == []


def test_a_tag_of_the_other_pool_is_only_its_own_visits(world: World) -> None:
    world.issue("04A00001", member("A1", Sex.FEMALE))
    world.come_in("04A00001", Sex.FEMALE)
    world.come_in(ADAM)
    world.give_back("F-001")

    assert (world.stage(1), world.stage(2), world.place("M-001")) == (Stage.LEFT, Stage.ENTERED, Place.OUT)
