"""Every reason against letting somebody in, at its boundaries, and which is said first."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.lane.admission import age, is_frozen, is_open, refusal
from kiosk.lane.people import Holder, Hours, Member, OpenVisit, Plan
from kiosk.lane.reasons import Refusal
from kiosk.lane.rules import LaneRules
from kiosk.lane.words import PlanKind, Stage
from tests.lane.books import ANNUAL, TEN, member, staff

RULES = LaneRules(zone=UTC)
LATE = LaneRules(zone=UTC, closes=time(2, 0))
MONDAY = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
TODAY = MONDAY.date()
OFFPEAK = Plan("offpeak", PlanKind.TERM, (Hours(1, time(10), time(12)), Hours(1, time(14), time(16)), Hours(2, time(10), time(16))))
TRIAL = Plan("trial", PlanKind.TRIAL)


def someone(**fields: Any) -> Holder:
    return Holder(replace(member("A1"), **fields))


def asked(holder: Holder | None, at: datetime = MONDAY, rules: LaneRules = RULES, tags_free: int = 1) -> Refusal | None:
    return refusal(holder, tags_free, rules, at)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_nothing_is_held_against_a_member_in_good_standing() -> None:
    assert asked(someone()) is None


def test_a_card_that_nobody_knows_is_unknown() -> None:
    assert asked(None) is Refusal.UNKNOWN_CARD


@pytest.mark.parametrize("who", [member("A1"), staff("S01")])
def test_a_lost_card_is_refused_whosever_it_is(who: Any) -> None:
    assert asked(Holder(who, lost=True)) is Refusal.LOST_CARD


def test_staff_come_in_whatever_the_hour_and_without_a_tag() -> None:
    assert asked(Holder(staff("S01")), at("2026-03-02T05:00"), tags_free=0) is None


@pytest.mark.parametrize(
    ("moment", "reason"),
    [
        ("2026-03-01T18:00", Refusal.NOT_YET_VALID),
        ("2026-03-02T18:00", None),
        ("2026-03-04T22:29", None),
        ("2026-03-05T10:00", Refusal.EXPIRED),
    ],
)
def test_a_card_is_valid_from_its_first_day_to_its_last(moment: str, reason: Refusal | None) -> None:
    assert asked(someone(valid_from=date(2026, 3, 2), valid_until=date(2026, 3, 4)), at(moment)) is reason


@pytest.mark.parametrize(("moment", "reason"), [("2026-03-05T01:59", None), ("2026-03-05T10:00", Refusal.EXPIRED)])
def test_the_last_evening_of_a_card_ends_when_the_club_closes_after_midnight(moment: str, reason: Refusal | None) -> None:
    assert asked(someone(valid_until=date(2026, 3, 4)), at(moment), LATE) is reason


@pytest.mark.parametrize(("day", "frozen"), [(1, False), (2, True), (4, True), (5, False)])
def test_a_freeze_holds_from_its_first_day_to_its_last(day: int, frozen: bool) -> None:
    who = replace(member("A1"), frozen_from=date(2026, 3, 2), frozen_until=date(2026, 3, 4))
    assert is_frozen(who, date(2026, 3, day)) is frozen
    assert (asked(Holder(who), at(f"2026-03-{day:02d}T18:00")) is Refusal.FROZEN) is frozen


def test_a_freeze_without_an_end_lasts_and_one_without_a_beginning_has_begun() -> None:
    assert asked(someone(frozen_from=TODAY), at("2029-03-02T18:00")) is Refusal.FROZEN
    assert asked(someone(frozen_until=TODAY)) is Refusal.FROZEN
    assert asked(someone(frozen_until=TODAY), at("2026-03-03T18:00")) is None


@pytest.mark.parametrize(
    ("plan", "left", "reason"), [(TEN, 1, None), (TEN, 0, Refusal.NO_VISITS_LEFT), (TEN, None, Refusal.NO_VISITS_LEFT)]
)
def test_a_visit_card_needs_a_visit(plan: Plan, left: int | None, reason: Refusal | None) -> None:
    assert asked(someone(plan=plan, visits_left=left)) is reason


def test_a_trial_is_used_up_by_its_one_visit_and_a_term_never() -> None:
    assert asked(someone(plan=TRIAL, visits_left=0)) is Refusal.NO_VISITS_LEFT
    assert asked(someone(plan=ANNUAL, visits_left=0)) is None


@pytest.mark.parametrize(
    ("moment", "admitted"),
    [
        ("02T10:00", True),
        ("02T11:59:59", True),
        ("02T12:00", False),
        ("02T14:00", True),
        ("02T16:00", False),
        ("03T13:00", True),
        ("04T13:00", False),
    ],
)
def test_hours_of_a_plan_begin_with_their_first_moment_and_end_before_their_last(moment: str, admitted: bool) -> None:
    assert asked(someone(plan=OFFPEAK), at(f"2026-03-{moment}")) is (None if admitted else Refusal.OUTSIDE_HOURS)


def test_hours_go_by_the_clock_of_the_club() -> None:
    rules = LaneRules(zone=ZoneInfo("Asia/Shanghai"))
    assert asked(someone(plan=OFFPEAK), at("2026-03-02T02:00"), rules) is None
    assert asked(someone(plan=OFFPEAK), at("2026-03-02T10:00"), rules) is Refusal.OUTSIDE_HOURS


@pytest.mark.parametrize(("born_on", "reason"), [("2010-03-02", None), ("2010-03-03", Refusal.UNDER_AGE), ("2010-03-01", None)])
def test_sixteen_is_old_enough_from_the_birthday_on(born_on: str, reason: Refusal | None) -> None:
    assert asked(someone(born_on=date.fromisoformat(born_on))) is reason


@pytest.mark.parametrize(("today", "years"), [("2024-02-28", 15), ("2024-02-29", 16), ("2023-02-28", 14), ("2023-03-01", 15)])
def test_who_is_born_on_the_29th_of_february_grows_older_on_the_1st_of_march_in_other_years(today: str, years: int) -> None:
    assert age(date(2008, 2, 29), date.fromisoformat(today)) == years


@given(st.dates(date(1900, 1, 1), date(2030, 1, 1)), st.integers(0, 30000))
def test_nobody_grows_younger(born_on: date, days: int) -> None:
    today = date.fromordinal(born_on.toordinal() + days)
    assert 0 <= age(born_on, today) <= age(born_on, date.fromordinal(today.toordinal() + 1))


@pytest.mark.parametrize(
    ("clock", "opened"), [("09:59:59", False), ("10:00", True), ("22:29:59", True), ("22:30", False), ("03:00", False)]
)
def test_the_doors_are_open_from_ten_until_before_half_past_ten(clock: str, opened: bool) -> None:
    assert is_open(RULES, at(f"2026-03-02T{clock}")) is opened
    assert asked(someone(), at(f"2026-03-02T{clock}")) is (None if opened else Refusal.CLUB_CLOSED)


@pytest.mark.parametrize(
    ("clock", "opened"), [("00:30", True), ("01:59:59", True), ("02:00", False), ("09:59", False), ("10:00", True), ("23:59", True)]
)
def test_a_club_that_closes_after_midnight_is_open_until_then(clock: str, opened: bool) -> None:
    assert is_open(LATE, at(f"2026-03-03T{clock}")) is opened


@pytest.mark.parametrize("hour", range(24))
def test_a_club_that_opens_when_it_closes_never_closes(hour: int) -> None:
    assert is_open(LaneRules(zone=UTC, opens=time(6), closes=time(6)), at(f"2026-03-02T{hour:02d}:30"))


@pytest.mark.parametrize(
    ("moment", "opened"), [("02T23:00", True), ("03T01:30", True), ("03T10:00", False), ("04T01:30", False), ("04T10:00", True)]
)
def test_a_closed_day_is_a_business_day(moment: str, opened: bool) -> None:
    rules = replace(LATE, closed_on=frozenset({date(2026, 3, 3)}))
    assert is_open(rules, at(f"2026-03-{moment}")) is opened


@pytest.mark.parametrize("tags_free", [0, -1])
def test_without_a_tag_nobody_trains(tags_free: int) -> None:
    assert asked(someone(), tags_free=tags_free) is Refusal.NO_TAG


@pytest.mark.parametrize(
    ("stage", "day", "reason"), [(Stage.ENTERED, 2, Refusal.ALREADY_INSIDE), (Stage.ENTERED, 1, None), (Stage.GRANTED, 2, None)]
)
def test_inside_is_who_entered_on_this_business_day(stage: Stage, day: int, reason: Refusal | None) -> None:
    assert asked(replace(someone(), open_visit=OpenVisit(1, stage, date(2026, 3, day)))) is reason


def test_yesterdays_tag_is_owed_still() -> None:
    holder = replace(someone(), open_visit=OpenVisit(1, Stage.ENTERED, date(2026, 3, 1)), tag_owed="M-001")
    assert asked(holder) is Refusal.TAG_OWED


WORST = Holder(
    Member(
        "A1", "name", member("A1").sex, member("A1").language, Plan("bad", PlanKind.VISITS, (Hours(7, time(10), time(11)),)),
        born_on=date(2020, 1, 1), valid_from=date(2026, 3, 9), valid_until=date(2026, 3, 1), visits_left=0, frozen_from=TODAY,
    ),
    lost=True,
    open_visit=OpenVisit(1, Stage.ENTERED, TODAY),
    tag_owed="M-001",
)  # fmt: skip


def test_reasons_are_said_in_the_order_that_a_member_would_want_to_hear() -> None:
    closed = replace(RULES, closed_on=frozenset({TODAY}))
    first: list[dict[str, Any]] = [{"lost": False}, {"open_visit": None}, {"tag_owed": None}]
    better: list[dict[str, Any]] = [
        {"valid_until": None}, {"valid_from": None}, {"frozen_from": None}, {"visits_left": 1}, {"plan": ANNUAL}, {"born_on": None}
    ]  # fmt: skip
    holder, heard = WORST, [asked(WORST, rules=closed, tags_free=0)]
    for change in first:
        holder = replace(holder, **change)
        heard.append(asked(holder, rules=closed, tags_free=0))
    for change in better:
        holder = replace(holder, who=replace(holder.who, **change))
        heard.append(asked(holder, rules=closed, tags_free=0))
    heard.append(asked(holder, tags_free=0))
    assert heard == [
        Refusal.LOST_CARD, Refusal.ALREADY_INSIDE, Refusal.TAG_OWED, Refusal.EXPIRED, Refusal.NOT_YET_VALID, Refusal.FROZEN,
        Refusal.NO_VISITS_LEFT, Refusal.OUTSIDE_HOURS, Refusal.UNDER_AGE, Refusal.CLUB_CLOSED, Refusal.NO_TAG,
    ]  # fmt: skip
