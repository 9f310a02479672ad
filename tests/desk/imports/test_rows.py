"""Files that are none, and where their rows stand."""

import os
from pathlib import Path

import pytest

from kiosk.desk.imports.rows import MOST_BYTES, read_rows
from kiosk.desk.imports.table import rows_of
from kiosk.errors import ImportRefused


def read(folder: Path, content: bytes) -> list[tuple[int, list[str]]]:
    path = folder / "members.csv"
    path.write_bytes(content)
    return [(row.line, list(row.cells)) for row in read_rows(path).rows]


def refusal(folder: Path, content: bytes) -> str:
    with pytest.raises(ImportRefused) as refused:
        read(folder, content)
    return str(refused.value)


def test_rows_stand_on_the_lines_of_the_file_even_after_quoted_line_breaks(tmp_path: Path) -> None:
    content = b'a,b\n1,"two\nlines"\n\n,\n3,4\n'

    assert read(tmp_path, content) == [(2, ["1", "two\nlines"]), (6, ["3", "4"])]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_any_line_ending_is_read(tmp_path: Path, end: bytes) -> None:
    assert read(tmp_path, end.join([b"a", b"1", b"2", b""])) == [(2, ["1"]), (3, ["2"])]


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.write_bytes("\ufeffcard_no\nA1\n".encode())

    assert read_rows(path).header == ("card_no",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf\n \n", "the file is empty"),
        (b"card_no,name\n", "there are no rows below the header"),
        (b"card_no,name\n,\n\n", "there are no rows below the header"),
        ("card_no,name\n".encode("utf-16"), "there are no rows below the header"),
        (b"card_no,name\nA1,\0\n", "line 2: there is a NUL byte: this is no text file"),
        (b'card_no,name\nA1,Anna\nA2,"Bea\nA3,Cara\n', "line 3: a quotation mark is opened here and never closed"),
        (b'card_no,name\nA1,"An"na\n', "line 2: a quotation mark stands inside a cell"),
        (b"card_no,name\nA1," + b"x" * 200_000 + b"\n", "line 2: a cell is far too long"),
    ],
)
def test_what_is_no_table_is_refused_in_plain_words(tmp_path: Path, content: bytes, reason: str) -> None:
    assert reason in refusal(tmp_path, content)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match=r"^nothing was imported from no.csv: there is no such file$"):
        read_rows(tmp_path / "no.csv")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="is not a file"):
        read_rows(tmp_path)


def test_a_file_beyond_all_measure_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "members.csv"
    path.touch()
    os.truncate(path, MOST_BYTES + 1)

    with pytest.raises(ImportRefused, match="is larger than 200 MB"):
        read_rows(path)


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="cannot be read: File name too long"):
        read_rows(tmp_path / ("x" * 300))


def test_rows_that_were_never_a_file_begin_below_a_header() -> None:
    rows = rows_of("demo", [{"a": "1", "b": "2"}, {"b": "4", "a": "3"}])

    assert rows.header == ("a", "b")
    assert [(row.line, list(row.cells)) for row in rows.rows] == [(2, ["1", "2"]), (3, ["3", "4"])]


def test_a_table_without_rows_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one row"):
        rows_of("demo", [])
