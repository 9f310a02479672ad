"""Which encoding a text is taken to be in."""

import re
from pathlib import Path

import pytest

from kiosk.desk.imports.rows import read_rows
from kiosk.desk.imports.table import Rows
from kiosk.errors import ImportRefused

TEXT = "card_no,name\r\n1001,陈晓梅\r\n1002,刘洋\r\n"


def read(folder: Path, content: bytes) -> Rows:
    path = folder / "members.csv"
    path.write_bytes(content)
    return read_rows(path)


@pytest.mark.parametrize(
    ("codec", "told"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("gbk", "GB18030"),
        ("gb2312", "GB18030"),
        ("gb18030", "GB18030"),
        ("utf-16", "UTF-16"),
    ],
)
def test_what_chinese_spreadsheets_save_is_read_and_the_encoding_told(tmp_path: Path, codec: str, told: str) -> None:
    rows = read(tmp_path, TEXT.encode(codec))
    assert rows.read_as == told
    assert [list(row.cells) for row in rows.rows] == [["1001", "陈晓梅"], ["1002", "刘洋"]]
    assert rows.header == ("card_no", "name")


def test_utf_16_of_either_byte_order_is_read(tmp_path: Path) -> None:
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert read(tmp_path, mark + TEXT.encode(codec)).rows[0].cells == ["1001", "陈晓梅"]


def test_a_name_with_a_rare_sign_is_read_from_gb18030(tmp_path: Path) -> None:
    assert read(tmp_path, "姓名\n陶喆\n王堃\n李𬭎\n".encode("gb18030")).rows[2].cells == ["李𬭎"]


@pytest.mark.parametrize("codec", ["latin-1", "cp1252", "cp1250"])
def test_a_western_text_is_not_taken_for_chinese(tmp_path: Path, codec: str) -> None:
    content = "card_no,name\nA1,Anna\nA2,Jürgen Müller\nA3,Zoë\n".encode(codec)
    with pytest.raises(ImportRefused, match=re.escape("line 3: this is neither UTF-8 nor GB18030 (GBK): save it as UTF-8")):
        read(tmp_path, content)


def test_utf_8_with_a_damaged_byte_is_refused_with_its_line_and_not_read_as_another_encoding(tmp_path: Path) -> None:
    content = TEXT.encode() + b"1003,\xe6\x9e\n1004," + "王林".encode() + b"\n"
    with pytest.raises(ImportRefused, match="line 4: this is neither"):
        read(tmp_path, content)


def test_utf_16_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="neither UTF-8 nor GB18030"):
        read(tmp_path, TEXT.encode("utf-16")[:-1])
