"""Tables saved as the programs of the field save them, by writers that know nothing of our readers."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

Table = Sequence[Sequence[Any]]

FORMATS = {"date": "yyyy-mm-dd", "zh date": 'yyyy"年"m"月"d"日"', "moment": "yyyy-mm-dd hh:mm:ss", "time": "h:mm"}


def as_csv(table: Table, separator: str = ",", end: str = "\r\n") -> str:
    """As Python's own writer writes it."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(table)
    return text.getvalue()


def as_workbook(path: Path, sheets: Mapping[str, Table], hidden: Sequence[str] = (), formats: Mapping[int, str] | None = None) -> Path:
    """A workbook of these sheets. ``formats`` are of the dates and times in a column, counted from 0."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}) as book:
        looks = {name: book.add_format({"num_format": look}) for name, look in FORMATS.items()}
        for name, table in sheets.items():
            sheet = book.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for line, row in enumerate(table):
                for place, cell in enumerate(row):
                    sheet.write(line, place, cell, looks.get((formats or {}).get(place, "")))
    return path
