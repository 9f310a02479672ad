"""Files that are no list: told for what they are, and what to do."""

import io
import zipfile
from pathlib import Path

import pytest

from kiosk.desk.imports.rows import read_rows
from kiosk.errors import ImportRefused

SAVE = "open it in a spreadsheet and save it as “Excel workbook (.xlsx)” or “CSV UTF-8”"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.xls", OLD + b"\0" * 600, f"this is an old workbook (.xls): {SAVE}"),
        ("a.xlsx", OLD + "EncryptedPackage".encode("utf-16-le"), "this workbook is locked with a password: save it without one"),
        ("a.xls", b"\xef\xbb\xbf\r\n<html><table><tr>", f"this is a web page (HTML), whatever its name says: {SAVE}"),
        ("a.xls", b"<TABLE border=1>", f"this is a web page (HTML), whatever its name says: {SAVE}"),
        ("a.xls", "<html>".encode("utf-16"), f"this is a web page (HTML), whatever its name says: {SAVE}"),
        ("a.xls", b'<?xml version="1.0"?><Workbook>', f"this is XML, whatever its name says: {SAVE}"),
        ("a.csv", b"%PDF-1.7", "this is a PDF, which shows a table but holds none: ask for the list as a spreadsheet"),
        ("a.csv", b"\x89PNG\r\n\x1a\n", "this is a picture: ask for the list as a spreadsheet"),
        ("a.slk", b"ID;PWXL;N;E", f"this is a SYLK file: {SAVE}"),
        ("a.csv", b"BEGIN:VCALENDAR\r\n", "this is a calendar: import it as classes, from a file that ends in .ics"),
        ("a.numbers", packed("Index/Document.iwa"), "this is a Numbers document: in Numbers choose File, Export To, Excel or CSV"),
        ("a.xlsb", packed("xl/workbook.bin"), f"this is a binary workbook (.xlsb): {SAVE}"),
        ("a.ods", packed("mimetype", "content.xml"), f"this is an OpenDocument file (.ods): {SAVE}"),
        ("a.docx", packed("word/document.xml"), "this is a Word document: copy its table into a spreadsheet"),
        ("a.zip", packed("members.csv"), "this is a packed file (.zip): unpack it first"),
        ("a.rar", b"Rar!\x1a\x07", "this is a packed file: unpack it first"),
    ],
)
def test_a_file_of_another_kind_is_told_by_what_stands_in_it(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ImportRefused) as refused:
        read_rows(path)
    assert str(refused.value).startswith(f"nothing was imported from {name}: {told}")
