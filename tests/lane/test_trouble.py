"""Devices that fail and alarms: whoever waits for what cannot come is freed, and the lane goes on."""

import pytest

from kiosk.lane.actions import Chime
from kiosk.lane.notices import NoticeCode
from kiosk.lane.reasons import Annulment, Refusal
from kiosk.lane.records import AlarmOver, Annulled, DeviceChanged, InputSeen, TagKept, TagStrayed, WalkedThrough
from kiosk.lane.view import Alarm, OutOfService, Rest, TagNotGiven, WalkThrough, Welcome
from kiosk.lane.words import Direction, Fault, Light, Line, Place, Sex, Sound, Stage
from tests.lane.books import member, staff
from tests.lane.world import World

ADAM, BRUNO, ANNA, LEAD = "04B00001", "04B00002", "04A00001", "05000001"
MEN = "dispenser:M"


@pytest.fixture
def world() -> World:
    world = World()
    world.issue(ADAM, member("B1"))
    world.issue(BRUNO, member("B2"))
    world.issue(ANNA, member("A1", Sex.FEMALE))
    world.issue(LEAD, staff("S01"))
    return world


def test_a_fault_is_recorded_and_told_once_when_it_comes_and_once_when_it_goes(world: World) -> None:
    for _ in range(2):
        world.fail("return_slot", Fault.FULL)
    for _ in range(2):
        world.recover("return_slot", Fault.FULL)

    assert world.records == [DeviceChanged("return_slot", Fault.FULL, down=True), DeviceChanged("return_slot", Fault.FULL, down=False)]
    assert world.told == [NoticeCode.DEVICE_FAILED, NoticeCode.DEVICE_RECOVERED]


def test_a_jam_frees_who_waits_for_the_tag_and_the_tag_is_the_next_again(world: World) -> None:
    world.tap(ADAM)
    decision = world.fail(MEN, Fault.JAM)

    assert decision.records == (DeviceChanged(MEN, Fault.JAM, down=True), TagKept("M-001"), Annulled(1, Annulment.TAG_JAMMED))
    assert world.face() == TagNotGiven(member("B1").guest)
    assert world.light() is Light.STOP
    assert world.place("M-001") is Place.STACK


@pytest.mark.parametrize("fault", [Fault.LOST, Fault.BUSY])
@pytest.mark.parametrize(("fell", "next_tag"), [(True, "M-002"), (False, "M-001")])
def test_a_dispenser_that_falls_silent_keeps_the_tag_until_it_tells_where_it_is(
    world: World, fault: Fault, fell: bool, next_tag: str
) -> None:
    world.tap(ADAM)
    if fell:
        world.drop()
    world.fail(MEN, fault)
    assert world.visits[1].annulled is Annulment.TAG_JAMMED
    assert world.place("M-001") is Place.MOUTH
    world.tap(BRUNO)
    assert world.refusals == [Refusal.NO_TAG]

    assert world.see_tray(Sex.MALE, holding=False).records == ((TagStrayed("M-001", 1) if fell else TagKept("M-001")),)
    world.recover(MEN, fault)
    world.wait(5)
    world.tap(BRUNO)

    assert world.visits[2].tag == next_tag


def test_a_tag_in_the_mouth_of_a_silent_dispenser_is_not_offered_to_the_queue(world: World) -> None:
    world.tap(ADAM)
    world.wait(15)
    world.tap(ANNA)
    world.tap(BRUNO)
    world.fail(MEN, Fault.LOST)
    world.take(Sex.FEMALE)
    world.walk()

    assert world.visits[3].annulled is Annulment.TAG_JAMMED
    assert world.place("M-001") is Place.MOUTH


@pytest.mark.parametrize("fault", [Fault.LOW, Fault.EMPTY])
def test_a_tag_that_lies_in_the_mouth_is_taken_though_the_stack_is_low_or_empty(world: World, fault: Fault) -> None:
    world.tap(ADAM)
    world.fail(MEN, fault)
    world.take()

    assert world.releases == {1: 1}


@pytest.mark.parametrize("fault", [Fault.JAM, Fault.EMPTY, Fault.LOST, Fault.BUSY])
def test_a_dispenser_that_gives_nothing_keeps_out_its_own_pool_only(world: World, fault: Fault) -> None:
    world.fail(MEN, fault)
    world.tap(ADAM)
    world.tap(ANNA)

    assert world.refusals == [Refusal.NO_TAG]
    assert world.stage(1) is Stage.GRANTED


def test_a_low_stack_keeps_nobody_out(world: World) -> None:
    world.fail(MEN, Fault.LOW)
    world.tap(ADAM)

    assert isinstance(world.face(), Welcome)


@pytest.mark.parametrize("fault", [Fault.JAM, Fault.EMPTY])
def test_the_tag_that_was_left_in_the_mouth_is_given_though_no_other_drops(world: World, fault: Fault) -> None:
    world.tap(ADAM)
    world.wait(15)
    if fault is Fault.EMPTY:
        world.fail(MEN, fault)
    world.tap(BRUNO)
    world.take()

    assert (world.visits[2].tag, world.releases) == ("M-001", {2: 1})


def test_a_jam_behind_a_tag_that_fell_ends_nobodys_visit(world: World) -> None:
    world.tap(ADAM)
    world.drop()

    assert world.fail(MEN, Fault.JAM).records == (DeviceChanged(MEN, Fault.JAM, down=True),)
    world.take()
    assert world.releases == {1: 1}


