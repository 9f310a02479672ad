"""A file as rows with their lines, before anybody asks what stands in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.desk.imports.problems import Problems


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands. ``line`` is the line of the file, or the row of the sheet, on which it begins, from 1."""

    line: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Rows:
    """A whole file: its name, its column names, and at least one row. ``read_as`` is the encoding or the sheet that was taken."""

    source: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    header_line: int = 1
    read_as: str = ""


def rows_of(source: str, table: Sequence[Mapping[str, str]]) -> Rows:
    """Rows that never were a file, as if they were: each a mapping with the same columns.

    :raises ValueError: when there is no row.
    """
    if not table:
        raise ValueError("a table needs at least one row")
    header = tuple(table[0])
    return Rows(source, header, tuple(Row(line, [row[name] for name in header]) for line, row in enumerate(table, start=2)))


def whole_table(source: str, found: Iterable[Row], read_as: str, problems: Problems) -> Rows:
    """The table of these rows, the first of which is the header. Columns without a name and without any content are left out.

    :raises ImportRefused: when there is no header, or no row below it.
    """
    rows = iter(found)
    header = next(rows, None)
    if header is None:
        raise problems.refuse(None, None, "the file is empty")
    names = tuple(name.strip() for name in header.cells)
    body = tuple(rows)
    if not body:
        raise problems.refuse(None, None, "there are no rows below the header")
    width = next((width for width in range(len(names), 0, -1) if names[width - 1]), len(names))
    if width < len(names) and all(len(row.cells) <= len(names) and not any(map(str.strip, row.cells[width:])) for row in body):
        names, body = names[:width], tuple(Row(row.line, row.cells[:width]) for row in body)
    return Rows(source, names, body, header.line, read_as)
