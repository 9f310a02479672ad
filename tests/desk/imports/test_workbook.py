"""Workbooks: which sheet, and each cell as the same cell of a CSV would be."""

import tempfile
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.desk.imports import workbook
from kiosk.desk.imports.rows import read_rows
from kiosk.desk.imports.workbook import Wanted, as_text
from kiosk.errors import ImportRefused
from tests.desk.imports.saving import Table, as_workbook

LIST: Table = [["card_no", "name"], ["1001", "陈晓梅"]]
NOTES: Table = [["说明"], ["请不要改"]]
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\ufeff"), max_size=12)


def has_names(header: Sequence[str]) -> bool:
    return "name" in header


def refusal(path: Path, wanted: Wanted = workbook.ANY_SHEET) -> str:
    with pytest.raises(ImportRefused) as refused:
        read_rows(path, wanted)
    return str(refused.value).partition(": ")[2]


def test_the_rows_of_a_sheet_are_numbered_as_the_spreadsheet_numbers_them(tmp_path: Path) -> None:
    rows = read_rows(as_workbook(tmp_path / "l.xlsx", {"会员": [[], [], *LIST, [], ["1002", "刘洋"]]}))
    assert (rows.header, rows.header_line, rows.read_as) == (("card_no", "name"), 3, "the sheet “会员”")
    assert [(row.line, list(row.cells)) for row in rows.rows] == [(4, ["1001", "陈晓梅"]), (6, ["1002", "刘洋"])]


def test_the_first_sheet_with_our_columns_is_taken_and_hidden_ones_are_not(tmp_path: Path) -> None:
    path = as_workbook(tmp_path / "l.xlsx", {"说明": NOTES, "旧": LIST, "会员": LIST, "会员2": LIST}, hidden=["旧"])
    assert read_rows(path, Wanted(fits=has_names)).read_as == "the sheet “会员”"


def test_where_no_sheet_has_our_columns_the_first_is_taken_and_told(tmp_path: Path) -> None:
    path = as_workbook(tmp_path / "l.xlsx", {"说明": NOTES, "空": []})
    assert read_rows(path, Wanted(fits=has_names)).read_as == "the sheet “说明”"


def test_a_sheet_can_be_named_and_a_name_that_is_none_is_told_those_that_are(tmp_path: Path) -> None:
    path = as_workbook(tmp_path / "l.xlsx", {"一月": LIST, "二月": LIST}, hidden=["二月"])
    assert read_rows(path, Wanted("二月")).read_as == "the sheet “二月”"
    assert refusal(path, Wanted("三月")) == "there is no sheet “三月”; there are “一月”, “二月”"


def test_a_text_has_no_sheets(tmp_path: Path) -> None:
    path = tmp_path / "l.csv"
    path.write_text("a\n1\n")
    assert refusal(path, Wanted("一月")) == "this is a text file and has no sheets: leave out --sheet"


@pytest.mark.parametrize(
    ("table", "told"),
    [([], "the file is empty"), ([["card_no", "name"]], "there are no rows below the header"), ([["", " "]], "the file is empty")],
)
def test_an_empty_sheet_is_told(tmp_path: Path, table: Table, told: str) -> None:
    assert refusal(as_workbook(tmp_path / "l.xlsx", {"会员": table})) == told


def test_dates_times_and_numbers_are_written_plainly(tmp_path: Path) -> None:
    day = date(2026, 1, 1)
    cells = [day, day, datetime(2026, 1, 1, 13, 5, 7), time(9, 0), 1001, 46023.0, 3.5, True, 13800000001]  # noqa: DTZ001 cells have no zone
    formats = {0: "date", 1: "zh date", 2: "moment", 3: "time"}
    path = as_workbook(tmp_path / "l.xlsx", {"会员": [["h"] * len(cells), cells]}, formats=formats)
    assert list(read_rows(path).rows[0].cells) == [
        "2026-01-01", "2026-01-01", "2026-01-01 13:05:07", "09:00:00", "1001", "46023", "3.5", "TRUE", "13800000001",
    ]  # fmt: skip


def test_a_number_of_which_digits_are_lost_is_not_written_as_if_it_were_whole(tmp_path: Path) -> None:
    path = as_workbook(tmp_path / "l.xlsx", {"会员": [["card_no"], [1234567890123456]]})
    assert list(read_rows(path).rows[0].cells) == ["1.23456789012346E+15"]


def test_a_span_of_time_is_written_in_hours() -> None:
    assert as_text(timedelta(hours=26, minutes=5)) == "26:05:00"


def test_a_damaged_workbook_is_told(tmp_path: Path) -> None:
    whole = as_workbook(tmp_path / "l.xlsx", {"会员": LIST})
    told = "this workbook is damaged or unfinished: open it in a spreadsheet"
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(whole.read_bytes()[:-100])
    assert refusal(cut).startswith(told)
    hollow = tmp_path / "hollow.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(hollow, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"<x" if "sheet1" in name else source.read(name))
    assert refusal(hollow).startswith(told)


def test_a_workbook_packed_in_a_way_that_is_not_known_is_told(tmp_path: Path) -> None:
    path = as_workbook(tmp_path / "l.xlsx", {"会员": LIST})
    packed = bytearray(path.read_bytes())
    version_needed = packed.index(b"PK\x01\x02") + 6
    packed[version_needed] = 99
    path.write_bytes(packed)
    assert refusal(path).startswith("this workbook is damaged or unfinished: open it in a spreadsheet")


def test_a_workbook_beyond_all_measure_is_not_even_unpacked(tmp_path: Path) -> None:
    path = as_workbook(tmp_path / "l.xlsx", {"会员": LIST})
    with mock.patch.object(workbook, "MOST_UNPACKED", 1000):
        assert refusal(path).startswith("the workbook is larger than")


@settings(max_examples=40, deadline=None)
@given(body=st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=6))
def test_whatever_a_writer_of_workbooks_writes_comes_back(body: list[tuple[str, str, str]]) -> None:
    table = [["a", "b", "c"], *([f"x{one}", other, third] for one, other, third in body)]
    with tempfile.TemporaryDirectory() as folder:
        rows = read_rows(as_workbook(Path(folder) / "l.xlsx", {"会员": table}))
    assert [list(rows.header), *(list(row.cells) for row in rows.rows)] == table
