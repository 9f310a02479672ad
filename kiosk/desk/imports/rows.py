"""Opens a file of rows: text as spreadsheets save it, or a workbook."""

from pathlib import Path

from kiosk.desk.imports.encodings import decoded, utf8_text
from kiosk.desk.imports.problems import Problems
from kiosk.desk.imports.separated import rows_in
from kiosk.desk.imports.strangers import refuse_strangers
from kiosk.desk.imports.table import Rows, whole_table
from kiosk.desk.imports.workbook import ANY_SHEET, Wanted, is_workbook, rows_of_sheet

MOST_BYTES = 200_000_000


def read_rows(path: Path, wanted: Wanted = ANY_SHEET) -> Rows:
    """Read a table: text in UTF-8, GB18030 or UTF-16, or an .xlsx workbook. Rows without any content are skipped.

    :raises ImportRefused: when it is no file, cannot be read, is none of these, or has no header or no row.
    """
    problems = Problems(path.name)
    raw = bytes_of(path, problems)
    if is_workbook(raw):
        return rows_of_sheet(raw, path.name, wanted, problems)
    refuse_strangers(raw, problems)
    if wanted.sheet is not None:
        raise problems.refuse(None, None, "this is a text file and has no sheets: leave out --sheet")
    text = decoded(raw, problems)
    return whole_table(path.name, rows_in(text.text, problems), text.encoding, problems)


def text_of(path: Path, problems: Problems) -> str:
    """The text of a file in UTF-8, with or without a byte order mark.

    :raises ImportRefused: when it is no file, cannot be read, or is not UTF-8.
    """
    return utf8_text(bytes_of(path, problems), problems)


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
