"""Files that are no list of ours but often sent as one: told for what they are, and what to do."""

import re

from kiosk.desk.imports.problems import Problems

SAVE = "open it in a spreadsheet and save it as “Excel workbook (.xlsx)” or “CSV UTF-8”"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html|head|meta|body|table|div|style)\b", re.IGNORECASE)
_BEGINNINGS = (
    (b"%PDF-", "this is a PDF, which shows a table but holds none: ask for the list as a spreadsheet"),
    (b"\x89PNG", "this is a picture: ask for the list as a spreadsheet"),
    (b"\xff\xd8\xff", "this is a picture: ask for the list as a spreadsheet"),
    (b"ID;P", f"this is a SYLK file: {SAVE}"),
    (b"Rar!", "this is a packed file: unpack it first"),
    (b"7z\xbc\xaf", "this is a packed file: unpack it first"),
    (b"\x1f\x8b", "this is a packed file: unpack it first"),
    (b"BEGIN:VCALENDAR", "this is a calendar: import it as classes, from a file that ends in .ics"),
)
# By a name inside the packed file.
_PACKED = (
    ("Index/Document.iwa", "this is a Numbers document: in Numbers choose File, Export To, Excel or CSV, and import that file"),
    ("Index.zip", "this is a Numbers document: in Numbers choose File, Export To, Excel or CSV, and import that file"),
    ("xl/workbook.bin", f"this is a binary workbook (.xlsb): {SAVE}"),
    ("content.xml", f"this is an OpenDocument file (.ods): {SAVE}"),
    ("word/document.xml", "this is a Word document: copy its table into a spreadsheet, and save that as .xlsx"),
)


def refuse_strangers(raw: bytes, problems: Problems) -> None:
    """Whatever is known by its first bytes.

    :raises ImportRefused: when it is known.
    """
    if reason := _what_it_is(raw):
        raise problems.refuse(None, None, reason)


def packed_stranger(names: frozenset[str]) -> str:
    """What a packed file is, by the names in it, when it is no workbook."""
    return next((reason for name, reason in _PACKED if name in names), "this is a packed file (.zip): unpack it first")


def _what_it_is(raw: bytes) -> str | None:
    start = raw[:4096].removeprefix(b"\xef\xbb\xbf")
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if _LOCKED in raw:
            return "this workbook is locked with a password: save it without one"
        return f"this is an old workbook (.xls): {SAVE}"
    if _HTML.match(start) or _HTML.match(start.decode("utf-16", "ignore").encode() if start[:2] == b"\xff\xfe" else b""):
        return f"this is a web page (HTML), whatever its name says: {SAVE}"
    if start.lstrip().startswith(b"<?xml"):
        return f"this is XML, whatever its name says: {SAVE}"
    return next((reason for beginning, reason in _BEGINNINGS if start.startswith(beginning)), None)
