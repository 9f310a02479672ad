"""Which column a heading means: by its name, or by what people call it in Chinese or English."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from kiosk.desk.imports.cells import did_you_mean
from kiosk.desk.imports.columns import Column
from kiosk.desk.imports.problems import Problems
from kiosk.desk.imports.table import Rows

_HINT = re.compile(r"[(\[【].*?[)\]】]")
_NO_LETTER = re.compile(r"[\W_]+")


def by_header(rows: Rows, columns: Sequence[Column], problems: Problems) -> list[Column]:
    """The columns in the order of the file.

    :raises ImportRefused: when the header is wrong, with every mistake in it.
    """
    meant = _meant(columns)
    chosen = [meant.get(plain_heading(heading)) for heading in rows.header]
    for position, (heading, column) in enumerate(zip(rows.header, chosen, strict=True)):
        if not heading:
            problems.add(rows.header_line, None, f"column {position + 1} has no name")
        elif column is None:
            names = tuple(column.name for column in columns)
            problems.add(rows.header_line, heading[:40], f"there is no such column{did_you_mean(heading, names)}")
        elif column in chosen[:position]:
            other = rows.header[chosen.index(column)]
            twice = "this column stands there twice" if other == heading else f"this is the same column as {other}"
            problems.add(rows.header_line, heading, twice)
    for column in columns:
        if column.required and column not in chosen:
            problems.add(rows.header_line, column.name, f"this column is missing ({column.words.called[0]})")
    problems.raise_if_any()
    return [column for column in chosen if column is not None]


def fits(header: Iterable[str], columns: Sequence[Column]) -> bool:
    """Whether a header has every column that there must be."""
    meant = _meant(columns)
    found = {meant.get(plain_heading(heading)) for heading in header}
    return all(column in found for column in columns if column.required)


def plain_heading(heading: str) -> str:
    """A heading without blanks, punctuation, capitals, full-width signs and what stands in brackets."""
    return _NO_LETTER.sub("", _HINT.sub("", unicodedata.normalize("NFKC", heading).casefold()))


def _meant(columns: Sequence[Column]) -> dict[str, Column]:
    return {plain_heading(name): column for column in columns for name in (column.name, *column.words.called)}
