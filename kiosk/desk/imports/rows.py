"""A CSV file as rows with their lines, before anybody asks what stands in them."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.desk.imports.problems import Problems

MOST_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands. ``line`` is the line of the file on which it begins, from 1."""

    line: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Rows:
    """A whole file: its name, its column names, and at least one row."""

    source: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    header_line: int = 1


def read_rows(path: Path) -> Rows:
    """Read a CSV file in UTF-8, with or without a byte order mark. Rows without any content are skipped.

    :raises ImportRefused: when it is no file, cannot be read, is not UTF-8 or no CSV, or has no header or no row.
    """
    problems = Problems(path.name)
    return _parsed(text_of(path, problems), path.name, problems)


def text_of(path: Path, problems: Problems) -> str:
    """The text of a file in UTF-8, with or without a byte order mark.

    :raises ImportRefused: when it is no file, cannot be read, or is not UTF-8.
    """
    return _decoded(bytes_of(path, problems), problems)


def rows_of(source: str, table: Sequence[Mapping[str, str]]) -> Rows:
    """Rows that never were a file, as if they were: each a mapping with the same columns.

    :raises ValueError: when there is no row.
    """
    if not table:
        raise ValueError("a table needs at least one row")
    header = tuple(table[0])
    return Rows(source, header, tuple(Row(line, [row[name] for name in header]) for line, row in enumerate(table, start=2)))


def bytes_of(path: Path, problems: Problems) -> bytes:
    """What a file holds.

    :raises ImportRefused: when it is no file, or cannot be read.
    """
    try:
        if not path.exists():
            raise problems.refuse(None, None, "there is no such file")
        if not path.is_file():
            raise problems.refuse(None, None, "this is not a file")
        if path.stat().st_size > MOST_BYTES:
            raise problems.refuse(None, None, f"the file is larger than {MOST_BYTES // 1_000_000} MB")
        return path.read_bytes()
    except OSError as error:
        raise problems.refuse(None, None, f"the file cannot be read: {error.strerror}") from None


def _decoded(raw: bytes, problems: Problems) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise problems.refuse(None, None, "this is UTF-16: save it as UTF-8 (in a spreadsheet: “CSV UTF-8”)")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise problems.refuse(
            raw.count(b"\n", 0, error.start) + 1, None, "this is not UTF-8: save it as UTF-8 (in a spreadsheet: “CSV UTF-8”)"
        ) from None
    if "\0" in text:
        raise problems.refuse(text.count("\n", 0, text.index("\0")) + 1, None, "there is a NUL byte: this is no text file")
    return text


def _parsed(text: str, source: str, problems: Problems) -> Rows:
    rows = _filled(text, problems)
    header = next(rows, None)
    if header is None:
        raise problems.refuse(None, None, "the file is empty")
    names = tuple(name.strip() for name in header.cells)
    if len(names) == 1 and (mark := next((mark for mark in ";\t" if mark in names[0]), None)):
        raise problems.refuse(header.line, None, f"columns are separated by {mark!r}: save it with commas")
    body = tuple(rows)
    if not body:
        raise problems.refuse(None, None, "there are no rows below the header")
    return Rows(source, names, body, header.line)


def _filled(text: str, problems: Problems) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
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
