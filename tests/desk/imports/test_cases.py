"""The files that the field sends, each of its kind: what the list of right answers says of them."""

from pathlib import Path

import pytest

from kiosk.settings.home import Home
from tests.club import ask_database, dump, make_club
from tests.command_line import Ran, kiosk
from tests.desk.imports.saving import as_workbook

CASES = Path(__file__).with_name("cases")
FIRST = ("1001", "陈晓梅", "F", "1990-03-02", "13800000001", "annual", "2026-01-01", "2026-12-31", None)
SECOND = ("1002", "刘洋", "M", "1988-11-20", "13800000002", "ten", "2026-03-02", "2027-03-01", 7)
COLUMNS = "card_no, name, sex, born_on, phone, plan, valid_from, valid_until, visits_left"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return make_club(tmp_path)


def imported(home: Home, file: Path, *options: str) -> Ran:
    return kiosk("import", "members", file, "--json", *options, "--home", home.path)


def stored(home: Home) -> list[tuple[object, ...]]:
    return ask_database(home, f"SELECT {COLUMNS} FROM members WHERE card_no IN ('1001', '1002') ORDER BY card_no")


@pytest.mark.parametrize(
    ("case", "read_as"),
    [
        ("slash-dates.csv", "UTF-8"),
        ("zh-dates.csv", "UTF-8"),
        ("gbk.csv", "GB18030"),
        ("zh-sex.csv", "UTF-8"),
        ("zh-plan.csv", "UTF-8"),
        ("fullwidth-comma.csv", "UTF-8"),
        ("utf8-header-zh.csv", "UTF-8"),
    ],
)
def test_a_list_as_a_spreadsheet_saves_it_is_read(home: Home, case: str, read_as: str) -> None:
    ran = imported(home, CASES / case)
    assert (ran.code, ran.json["read_as"].partition(";")[0]) == (0, read_as), ran
    assert stored(home) == ([FIRST] if case == "utf8-header-zh.csv" else [FIRST, SECOND])
    assert "陈晓梅" in ran.err


@pytest.mark.parametrize(
    ("case", "column", "told"),
    [
        ("sci-card-one.csv", "card_no", "“1.23457E+15”"),
        ("float-card.csv", "card_no", "“1001.0”"),
        ("zwsp.csv", "card_no", "U+200B"),
        ("ufffd.csv", "name", "U+FFFD"),
    ],
)
def test_what_a_spreadsheet_ruined_is_refused_with_line_and_how_to_save_the_column(home: Home, case: str, column: str, told: str) -> None:
    before = dump(home)
    ran = imported(home, CASES / case)
    assert ran.code == 1
    assert f"line 2, {column}: " in ran.err
    assert told in ran.err
    assert "format the column as text" in ran.err
    assert dump(home) == before


def test_a_decimal_uid_is_asked_about_and_then_converted(home: Home) -> None:
    ran = imported(home, CASES / "uid-decimal10.csv")
    assert (ran.code, "--uid-format" in ran.err, "04A1B2C3 as decimal_be" in ran.err) == (1, True, True)
    assert imported(home, CASES / "uid-decimal10.csv", "--uid-format", "decimal_be").code == 0
    assert ask_database(home, "SELECT uid FROM credentials WHERE card_no IN ('1001', '1002') ORDER BY uid") == [
        ("04A1B2C3",),
        ("04A1B2C4",),
    ]


def test_a_decimal_uid_is_converted_by_the_format_of_this_counters_keyboard_reader(home: Home) -> None:
    with home.settings_file.open("a", encoding="utf-8") as settings:
        settings.write('\n[[keyboard]]\nname = "typing"\nformat = "decimal_le"\n')
    ran = imported(home, CASES / "uid-decimal10.csv")
    assert ran.code == 0, ran
    assert ran.json["warnings"] == [
        "card_uid: digits were read as decimal_le: 0077705923 is C3B2A104 (it would be 0077705923 as hex, 04A1B2C3 as decimal_be)"
    ]


def test_day_numbers_are_read_where_the_whole_column_is_made_of_them_and_else_told(home: Home, tmp_path: Path) -> None:
    text = (CASES / "serial-dates.csv").read_text(encoding="utf-8")
    ran = imported(home, CASES / "serial-dates.csv")
    assert (ran.code, ran.err.count("is the day number of a spreadsheet")) == (1, 2)
    assert "“46023” is the day number of a spreadsheet, 2026-01-01" in ran.err
    whole = tmp_path / "whole.csv"
    whole.write_text(text.replace("2026-03-02,2027-03-01", "46083,46447"), encoding="utf-8")
    assert imported(home, whole).code == 0
    assert stored(home) == [FIRST, SECOND]


def test_the_workbook_among_the_cases_is_hollow_and_is_told_so(home: Home) -> None:
    assert "this workbook is damaged or unfinished" in imported(home, CASES / "list.xlsx").err


def test_a_whole_workbook_of_that_name_is_read(home: Home, tmp_path: Path) -> None:
    rows = [line.split(",") for line in (CASES / "zh-plan.csv").read_text(encoding="utf-8").splitlines()]
    ran = imported(home, as_workbook(tmp_path / "list.xlsx", {"说明": [["会员名单"]], "会员": rows}))
    assert (ran.code, ran.json["read_as"]) == (0, "the sheet “会员”; names such as “陈晓梅” and “刘洋”"), ran
    assert stored(home) == [FIRST, SECOND]
