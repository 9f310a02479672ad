"""A text as a table: cells that commas, semicolons, tabs or full-width commas keep apart."""

import csv
import io
import re
from collections.abc import Iterator

from kiosk.desk.imports.problems import Problems
from kiosk.desk.imports.table import Row

FULL_WIDTH = "，"
_ORDINARY = ",;\t"
# The line by which a spreadsheet is told the separator; it is no row.
_SEP_LINE = re.compile(r'"?sep=([^\r\n"])"?[,;\t]*(?=[\r\n]|$)', re.IGNORECASE)


def rows_in(text: str, problems: Problems) -> Iterator[Row]:
    """The rows that are not blank, the header first.

    :raises ImportRefused: when the quotation marks do not fit.
    """
    told = _SEP_LINE.match(text)
    if told:
        text = text[told.end() :]
    text, separator = _with_one_separator(text, told.group(1) if told else None)
    return _parsed(text, separator, problems)


def _with_one_separator(text: str, told: str | None) -> tuple[str, str]:
    """The text with the same separator in header and rows, and which one that is."""
    begin, header, first_row = _first_lines(text)
    separator = told or _separator(header, first_row)
    if separator != FULL_WIDTH and FULL_WIDTH in header:
        text = text[:begin] + header.replace(FULL_WIDTH, separator) + text[begin + len(header) :]
    return text, separator


def _first_lines(text: str) -> tuple[int, str, str]:
    """Where the header begins, the header, and the line after it."""
    begin, header = 0, ""
    for line in io.StringIO(text, newline=""):
        if header:
            return begin, header, line
        if line.strip():
            header = line
        else:
            begin += len(line)
    return begin, header, ""


def _separator(header: str, first_row: str) -> str:
    ordinary = [mark for mark in _ORDINARY if mark in header]
    if ordinary:
        return max(ordinary, key=header.count)
    wide = header.count(FULL_WIDTH)
    return next((mark for mark in _ORDINARY if first_row.count(mark) == wide), FULL_WIDTH) if wide else ","


def _parsed(text: str, separator: str, problems: Problems) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    line = 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield Row(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise problems.refuse(line, None, _in_plain_words(error)) from None


def _in_plain_words(error: csv.Error) -> str:
    match str(error):
        case "unexpected end of data":
            return "a quotation mark is opened here and never closed"
        case reason if "expected after" in reason:
            return "a quotation mark stands inside a cell: double it, and put the cell into quotation marks"
        case reason if "field limit" in reason:
            return "a cell is far too long; perhaps a quotation mark is not closed"
        case reason:
            return f"this is no CSV: {reason}"
