"""Rows become entries: every cell read, each bad one noted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.desk.imports import ruined
from kiosk.desk.imports.cells import Value
from kiosk.desk.imports.columns import AS_IT_STANDS, Column, Entry, Progress, Turned, in_lines
from kiosk.desk.imports.headings import by_header
from kiosk.desk.imports.options import AS_USUAL, Options
from kiosk.desk.imports.problems import Problems
from kiosk.desk.imports.table import Row, Rows

REPORT_EVERY = 500


@dataclass(frozen=True, slots=True)
class Entries:
    """All rows as values, and what the desk should look at all the same."""

    entries: list[Entry]
    warnings: list[str]


def entries_of(rows: Rows, columns: Sequence[Column], problems: Problems, progress: Progress, options: Options = AS_USUAL) -> Entries:
    """Read every cell and note each bad one. An empty cell is as one of a column that is not there, unless it takes something away.

    :raises ImportRefused: when the header is wrong, with every mistake in it.
    """
    reading = _Reading(rows, by_header(rows, columns, problems), problems, options)
    entries = []
    for done, row in enumerate(rows.rows, start=1):
        entry = reading.entry(row)
        if entry:
            entries.append(entry)
        if done % REPORT_EVERY == 0 or done == len(rows.rows):
            progress(done, len(rows.rows))
    return Entries(entries, reading.warnings())


class _Reading:
    """The columns of one file, and what was seen in them."""

    def __init__(self, rows: Rows, columns: Sequence[Column], problems: Problems, options: Options) -> None:
        self._problems = problems
        self._columns = columns
        self._options = options
        self._narrowed: dict[str, list[int]] = {}
        self._turned = [self._turn(rows, place) for place in range(len(columns))]

    def entry(self, row: Row) -> Entry | None:
        """One row, when it has the right number of cells."""
        if len(row.cells) != len(self._columns):
            self._problems.add(row.line, None, f"has {len(row.cells)} cells, the header has {len(self._columns)}")
            return None
        suspect = ruined.perhaps(" ".join(row.cells))
        values: dict[str, Value] = {}
        for column, turned, cell in zip(self._columns, self._turned, row.cells, strict=True):
            content = cell.strip()
            if not content:
                if column.required:
                    self._problems.add(row.line, column.name, "is empty")
                elif self._options.clear_empty:
                    values[column.name] = None
            elif turned is not None:
                try:
                    values[column.name] = self._value(row.line, column, turned.turn, content, suspect)
                except ValueError as error:
                    self._problems.add(row.line, column.name, str(error))
        return Entry(row.line, values)

    def warnings(self) -> list[str]:
        """What was turned, and what was narrowed."""
        said = [
            f"{column.name}: {turned.warning}"
            for column, turned in zip(self._columns, self._turned, strict=True)
            if turned and turned.warning
        ]
        return said + [f"{name}: full-width signs were read as plain ones ({in_lines(lines)})" for name, lines in self._narrowed.items()]

    def _turn(self, rows: Rows, place: int) -> Turned | None:
        """None when nothing can be said of the column; that is noted once."""
        column = self._columns[place]
        if column.turn is None:
            return AS_IT_STANDS
        cells = [cell for row in rows.rows if len(row.cells) == len(self._columns) and (cell := ruined.narrowed(row.cells[place].strip()))]
        try:
            return column.turn(cells)
        except ValueError as error:
            self._problems.add(rows.header_line, column.name, str(error))
            return None

    def _value(self, line: int, column: Column, turn: Callable[[str], str] | None, content: str, suspect: bool) -> Value:
        if suspect:
            content = ruined.mended(content, shown=not column.secret)
            if not column.wide and ruined.is_wide(content):
                content = ruined.narrowed(content)
                self._narrowed.setdefault(column.name, []).append(line)
        return column.read(turn(content) if turn else content)
