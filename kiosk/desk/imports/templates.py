"""Empty lists to fill in: CSV or workbook, whose cells are text so that a spreadsheet leaves them as they are typed."""

import csv
import io
from collections.abc import Mapping, Sequence

import xlsxwriter

from kiosk.desk.imports.columns import Column
from kiosk.desk.imports.kinds import columns_of
from kiosk.desk.imports.requests import ImportKind
from kiosk.desk.imports.words import LANGUAGES, ROLES, SEXES

EXPLAINED = ("heading", "also", "must be filled in", "holds", "such as")
ROWS_TO_FILL = 5000
_SHEETS = {
    ImportKind.MEMBERS: "会员 members",
    ImportKind.STAFF: "员工 staff",
    ImportKind.CLASSES: "课程 classes",
    ImportKind.TAGS: "手牌 tags",
}
_EXPLANATION = "说明 columns"


def csv_template(kind: ImportKind) -> bytes:
    """The header alone, in UTF-8 with the mark that tells spreadsheets so."""
    text = io.StringIO()
    csv.writer(text).writerow(heading(column) for column in columns_of(kind))
    return text.getvalue().encode("utf-8-sig")


def workbook_template(kind: ImportKind, plan_names: Mapping[str, Sequence[str]]) -> bytes:
    """A sheet to fill in and one that explains it. ``plan_names`` are offered by code and told with what else they are called."""
    columns = columns_of(kind)
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
        sheet = book.add_worksheet(_SHEETS[kind])
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, 14, text)
            sheet.write_string(0, place, heading(column), bold)
            if choices := _choices(column.name, plan_names):
                sheet.data_validation(1, place, ROWS_TO_FILL, place, {"validate": "list", "source": choices})
        told = book.add_worksheet(_EXPLANATION)
        told.set_column(0, 4, 24)
        for line, row in enumerate([EXPLAINED, *(explained(column, plan_names) for column in columns)]):
            for place, cell in enumerate(row):
                told.write_string(line, place, cell, bold if line == 0 else None)
    return file.getvalue()


def heading(column: Column) -> str:
    """What a template calls the column."""
    return column.words.called[0]


def explained(column: Column, plan_names: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The column in words, one for each of ``EXPLAINED``."""
    about = column.words.about
    if column.name == "plan":
        about += ": " + ", ".join(f"{code} ({', '.join(names)})" for code, names in plan_names.items())
    return (heading(column), column.name, "yes" if column.required else "", about, column.words.example)


def _choices(name: str, plan_names: Mapping[str, Sequence[str]]) -> list[str]:
    """What a spreadsheet offers in a column; it takes no more than 255 signs of it."""
    offered: dict[str, list[str]] = {"sex": list(SEXES), "plan": list(plan_names), "role": list(ROLES), "language": list(LANGUAGES)}
    choices = offered.get(name, [])
    return choices if len(",".join(choices)) <= 255 else []
