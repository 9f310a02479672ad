"""Which classes are held on a day, and when."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from kiosk.database.classes import ClassRow
from kiosk.desk.classes.timetable import classes_on, overlap, starts_at

WEDNESDAY = date(2026, 11, 25)


def a_class(
    start: str = "10:00", minutes: int = 60, weekday: int = 3, room: str = "大厅", from_day: str | None = None, until_day: str | None = None
) -> ClassRow:
    return ClassRow(weekday, start, minutes, "瑜伽", room, None, from_day, until_day)


def test_the_classes_of_the_weekday_come_in_the_order_of_the_day() -> None:
    late, early, beside, tuesday = a_class("18:30"), a_class("09:00"), a_class("09:00", room="小厅"), a_class(weekday=2)

    assert classes_on(WEDNESDAY, [late, beside, early, tuesday]) == (early, beside, late)


@pytest.mark.parametrize(
    ("from_day", "until_day", "held"),
    [
        (None, None, True),
        ("2026-11-25", None, True),
        ("2026-11-26", None, False),
        (None, "2026-11-25", True),
        (None, "2026-11-24", False),
        ("2026-11-25", "2026-11-25", True),
    ],
)
def test_a_class_is_held_from_its_first_day_until_its_last(from_day: str | None, until_day: str | None, held: bool) -> None:
    row = a_class(from_day=from_day, until_day=until_day)

    assert classes_on(WEDNESDAY, [row]) == ((row,) if held else ())


def test_a_class_starts_on_the_clubs_clock() -> None:
    assert starts_at(a_class("18:30"), WEDNESDAY, ZoneInfo("Asia/Shanghai")).isoformat() == "2026-11-25T18:30:00+08:00"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (a_class("10:59"), True),
        (a_class("11:00"), False),
        (a_class("09:00"), False),
        (a_class("09:00", 61), True),
        (a_class("10:00", weekday=4), False),
        (a_class(until_day="2026-05-31"), False),
        (a_class(until_day="2026-06-01"), True),
        (a_class(from_day="2026-09-01"), False),
        (a_class(from_day="2026-08-31"), True),
    ],
)
def test_classes_overlap_when_their_times_and_their_seasons_do(other: ClassRow, expected: bool) -> None:
    summer = a_class(from_day="2026-06-01", until_day="2026-08-31")

    assert overlap(summer, other) is expected
    assert overlap(other, summer) is expected
