"""What the screen shows for each state of the lane, and the lamp beside it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.lane.people import Plan
from kiosk.lane.reasons import Refusal
from kiosk.lane.rules import LaneRules
from kiosk.lane.showing import light_of, readers_gone, view_of
from kiosk.lane.state import Admission, Lane, Step
from kiosk.lane.view import (
    Alarm,
    Face,
    Goodbye,
    LaneView,
    OutOfService,
    Refused,
    Rest,
    TagNotGiven,
    Trouble,
    WalkThrough,
    Welcome,
)
from kiosk.lane.words import Fault, Light, Line, PlanKind, Sex
from tests.lane.books import BEGAN, RULES, TEN, member, staff

ADAM = member("B1")
SERVED = Admission(1, "04B00001", ADAM, Step.TAG, "M-001")
REFUSED = Refused(Refusal.EXPIRED, None)


def face(lane: Lane, at: datetime = BEGAN) -> Face:
    return view_of(lane, RULES, at).face


def test_at_rest_nothing_is_shown_and_the_time_is_the_clubs() -> None:
    rules = LaneRules(zone=ZoneInfo("Asia/Shanghai"))
    view = view_of(Lane(), rules, datetime(2026, 3, 2, 10, 0, tzinfo=UTC))

    assert view == LaneView(datetime(2026, 3, 2, 18, 0, tzinfo=rules.zone), Rest())
    assert view.at.isoformat() == "2026-03-02T18:00:00+08:00"


def test_who_is_to_take_a_tag_is_welcomed_with_its_number() -> None:
    assert face(Lane(serving=SERVED)) == Welcome(ADAM.guest, "M-001", Sex.MALE, None, None)


def test_who_has_the_tag_is_asked_to_walk_through() -> None:
    assert face(Lane(serving=replace(SERVED, step=Step.WALK))) == WalkThrough(ADAM.guest, "M-001", Sex.MALE)


def test_staff_are_asked_to_walk_through_without_a_tag() -> None:
    lead = staff("S01")
    assert face(Lane(serving=Admission(1, "05000001", lead, Step.WALK))) == WalkThrough(lead.guest, None, None)


@pytest.mark.parametrize("message", [REFUSED, TagNotGiven(ADAM.guest), Goodbye(ADAM.guest, "M-001", True)])
def test_a_message_is_shown_large_when_nobody_is_served_and_aside_when_somebody_is(message: Refused | TagNotGiven | Goodbye) -> None:
    assert view_of(Lane(message=message), RULES, BEGAN) == LaneView(BEGAN, message)
    served = view_of(Lane(serving=SERVED, message=message), RULES, BEGAN)
    assert (type(served.face), served.aside) == (Welcome, message)


@pytest.mark.parametrize("lines", [{Line.FIRE_ALARM}, {Line.EMERGENCY}, {Line.FIRE_ALARM, Line.EMERGENCY}])
def test_an_alarm_comes_before_everything(lines: set[Line]) -> None:
    lane = Lane(serving=SERVED, message=REFUSED, down=(("turnstile", Fault.STUCK),), lines_on=frozenset(lines))
    assert face(lane) == Alarm(fire=Line.FIRE_ALARM in lines)


@pytest.mark.parametrize("fault", [Fault.STUCK, Fault.LOST, Fault.BUSY])
def test_without_a_turnstile_the_lane_is_out_of_service_once_messages_are_over(fault: Fault) -> None:
    lane = Lane(down=(("turnstile", fault),))
    assert face(lane) == OutOfService("turnstile", fault)
    assert face(replace(lane, message=REFUSED)) == REFUSED
    assert isinstance(face(replace(lane, serving=replace(SERVED, step=Step.WALK))), WalkThrough)


def test_without_a_reader_to_tap_the_lane_is_out_of_service() -> None:
    assert face(Lane(down=(("reader:entry", Fault.LOST),))) == OutOfService("reader:entry", Fault.LOST)


def test_one_reader_that_is_left_is_enough() -> None:
    rules = LaneRules(zone=UTC, entry_readers=("reader:a", "reader:b"))
    one, both = (("reader:b", Fault.LOST),), (("reader:b", Fault.LOST), ("reader:a", Fault.BUSY))
    assert readers_gone(Lane(down=one), rules) is None
    assert readers_gone(Lane(down=both), rules) == Trouble("reader:a", Fault.BUSY)
    assert readers_gone(Lane(down=both), LaneRules(zone=UTC)) is None


def test_devices_that_are_down_and_people_who_wait_are_shown_beside() -> None:
    waiting = Admission(2, "05000001", staff("S01"))
    view = view_of(Lane(serving=SERVED, queue=(waiting,), down=(("return_slot", Fault.FULL),)), RULES, BEGAN)

    assert view.waiting == (waiting.guest,)
    assert view.troubles == (Trouble("return_slot", Fault.FULL),)


@pytest.mark.parametrize(("days", "shown"), [(0, 0), (14, 14), (15, None), (-1, None)])
def test_the_days_that_are_left_are_shown_when_few(days: int, shown: int | None) -> None:
    who = replace(ADAM, valid_until=BEGAN.date() + timedelta(days=days))
    welcome = face(Lane(serving=replace(SERVED, who=who)))
    assert isinstance(welcome, Welcome)
    assert welcome.days_left == shown


def test_after_midnight_the_last_day_is_still_the_last_day() -> None:
    who = replace(ADAM, valid_until=BEGAN.date())
    welcome = face(Lane(serving=replace(SERVED, who=who)), BEGAN + timedelta(hours=8))
    assert isinstance(welcome, Welcome)
    assert welcome.days_left == 0


@pytest.mark.parametrize(("left", "shown"), [(1, 0), (4, 3), (5, None), (None, None)])
def test_the_visits_that_are_left_after_this_one_are_shown_when_few(left: int | None, shown: int | None) -> None:
    welcome = face(Lane(serving=replace(SERVED, who=replace(ADAM, plan=TEN, visits_left=left))))
    assert isinstance(welcome, Welcome)
    assert welcome.visits_left == shown


def test_a_trial_guest_is_not_reminded_of_an_end() -> None:
    who = replace(ADAM, plan=Plan("trial", PlanKind.TRIAL), visits_left=1, valid_until=date(2026, 3, 2))
    assert face(Lane(serving=replace(SERVED, who=who))) == Welcome(ADAM.guest, "M-001", Sex.MALE, None, None)


@pytest.mark.parametrize(
    ("shown", "light"),
    [
        (Rest(), Light.REST),
        (Goodbye(ADAM.guest, "M-001", False), Light.REST),
        (Welcome(ADAM.guest, "M-001", Sex.MALE, None, None), Light.GO),
        (WalkThrough(ADAM.guest, None, None), Light.GO),
        (REFUSED, Light.STOP),
        (TagNotGiven(ADAM.guest), Light.STOP),
        (OutOfService("turnstile", Fault.LOST), Light.STOP),
        (Alarm(fire=True), Light.CALL),
    ],
)
def test_the_lamp_says_what_the_screen_says(shown: Face, light: Light) -> None:
    assert light_of(shown) is light
