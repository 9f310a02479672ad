"""Which calls of a class are due, and why one is not said."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.desk.announcing.due import Call, CallRules, Said, State, Which, Why, calls, quiet_at, together
from kiosk.desk.classes.programme import Occurrence

CLUB = ZoneInfo("Asia/Shanghai")
RULES = CallRules()
START = datetime(2026, 11, 28, 18, 0, tzinfo=CLUB)
ZUMBA = Occurrence("2026-11-28 18:00 尊巴 大厅", START, 60, "尊巴", "大厅")


def at(clock: str, day: str = "2026-11-28") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}+08:00").astimezone(UTC)


def said(call: Call, moment: datetime) -> Said:
    return Said(call.one.key, call.which, call.due, call.one.start, call.one.name, call.one.room, moment)


def states(now: str, *done: Said, one: Occurrence = ZUMBA, rules: CallRules = RULES) -> list[str]:
    return [call.why or call.state.value for call in calls([one], done, at(now), rules)]


FIRST, SECOND = calls([ZUMBA], (), at("12:00:00"), RULES)
BOTH = (said(FIRST, at("17:45:00")), said(SECOND, at("17:55:00")))


def test_a_class_is_called_fifteen_minutes_before_and_once_more_five_minutes_before() -> None:
    assert [(call.which, call.due) for call in (FIRST, SECOND)] == [(Which.FIRST, at("17:45:00")), (Which.SECOND, at("17:55:00"))]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("17:44:59", ["coming", "coming"]),
        ("17:45:00", ["due", "coming"]),
        ("17:48:00", ["due", "coming"]),
        ("17:48:01", ["late", "coming"]),
        ("17:55:00", ["late", "due"]),
        ("17:58:01", ["late", "late"]),
        ("18:00:00", ["late", "late"]),
    ],
)
def test_a_call_is_due_from_its_moment_until_it_is_three_minutes_late(now: str, expected: list[str]) -> None:
    assert states(now) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("17:44:56", ["coming", "coming"]),
        ("17:44:57", ["due", "coming"]),
        ("17:48:00", ["due", "coming"]),
        ("17:48:01", ["late", "coming"]),
        ("17:54:56", ["late", "coming"]),
        ("17:54:57", ["late", "due"]),
    ],
)
def test_a_call_is_ordered_so_long_before_it_is_due_and_as_late_as_ever(now: str, expected: list[str]) -> None:
    assert states(now, rules=CallRules(lead=timedelta(seconds=3))) == expected


def test_only_the_later_of_two_calls_is_said_once_that_is_to_be_ordered() -> None:
    patient = CallRules(late=timedelta(minutes=12), lead=timedelta(seconds=3))
    assert states("17:54:56", rules=patient) == ["due", "coming"]
    assert states("17:54:57", rules=patient) == ["late", "due"]


@pytest.mark.parametrize(("quiet", "expected"), [((time(17, 45), time(17, 50)), "quiet"), ((time(13), time(17, 45)), "due")])
def test_quiet_hours_go_by_when_it_is_heard_not_by_when_it_is_ordered(quiet: tuple[time, time], expected: str) -> None:
    assert states("17:44:58", rules=CallRules(quiet=quiet, lead=timedelta(seconds=3)))[0] == expected


def test_what_was_said_is_not_due_again() -> None:
    assert states("17:45:00", BOTH[0]) == ["said", "coming"]
    assert states("17:55:00", BOTH[0]) == ["said", "due"]
    assert states("17:56:00", *BOTH) == ["said", "said"]


def test_a_clock_that_goes_back_says_nothing_again() -> None:
    assert states("17:44:00", BOTH[0]) == ["said", "coming"]
    assert states("12:00:00", *BOTH) == ["said", "said"]


def test_only_one_call_is_wanted_when_the_second_is_switched_off() -> None:
    assert states("17:45:00", rules=CallRules(second=None)) == ["due"]


def test_only_the_later_of_two_calls_is_said_when_both_are_due() -> None:
    patient = CallRules(late=timedelta(minutes=12))
    assert states("17:55:00", rules=patient) == ["late", "due"]
    assert states("17:54:59", rules=patient) == ["due", "coming"]


def test_a_class_that_has_begun_is_not_called() -> None:
    assert states("18:00:00", rules=CallRules(second=timedelta(minutes=1))) == ["late", "late"]
    assert states("17:59:59", rules=CallRules(second=timedelta(minutes=1))) == ["late", "due"]


@pytest.mark.parametrize(("shift", "expected"), [(60, ["said", "due", "coming"]), (5, ["said", "late", "coming"])])
def test_a_class_that_is_moved_after_one_call_is_called_once_more_and_no_more(shift: int, expected: list[str]) -> None:
    moved = replace(ZUMBA, start=START + timedelta(minutes=shift), moved=True)
    now = at("18:45:00") if shift == 60 else at("17:54:00")
    assert [call.why or call.state.value for call in calls([moved], BOTH[:1], now, RULES)] == expected

    due = next(call for call in calls([moved], BOTH[:1], moved.start - timedelta(minutes=15), RULES) if call.state is State.DUE)
    after = calls([moved], (BOTH[0], said(due, due.due)), moved.start - timedelta(minutes=5), RULES)
    assert [call.why for call in after if call.state is not State.SAID] == [Why.SAID_TWICE]


def test_a_class_that_is_moved_after_both_calls_is_not_called_any_more() -> None:
    moved = replace(ZUMBA, start=START + timedelta(hours=2), moved=True)
    assert states("19:45:00", *BOTH, one=moved) == ["said", "said", "said_twice", "said_twice"]


def test_the_same_class_of_another_timetable_is_one_class() -> None:
    of_calendar = replace(ZUMBA, key="2026-11-28 some@calendar")
    assert states("17:55:30", *BOTH, one=of_calendar) == ["said", "said"]


def test_a_call_that_staff_asked_for_counts() -> None:
    asked = replace(BOTH[0], which=Which.ASKED, due=at("17:20:00"))
    assert states("17:45:00", asked) == ["said", "due", "coming"]
    assert states("17:55:00", asked, BOTH[0]) == ["said", "said", "said_twice"]


def test_nothing_is_called_of_a_cancelled_class_on_a_closed_day_or_in_the_quiet_hours() -> None:
    assert states("17:45:00", one=replace(ZUMBA, cancelled=True)) == ["cancelled", "cancelled"]
    assert states("17:45:00", rules=CallRules(closed_on=frozenset({date(2026, 11, 28)}))) == ["closed", "closed"]
    assert states("17:45:00", rules=CallRules(quiet=(time(17, 50), time(9)))) == ["due", "quiet"]


def test_nothing_is_called_while_nobody_knows_the_time() -> None:
    assert [call.why for call in calls([ZUMBA], (), at("17:45:00"), RULES, time_known=False)] == [Why.TIME_UNKNOWN, Why.TIME_UNKNOWN]


@pytest.mark.parametrize(
    ("quiet", "clock", "expected"),
    [
        ((time(22, 30), time(9, 30)), "22:29", False),
        ((time(22, 30), time(9, 30)), "22:30", True),
        ((time(22, 30), time(9, 30)), "03:00", True),
        ((time(22, 30), time(9, 30)), "09:30", False),
        ((time(13), time(14)), "13:59", True),
        ((time(13), time(14)), "14:00", False),
        ((time(9), time(9)), "09:00", False),
    ],
)
def test_quiet_hours_may_go_over_midnight(quiet: tuple[time, time], clock: str, expected: bool) -> None:
    assert quiet_at(datetime.fromisoformat(f"2026-11-28T{clock}+08:00"), quiet) is expected


def test_classes_that_start_together_are_one_announcement_and_the_sooner_class_comes_first() -> None:
    yoga = Occurrence("yoga", START, 60, "瑜伽", "小厅")
    spin = Occurrence("spin", START + timedelta(minutes=10), 45, "单车", "单车房")
    due = [call for call in calls([spin, yoga, ZUMBA], (), at("17:55:00"), RULES) if call.state is State.DUE]
    assert [[call.one.name for call in group] for group in together(due)] == [["尊巴", "瑜伽"], ["单车"]]


def test_calls_keep_their_distance_over_a_change_of_the_clocks() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    after_the_jump = Occurrence("early", datetime(2026, 3, 29, 3, 5, tzinfo=berlin), 60, "Yoga", "Hall")
    first, _ = calls([after_the_jump], (), datetime(2026, 3, 28, tzinfo=UTC), CallRules(quiet=(time(), time())))
    assert first.due == datetime(2026, 3, 29, 0, 50, tzinfo=UTC)
