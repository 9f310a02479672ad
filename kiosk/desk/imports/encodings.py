"""In which encoding a text file was saved: UTF-8, UTF-16 as spreadsheets call “Unicode text”, or GB18030 (GBK, GB 2312)."""

import codecs
import re
from dataclasses import dataclass

from kiosk.desk.imports.problems import Problems

COMMON_SHARE = 0.6
"""So much of a Chinese text at least is made of common signs (GB 2312); of what is no Chinese but decodes by chance, far less."""

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_HAN = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and the encoding that was taken."""

    text: str
    encoding: str


def decoded(raw: bytes, problems: Problems) -> Decoded:
    """The text of a table.

    :raises ImportRefused: when it is in none of the three encodings, or no text.
    """
    found = _decoded(raw)
    if found is None:
        line = _first_bad_line(raw)
        raise problems.refuse(
            line, None, "this is neither UTF-8 nor GB18030 (GBK): save it as UTF-8 (in a spreadsheet: “CSV UTF-8”), or as .xlsx"
        )
    refuse_nul(found.text, problems)
    return found


def utf8_text(raw: bytes, problems: Problems) -> str:
    """The text of a file that is in UTF-8 by its own rules, with or without a byte order mark.

    :raises ImportRefused: when it is not UTF-8, or no text.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise problems.refuse(None, None, "this is UTF-16: save it as UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise problems.refuse(_first_bad_line(raw), None, "this is not UTF-8: save it as UTF-8") from None
    refuse_nul(text, problems)
    return text


def refuse_nul(text: str, problems: Problems) -> None:
    """:raises ImportRefused: when there is a NUL in it, which no text has."""
    if "\0" in text:
        raise problems.refuse(text.count("\n", 0, text.index("\0")) + 1, None, "there is a NUL byte: this is no text file")


def _decoded(raw: bytes) -> Decoded | None:
    utf16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for codec, encoding in [("utf-16", "UTF-16")] if utf16 else [("utf-8-sig", "UTF-8"), ("gb18030", "GB18030")]:
        try:
            text = raw.decode(codec)
        except UnicodeDecodeError:
            continue
        return Decoded(text, encoding) if encoding != "GB18030" or _is_chinese(raw, text) else None
    return None


def _is_chinese(raw: bytes, text: str) -> bool:
    """Bytes of almost any kind decode as GB18030: whether what came out is Chinese, and no UTF-8 with a damaged byte."""
    signs = "".join(_NOT_ASCII.findall(text))
    common = len(signs.encode("gb2312", "ignore")) / 2
    as_utf8 = sum(map(len, _HAN.findall(raw.decode("utf-8", "ignore"))))
    return common >= COMMON_SHARE * len(signs) and as_utf8 < common / 2


def _first_bad_line(raw: bytes) -> int | None:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return raw.count(b"\n", 0, error.start) + 1
    return None
