"""Dates and times as people and spreadsheets write them."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.desk.imports.days import DAY_ZERO, HIGHEST_DAY_NUMBER, clock, day, day_numbers
from kiosk.desk.imports.whole import ImportKind
from tests.desk.imports.importing import Importer

HEADER = "card_no,name,sex,plan,valid_from"
WRITTEN = ("{0.year}-{0.month:02}-{0.day:02}", "{0.year}/{0.month}/{0.day}", "{0.year}年{0.month}月{0.day}日", "{0.year}.{0.month}.{0.day}")
MIDNIGHT = ("", " 00:00:00", " 0:00", "T00:00:00", " 00:00", " 00:00:00.000")


@given(meant=st.dates(date(1000, 1, 1)), written=st.sampled_from(WRITTEN), midnight=st.sampled_from(MIDNIGHT))
def test_a_day_with_its_year_first_is_read_however_it_is_written(meant: date, written: str, midnight: str) -> None:
    assert day(written.format(meant) + midnight) == meant.isoformat()


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("03/04/2026", "“03/04/2026” has two readings, 2026-03-04 and 2026-04-03: write the one that is meant"),
        ("3-4-2026 0:00", "“3-4-2026 0:00” has two readings, 2026-03-04 and 2026-04-03: write the one that is meant"),
        ("25/12/2026", "“25/12/2026” is no date such as 2026-11-25; write 2026-12-25"),
        ("12.25.2026", "“12.25.2026” is no date such as 2026-11-25; write 2026-12-25"),
        ("05/05/2026", "“05/05/2026” is no date such as 2026-11-25; write 2026-05-05"),
        ("32/13/2026", "“32/13/2026” is no date such as 2026-11-25"),
        ("26/1/1", "“26/1/1” is no date such as 2026-11-25"),
        ("2026-1/1", "“2026-1/1” is no date such as 2026-11-25"),
        ("2026-01-01 13:45", "“2026-01-01 13:45” is no date such as 2026-11-25"),
        ("20260101", "“20260101” is no date such as 2026-11-25"),
        ("2026年2月30日", "“2026年2月30日” is not in the calendar"),
        (
            "46023",
            "“46023” is the day number of a spreadsheet, 2026-01-01, while other cells of the column are none",
        ),
    ],
)
def test_what_is_no_day_or_has_two_readings_is_told(cell: str, told: str) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(told)):
        day(cell)


@pytest.mark.parametrize(("cell", "time"), [("9:00", "09:00"), ("09:00", "09:00"), ("19:00:00", "19:00"), ("0:05:00.000", "00:05")])
def test_times_are_read_with_and_without_seconds(cell: str, time: str) -> None:
    assert clock(cell) == time


@pytest.mark.parametrize("cell", ["24:00", "9", "9:0", "9.30", "09:00:30", "9:00 PM"])
def test_what_is_no_time_is_told(cell: str) -> None:
    with pytest.raises(ValueError, match="is no time such as 09:30"):
        clock(cell)


@given(st.lists(st.integers(10_000, HIGHEST_DAY_NUMBER), min_size=1))
def test_a_column_of_day_numbers_is_read_as_dates(numbers: list[int]) -> None:
    turned = day_numbers([str(number) for number in numbers])
    assert turned.turn
    assert [turned.turn(str(number)) for number in numbers] == [(DAY_ZERO + timedelta(days=number)).isoformat() for number in numbers]


@pytest.mark.parametrize("cells", [[], ["2026"], ["46023", "2026-01-01"], ["73416"], ["99999"], ["46023.5"], ["046023"]])
def test_a_column_with_anything_else_is_not(cells: list[str]) -> None:
    assert day_numbers(cells).turn is None


def test_day_numbers_are_stored_as_days_and_told(importer: Importer) -> None:
    imported = importer.members(HEADER, "A1,Anna,F,ten,46023", "A2,Bea,F,ten,", "A3,Cara,F,ten,46387")
    assert imported.warnings == ("valid_from: the day numbers of a spreadsheet were read as dates: 46023 is 2026-01-01",)
    assert importer.db.execute("SELECT valid_from FROM members ORDER BY card_no").fetchall() == [("2026-01-01",), (None,), ("2026-12-31",)]


def test_a_birthday_as_a_day_number_is_still_a_birthday(importer: Importer) -> None:
    header = HEADER.replace("valid_from", "born_on")
    assert importer.problems(ImportKind.MEMBERS, header, "A1,Anna,F,ten,32934", "A2,Bea,F,ten,47000") == [
        "line 3, born_on: “2028-09-04” is in the future"
    ]