def test_a_jam_that_shows_late_takes_the_tag_that_never_dropped_out_of_the_mouth(world: World) -> None:
    world.tap(ADAM)
    world.wait(15)

    assert TagKept("M-001") in world.fail(MEN, Fault.JAM).records
    world.tap(BRUNO)
    assert world.refusals == [Refusal.NO_TAG]


def test_after_a_jam_the_queue_of_the_other_pool_goes_on(world: World) -> None:
    for uid in (ADAM, BRUNO, ANNA):
        world.tap(uid)
    world.fail(MEN, Fault.JAM)

    assert [row.annulled for row in world.visits.values()] == [Annulment.TAG_JAMMED, Annulment.TAG_JAMMED, None]
    assert world.served == 3
    assert world.told.count(NoticeCode.TAG_NOT_GIVEN) == 2


def test_a_dispenser_that_recovers_gives_to_who_still_waits(world: World) -> None:
    world.tap(ANNA)
    world.tap(ADAM)
    world.fail(MEN, Fault.JAM)
    world.recover(MEN, Fault.JAM)
    world.take(Sex.FEMALE)
    world.walk()

    assert (world.served, world.visits[2].tag) == (2, "M-001")


def test_a_jam_of_the_other_pool_or_of_no_dispenser_leaves_who_is_served_alone(world: World) -> None:
    world.tap(ADAM)
    world.fail("dispenser:F", Fault.JAM)
    world.fail("reader:entry", Fault.LOST)

    assert isinstance(world.face(), Welcome)


def test_a_jam_leaves_who_has_the_tag_in_hand_alone(world: World) -> None:
    world.tap(ADAM)
    world.take()
    world.fail(MEN, Fault.JAM)
    world.walk()

    assert world.stage(1) is Stage.ENTERED


@pytest.mark.parametrize("fault", [Fault.STUCK, Fault.LOST, Fault.BUSY])
def test_a_turnstile_that_is_down_ends_all_visits_without_a_tag_in_hand(world: World, fault: Fault) -> None:
    world.tap(ADAM)
    world.tap(LEAD)
    world.fail("turnstile", fault)

    assert [row.annulled for row in world.visits.values()] == [Annulment.NOT_ENTERED, Annulment.NOT_ENTERED]
    assert world.face() == OutOfService("turnstile", fault)
    assert world.light() is Light.STOP
    world.recover("turnstile", fault)
    assert world.face() == Rest()
    assert world.light() is Light.REST


def test_who_has_a_tag_in_hand_keeps_their_time_when_the_arm_is_stuck_and_then_the_desk_hears(world: World) -> None:
    world.tap(ADAM)
    world.take()
    world.fail("turnstile", Fault.STUCK)
    assert isinstance(world.face(), WalkThrough)
    world.wait(10)

    assert world.visits[1].annulled is Annulment.NOT_ENTERED
    assert NoticeCode.NOT_ENTERED in world.told


@pytest.mark.parametrize("line", Line)
def test_an_alarm_is_recorded_heard_shown_and_its_end_too(world: World, line: Line) -> None:
    decision = world.switch(line, True)
    assert decision.records == (InputSeen(line, True),)
    assert Chime(Sound.ALARM) in decision.actions
    assert world.face() == Alarm(fire=line is Line.FIRE_ALARM)
    assert world.light() is Light.CALL

    assert world.switch(line, True).records == ()
    assert world.switch(line, False).records == (InputSeen(line, False), AlarmOver(0, 0))
    assert world.face() == Rest()
    assert world.light() is Light.REST
    assert world.told == [NoticeCode.ALARM, NoticeCode.ALARM_OVER]


def test_two_alarms_are_over_when_both_are(world: World) -> None:
    world.switch(Line.EMERGENCY, True)
    world.switch(Line.FIRE_ALARM, True)
    world.switch(Line.FIRE_ALARM, False)

    assert world.face() == Alarm(fire=False)
    assert world.light() is Light.CALL


def test_an_alarm_ends_the_visits_without_a_tag_in_hand_and_the_tag_lies_there(world: World) -> None:
    world.tap(ADAM)
    world.tap(ANNA)
    world.switch(Line.FIRE_ALARM, True)

    assert [row.annulled for row in world.visits.values()] == [Annulment.NOT_ENTERED, Annulment.NOT_ENTERED]
    assert world.place("M-001") is Place.MOUTH


@pytest.mark.parametrize("direction", Direction)
def test_who_walks_during_an_alarm_is_seen_and_is_no_entry(world: World, direction: Direction) -> None:
    world.tap(ADAM)
    world.take()
    world.switch(Line.FIRE_ALARM, True)

    assert world.walk(direction).records == (WalkedThrough(direction, asked=False, alarm=True),)
    assert NoticeCode.PASSED_UNASKED not in world.told
    assert world.stage(1) is Stage.TAG_GIVEN


def test_after_a_short_alarm_who_has_the_tag_walks_in_under_a_green_lamp(world: World) -> None:
    world.tap(ADAM)
    world.take()
    world.switch(Line.EMERGENCY, True)
    world.switch(Line.EMERGENCY, False)
    assert world.light() is Light.GO
    world.walk()

    assert world.stage(1) is Stage.ENTERED


def test_a_tag_that_comes_back_during_an_alarm_closes_its_visit(world: World) -> None:
    world.come_in(ADAM)
    world.switch(Line.FIRE_ALARM, True)
    world.give_back("M-001")

    assert world.stage(1) is Stage.LEFT
    assert world.face() == Alarm(fire=True)
