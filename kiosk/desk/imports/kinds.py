"""The kinds of list: the columns of each, the sheet that holds it, and how it was read."""

from collections.abc import Mapping
from datetime import date

from kiosk.desk.imports import classes, members, staff, tags
from kiosk.desk.imports.cells import quoted
from kiosk.desk.imports.columns import Column
from kiosk.desk.imports.headings import fits, plain_heading
from kiosk.desk.imports.options import AS_USUAL, Options
from kiosk.desk.imports.requests import ImportKind
from kiosk.desk.imports.table import Rows
from kiosk.desk.imports.workbook import Wanted

SHOWN_NAMES = 2


def columns_of(
    kind: ImportKind, today: date = date.max, plans: Mapping[str, int | None] | None = None, options: Options = AS_USUAL
) -> tuple[Column, ...]:
    """The columns of a list; today and the plans matter only where its cells are read."""
    match kind:
        case ImportKind.MEMBERS:
            return members.columns(today, plans or {}, options)
        case ImportKind.STAFF:
            return staff.columns(options)
        case ImportKind.CLASSES:
            return classes.columns()
        case ImportKind.TAGS:
            return tags.columns(options)


def wanted_sheet(kind: ImportKind, name: str | None) -> Wanted:
    """The sheet of this name, or the first that has the columns of the list."""
    columns = columns_of(kind)
    return Wanted(name, lambda header: fits(header, columns))


def how_read(kind: ImportKind, rows: Rows) -> str:
    """Encoding or sheet, with two names of the list: whoever sees them sees at once when they are the wrong signs."""
    column = next((column for column in columns_of(kind) if column.name == "name"), None)
    if column is None:
        return rows.read_as
    called = {plain_heading(name) for name in (column.name, *column.words.called)}
    place = next((place for place, heading in enumerate(rows.header) if plain_heading(heading) in called), None)
    if place is None:
        return rows.read_as
    cells = (row.cells[place].strip() for row in rows.rows if place < len(row.cells))
    # Signs beyond ASCII show whether the encoding is right.
    names = sorted(dict.fromkeys(filter(None, cells)), key=str.isascii)[:SHOWN_NAMES]
    return f"{rows.read_as}; names such as {' and '.join(map(quoted, names))}" if names else rows.read_as
