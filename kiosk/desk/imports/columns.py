"""Columns of a file, and the rows as values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.desk.imports.cells import Reader, Value
from kiosk.desk.imports.words import Words

Progress = Callable[[int, int], None]
"""Told how many rows are done, of how many."""


@dataclass(frozen=True, slots=True)
class Turned:
    """What all cells of a column go through before they are read, and what is said of it."""

    turn: Callable[[str], str] | None = None
    warning: str | None = None


AS_IT_STANDS = Turned()


@dataclass(frozen=True, slots=True)
class Column:
    """One column. A required one stands in every header and is never empty.

    :param words: what else it is called, and what it holds.
    :param turn: looks at all cells that are not empty; raises ``ValueError`` when it cannot be said how to read them.
    :param wide: whether full-width signs are meant; else they are read as plain ones, and that is told.
    :param secret: never repeated in a reason.
    """

    name: str
    read: Reader
    words: Words
    required: bool = False
    turn: Callable[[Sequence[str]], Turned] | None = None
    wide: bool = False
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as values: a column that is not in the header, or whose cell is bad, is missing; none takes away what is stored."""

    line: int
    values: dict[str, Value]

    def text(self, column: str) -> str | None:
        """The value of a column that is read as text, if there is one."""
        value = self.values.get(column)
        return value if isinstance(value, str) else None


def named(
    words: Mapping[str, Words],
    name: str,
    read: Reader,
    required: bool = False,
    turn: Callable[[Sequence[str]], Turned] | None = None,
    wide: bool = False,
    secret: bool = False,
) -> Column:
    """The column of this name, with its words among these."""
    return Column(name, read, words[name], required, turn, wide, secret)


def silent(_done: int, _total: int) -> None:
    """A progress that tells nobody."""


def in_lines(lines: Sequence[int]) -> str:
    """Where something stands, for a sentence."""
    return f"line {lines[0]}" + (f" and {len(lines) - 1} more" if len(lines) > 1 else "")
