"""Columns of a file: which there must be, and what each cell is read as."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.desk.imports.cells import Reader, Value, did_you_mean, quoted
from kiosk.desk.imports.problems import Problems
from kiosk.desk.imports.table import Row, Rows

Progress = Callable[[int, int], None]
"""Told how many rows are done, of how many."""

REPORT_EVERY = 500

# C0 and C1 controls, line and paragraph separators, and the marks that turn the direction of writing.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. A required one stands in every header and is never empty."""

    name: str
    read: Reader
    required: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as values: a column that is not in the header, or whose cell is bad, is missing; an empty cell is none."""

    line: int
    values: dict[str, Value]

    def text(self, column: str) -> str | None:
        """The value of a column that is read as text, if there is one."""
        value = self.values.get(column)
        return value if isinstance(value, str) else None


def silent(_done: int, _total: int) -> None:
    """A progress that tells nobody."""


def entries_of(rows: Rows, columns: Sequence[Column], problems: Problems, progress: Progress) -> list[Entry]:
    """Read every cell and note each bad one.

    :raises ImportRefused: when the header is wrong, with every mistake in it.
    """
    chosen = _by_header(rows, columns, problems)
    entries = []
    for done, row in enumerate(rows.rows, start=1):
        entry = _entry(row, chosen, problems)
        if entry:
            entries.append(entry)
        if done % REPORT_EVERY == 0 or done == len(rows.rows):
            progress(done, len(rows.rows))
    return entries


def _by_header(rows: Rows, columns: Sequence[Column], problems: Problems) -> list[Column]:
    known = {column.name: column for column in columns}
    for position, name in enumerate(rows.header, start=1):
        if not name:
            problems.add(rows.header_line, None, f"column {position} has no name")
        elif name not in known:
            problems.add(rows.header_line, name[:40], f"there is no such column{did_you_mean(name, tuple(known))}")
        elif name in rows.header[: position - 1]:
            problems.add(rows.header_line, name, "this column stands there twice")
    for column in columns:
        if column.required and column.name not in rows.header:
            problems.add(rows.header_line, column.name, "this column is missing")
    problems.raise_if_any()
    return [known[name] for name in rows.header]


def _entry(row: Row, columns: Sequence[Column], problems: Problems) -> Entry | None:
    if len(row.cells) != len(columns):
        problems.add(row.line, None, f"has {len(row.cells)} cells, the header has {len(columns)}")
        return None
    tidy = not _CONTROL.search("".join(row.cells))
    values: dict[str, Value] = {}
    for column, cell in zip(columns, row.cells, strict=True):
        content = cell.strip()
        if not content:
            if column.required:
                problems.add(row.line, column.name, "is empty")
            else:
                values[column.name] = None
            continue
        try:
            values[column.name] = column.read(content if tidy else without_controls(content))
        except ValueError as error:
            problems.add(row.line, column.name, str(error))
    return Entry(row.line, values)


def without_controls(content: str) -> str:
    """The content, when there is no line break or control character in it.

    :raises ValueError: when there is.
    """
    found = _CONTROL.search(content)
    if found:
        kind = "a line break" if found.group() in "\r\n\u2028\u2029" else f"the control character U+{ord(found.group()):04X}"
        raise ValueError(f"{quoted(_CONTROL.sub(' ', content))} holds {kind}")
    return content
