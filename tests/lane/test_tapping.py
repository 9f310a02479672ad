"""A card at the door: taken up once, granted, queued or refused."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from kiosk.lane.actions import Chime, GiveTag, Release, Say
from kiosk.lane.notices import NoticeCode
from kiosk.lane.people import Hours, Member, Plan
from kiosk.lane.reasons import Refusal
from kiosk.lane.records import CardRefused, Granted, NotServed
from kiosk.lane.view import Refused, Rest, Welcome
from kiosk.lane.words import Fault, Kind, Light, Line, Place, PlanKind, Sex, Sound, Stage
from tests.lane.books import ANNUAL, RULES, TEN, member, staff
from tests.lane.world import World

ADAM, BRUNO, ANNA, LEAD = "04B00001", "04B00002", "04A00001", "05000001"


@pytest.fixture
def world() -> World:
    world = World()
    world.issue(ADAM, member("B1"))
    world.issue(BRUNO, member("B2"))
    world.issue(ANNA, member("A1", Sex.FEMALE))
    world.issue(LEAD, staff("S01"))
    return world


def test_a_tap_grants_a_visit_and_drops_its_tag_but_opens_nothing(world: World) -> None:
    decision = world.tap(ADAM)

    assert decision.records == (Granted(1, ADAM, member("B1"), "M-001"),)
    assert GiveTag(Sex.MALE, "M-001") in decision.actions
    assert not world.releases
    assert isinstance(world.face(), Welcome)
    assert world.light() is Light.GO


def test_each_changing_room_has_its_own_tags(world: World) -> None:
    world.come_in(ADAM)
    world.tap(ANNA)

    assert world.visits[2].tag == "F-001"


@pytest.mark.parametrize("reader", ["entry", "second"])
def test_the_same_card_within_three_seconds_is_nothing_at_whichever_reader(world: World, reader: str) -> None:
    world.tap(ADAM)
    world.wait(2.999)

    decision = world.tap(ADAM, reader)

    assert (decision.records, decision.actions) == ((), ())


def test_after_three_seconds_a_card_that_is_being_served_is_heard_and_changes_nothing(world: World) -> None:
    world.tap(ADAM)
    world.wait(3)
    before = world.lane

    decision = world.tap(ADAM)

    assert (decision.records, decision.actions) == ((), (Chime(Sound.WAIT),))
    assert replace(world.lane, seen=()) == replace(before, seen=())


def test_a_card_that_waits_in_the_queue_waits_once(world: World) -> None:
    world.tap(ADAM)
    world.tap(BRUNO)
    world.wait(4)
    world.tap(BRUNO)

    assert world.queued == [2]
    assert len(world.visits) == 2


def test_the_debounce_counts_from_the_tap_that_was_taken_up(world: World) -> None:
    uid = "0BAD0BAD"
    for _ in range(4):
        world.tap(uid)
        world.wait(1)

    assert world.refusals == [Refusal.UNKNOWN_CARD, Refusal.UNKNOWN_CARD]


def test_another_card_is_taken_up_at_once(world: World) -> None:
    world.tap(ADAM)
    world.tap(BRUNO)

    assert (world.served, world.queued) == (1, [2])


def test_a_clock_that_went_back_hides_no_card(world: World) -> None:
    world.tap("0BAD0BAD")
    world.now -= timedelta(hours=1)
    world.tap("0BAD0BAD")
    world.wait(1)
    world.tap("0BAD0BAD")

    assert len(world.refusals) == 2


def test_a_second_tap_after_the_way_in_never_lets_out(world: World) -> None:
    world.come_in(ADAM)
    world.wait(5)
    world.tap(ADAM)

    assert world.refusals == [Refusal.ALREADY_INSIDE]
    assert world.stage(1) is Stage.ENTERED


def test_a_person_whose_card_was_replaced_while_they_waited_has_one_visit(world: World) -> None:
    world.tap(ADAM)
    world.tap(BRUNO)
    world.issue("04B0FFFF", world.cards.pop(BRUNO))
    world.tap("04B0FFFF")

    assert list(world.visits) == [1, 2]


def test_members_are_served_in_the_order_of_their_taps(world: World) -> None:
    for uid in (ADAM, ANNA, LEAD, BRUNO):
        world.tap(uid)
    served = []
    while world.lane.serving:
        served.append(world.lane.serving.uid)
        if world.lane.serving.pool:
            world.take(world.lane.serving.pool)
        world.walk()

    assert served == [ADAM, ANNA, LEAD, BRUNO]
    assert [row.tag for row in world.visits.values()] == ["M-001", "F-001", None, "M-002"]


def test_who_waits_is_told_so_and_gets_no_tag_yet(world: World) -> None:
    world.tap(ADAM)
    decision = world.tap(BRUNO)

    assert decision.records == (Granted(2, BRUNO, member("B2"), None),)
    assert decision.actions == (Chime(Sound.WAIT), Say("queued", member("B2").language, (("name", "name of B2"), ("sex", "M"))))
    assert world.place("M-002") is Place.STACK


def test_the_queue_is_promised_no_more_tags_than_there_are() -> None:
    world = World(per_pool=2)
    for number in range(3):
        world.tap(world.issue(f"04C0000{number}", member(f"C{number}")))

    assert (world.served, world.queued, world.refusals) == (1, [2], [Refusal.NO_TAG])


def test_the_last_tag_is_not_promised_while_it_waits_for_a_hand_but_is_when_it_was_left() -> None:
    world = World(per_pool=1)
    world.issue(ADAM, member("B1"))
    world.issue(BRUNO, member("B2"))
    world.tap(ADAM)
    world.tap(BRUNO)
    assert world.refusals == [Refusal.NO_TAG]

    world.wait(15)
    world.tap(BRUNO)

    assert (world.served, world.visits[2].tag) == (2, "M-001")


def test_staff_walk_in_without_a_tag(world: World) -> None:
    decision = world.tap(LEAD)
    assert [action.direction for action in decision.actions if isinstance(action, Release)] == ["entry"]
    world.walk()

    assert world.stage(1) is Stage.ENTERED
    assert all(tag.place is Place.STACK for tag in world.tags.values())


def test_a_staff_card_that_is_tapped_twice_opens_once_and_later_begins_anew(world: World) -> None:
    world.tap(LEAD)
    world.wait(4)
    world.tap(LEAD)
    assert world.releases.total() == 1

    world.walk()
    world.wait(60)
    world.tap(LEAD)

    assert (world.stage(1), world.stage(2)) == (Stage.LEFT, Stage.GRANTED)


def test_a_refusal_is_shown_for_a_while_with_a_red_lamp_and_then_all_is_at_rest(world: World) -> None:
    world.lost.add(ADAM)
    decision = world.tap(ADAM)

    assert decision.records == (CardRefused(ADAM, "B1", Refusal.LOST_CARD),)
    assert world.face() == Refused(Refusal.LOST_CARD, None)
    assert world.light() is Light.STOP
    assert Chime(Sound.NO) in decision.actions
    world.wait(RULES.refused_s)
    assert world.face() == Rest()
    assert world.light() is Light.REST


def test_a_second_refusal_has_its_own_full_time(world: World) -> None:
    world.tap("0BAD0BAD")
    world.wait(5)
    world.tap("0BAD0BAE")
    world.wait(5)
    assert isinstance(world.face(), Refused)
    world.wait(3)
    assert world.face() == Rest()


def test_a_refusal_beside_somebody_being_served_leaves_their_lamp_green(world: World) -> None:
    world.tap(ADAM)
    world.tap("0BAD0BAD")

    assert isinstance(world.face(), Welcome)
    assert world.light() is Light.GO


def test_a_grant_takes_the_refusal_before_it_off_the_screen(world: World) -> None:
    world.tap("0BAD0BAD")
    world.tap(ADAM)

    assert world.lane.message is None


OFFPEAK = Plan("offpeak", PlanKind.TERM, (Hours(2, time(10), time(16)), Hours(3, time(10), time(16)), Hours(3, time(18), time(20))))
OFFPEAK_TODAY = replace(OFFPEAK, hours=(Hours(1, time(10), time(16)), *OFFPEAK.hours))


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ({"valid_until": date(2026, 3, 1)}, {"reason": Refusal.EXPIRED, "until": "2026-03-01"}),
        ({"valid_from": date(2026, 3, 3)}, {"reason": Refusal.NOT_YET_VALID, "since": "2026-03-03"}),
        ({"frozen_from": date(2026, 3, 2)}, {"reason": Refusal.FROZEN, "since": "2026-03-02"}),
        (
            {"frozen_from": date(2026, 3, 2), "frozen_until": date(2026, 3, 9)},
            {"reason": Refusal.FROZEN, "since": "2026-03-02", "until": "2026-03-09"},
        ),
        ({"plan": OFFPEAK}, {"reason": Refusal.OUTSIDE_HOURS, "hours": ("10:00-16:00", "18:00-20:00")}),
        ({"plan": OFFPEAK_TODAY}, {"reason": Refusal.OUTSIDE_HOURS, "hours": ("10:00-16:00",)}),
        ({"plan": TEN, "visits_left": 0}, {"reason": Refusal.NO_VISITS_LEFT}),
        ({"born_on": date(2015, 1, 1)}, {"reason": Refusal.UNDER_AGE}),
    ],
)  # fmt: skip
def test_a_refusal_shows_what_its_reason_is_about(world: World, who: dict[str, Any], shown: dict[str, Any]) -> None:
    refused = replace(member("B1"), **who)
    world.issue(ADAM, refused)
    world.tap(ADAM)

    assert world.face() == Refused(guest=refused.guest, **shown)


def test_who_owes_a_tag_is_shown_its_number(world: World) -> None:
    world.tap(ADAM)
    world.take()
    world.wait(60)
    world.tap(ADAM)

    assert world.face() == Refused(Refusal.TAG_OWED, member("B1").guest, tag="M-001")


def test_before_the_doors_open_their_hours_are_shown(world: World) -> None:
    world.rules = replace(RULES, opens=time(20, 0))
    world.tap(ADAM)

    assert world.face() == Refused(Refusal.CLUB_CLOSED, member("B1").guest, hours=("20:00-22:30",))


@pytest.mark.parametrize("uid", [ADAM, LEAD, "0BAD0BAD"])
def test_nobody_is_admitted_while_the_turnstile_is_down_and_the_desk_hears_of_it(world: World, uid: str) -> None:
    world.fail("turnstile", Fault.LOST)
    decision = world.tap(uid)

    assert decision.records == (NotServed(uid, "turnstile"),)
    assert world.told[-1] is NoticeCode.NOT_SERVED
    assert not world.visits


@pytest.mark.parametrize("line", Line)
def test_nobody_is_admitted_during_an_alarm(world: World, line: Line) -> None:
    world.switch(line, True)

    assert world.tap(ADAM).records == (NotServed(ADAM, line.value),)


def test_people_count_in_the_figure_of_their_kind() -> None:
    trial = member("T1", plan=Plan("trial", PlanKind.TRIAL))
    assert [who.kind for who in (member("A1"), trial, staff("S01"), staff("S02", coach=True))] == [
        Kind.MEMBER, Kind.TRIAL, Kind.STAFF, Kind.COACH
    ]  # fmt: skip
    assert isinstance(trial, Member)
    assert (ANNUAL.kind, trial.pays_by_visit, member("A1").pays_by_visit) == (PlanKind.TERM, True, False)
