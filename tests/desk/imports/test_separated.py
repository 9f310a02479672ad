"""What keeps the cells of a text apart."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.desk.imports.rows import read_rows
from tests.desk.imports.saving import as_csv

WORDS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E) | st.sampled_from("陈喆堃，；“”、\u3000\t"), max_size=8)
HANZI = st.text(st.sampled_from("陈晓梅刘洋王林一二三年卡会员"), min_size=2, max_size=4)


def read(folder: Path, text: str, codec: str = "utf-8") -> list[list[str]]:
    path = folder / "members.csv"
    path.write_bytes(text.encode(codec))
    rows = read_rows(path)
    return [list(rows.header), *(list(row.cells) for row in rows.rows)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "，"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_separator_is_seen_in_the_header(tmp_path: Path, separator: str, end: str) -> None:
    text = end.join([f"a{separator}b{separator}c", f"1{separator}x{separator}3", ""])
    assert read(tmp_path, text) == [["a", "b", "c"], ["1", "x", "3"]]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_line_that_names_the_separator_is_no_row_but_counts_as_a_line(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "members.csv"
    path.write_text(f"\ufeffsep={separator}\r\na{separator}b\r\n1{separator}2\r\n", encoding="utf-8", newline="")
    rows = read_rows(path)
    assert (rows.header, rows.header_line, rows.rows[0].line) == (("a", "b"), 2, 3)


def test_a_header_with_full_width_commas_fits_rows_with_plain_ones(tmp_path: Path) -> None:
    assert read(tmp_path, "卡号，姓名，备注\n1,陈,好，很好\n") == [["卡号", "姓名", "备注"], ["1", "陈", "好，很好"]]
    assert read(tmp_path, "卡号,姓名，备注\n1,陈,好\n") == [["卡号", "姓名", "备注"], ["1", "陈", "好"]]


def test_a_separator_inside_a_name_does_not_decide(tmp_path: Path) -> None:
    assert read(tmp_path, "a\tb\n1\t林，雨,禾;\n") == [["a", "b"], ["1", "林，雨,禾;"]]


def test_trailing_columns_that_hold_nothing_are_left_out(tmp_path: Path) -> None:
    assert read(tmp_path, "a,b,,\n1,2,,\n3,4, ,\n5,6\n") == [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]
    assert read(tmp_path, "a,b,\n1,2,x\n") == [["a", "b", ""], ["1", "2", "x"]]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.lists(st.tuples(HANZI, WORDS, WORDS), min_size=1, max_size=6),
    codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
    separator=st.sampled_from([",", ";", "\t"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_whatever_a_writer_of_tables_writes_comes_back(
    tmp_path: Path, body: list[tuple[str, str, str]], codec: str, separator: str, end: str
) -> None:
    # So much Chinese that the text is known for Chinese, whatever the words are.
    table = [["姓名", "别名", "备注"], *([name * 6, one, other] for name, one, other in body)]
    assert read(tmp_path, as_csv(table, separator, end), codec) == table
