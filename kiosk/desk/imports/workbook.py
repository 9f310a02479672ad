"""A sheet of an .xlsx workbook as rows of text, each cell written as the same cell of a CSV would be."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from kiosk.desk.imports.problems import Problems
from kiosk.desk.imports.strangers import SAVE, packed_stranger
from kiosk.desk.imports.table import Row, Rows, whole_table

MOST_UNPACKED = 400_000_000
"""Bytes of all parts of a workbook together: what is larger is no list of a club's."""
EXACT_BELOW = 10**15
"""A spreadsheet keeps 15 digits of a number; what stood behind them is lost."""

Cell = int | float | str | bool | time | date | datetime | timedelta

_DAMAGED = f"this workbook is damaged or unfinished: {SAVE}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sheet: the one of this name, or else the first whose header fits."""

    sheet: str | None = None
    fits: Callable[[Sequence[str]], bool] = lambda _header: True


ANY_SHEET = Wanted()


def is_workbook(raw: bytes) -> bool:
    """Whether this is a packed file, as workbooks are."""
    return raw.startswith(b"PK\x03\x04")


def rows_of_sheet(raw: bytes, source: str, wanted: Wanted, problems: Problems) -> Rows:
    """The rows of the wanted sheet.

    :raises ImportRefused: when this is no workbook, has no such sheet, or the sheet has no header or no row.
    """
    if reason := _no_workbook(raw):
        raise problems.refuse(None, None, reason)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        name = _sheet(book, wanted, problems)
        return whole_table(source, _filled(book.get_sheet_by_name(name)), f"the sheet “{name}”", problems)
    except CalamineError:
        raise problems.refuse(None, None, _DAMAGED) from None


def as_text(cell: Cell) -> str:
    """The cell as a CSV has it: a date without a time of day, a whole number without a point."""
    match cell:
        case str():
            return cell
        case bool():
            return str(cell).upper()
        case int() | float():
            return _number(cell)
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
        case date():
            return cell.isoformat()
        case time():
            return cell.isoformat("seconds")
        case timedelta():
            minutes, seconds = divmod(round(cell.total_seconds()), 60)
            return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"


def _number(number: float) -> str:
    if abs(number) >= EXACT_BELOW:
        return f"{number:.14E}"
    return str(int(number)) if number == int(number) else repr(number)


def _no_workbook(raw: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return _DAMAGED
    names = frozenset(part.filename for part in parts)
    if "xl/workbook.xml" not in names:
        return packed_stranger(names)
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        return f"the workbook is larger than {MOST_UNPACKED // 1_000_000} MB when unpacked"
    return None


def _sheet(book: CalamineWorkbook, wanted: Wanted, problems: Problems) -> str:
    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
    if wanted.sheet is not None:
        if wanted.sheet not in (sheet.name for sheet in sheets):
            raise problems.refuse(
                None, None, f"there is no sheet “{wanted.sheet}”; there are {', '.join(f'“{sheet.name}”' for sheet in sheets)}"
            )
        return wanted.sheet
    shown = [sheet.name for sheet in sheets if sheet.visible is SheetVisibleEnum.Visible]
    if not shown:
        raise problems.refuse(None, None, "this workbook has no sheet that is shown")
    if len(shown) > 1:
        for name in shown:
            header = next(_filled(book.get_sheet_by_name(name)), None)
            if header and wanted.fits(header.cells):
                return name
    return shown[0]


def _filled(sheet: CalamineSheet) -> Iterator[Row]:
    for line, cells in enumerate(_texts(sheet.iter_rows()), start=1):
        if any(map(str.strip, cells)):
            yield Row(line, cells)


def _texts(rows: Iterable[Sequence[Cell]]) -> Iterator[list[str]]:
    for cells in rows:
        yield [cell if isinstance(cell, str) else as_text(cell) for cell in cells]
