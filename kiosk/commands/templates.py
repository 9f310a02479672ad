"""``kiosk import --template``: an empty list to fill in."""

import json
from pathlib import Path

import click

from kiosk.desk.imports.kinds import columns_of
from kiosk.desk.imports.requests import ImportKind
from kiosk.desk.imports.templates import csv_template, explained, workbook_template
from kiosk.errors import HomeError
from kiosk.settings.home import Home
from kiosk.settings.plans import load_plans
from kiosk.settings.shipped import shipped_file


def write_template(home: Home, kind: ImportKind, file: Path, as_json: bool) -> str:
    """Write it, and return what to say: of a CSV, which has no second sheet, also what each column holds.

    :raises HomeError: when there is a file of this name, or it cannot be written.
    """
    suffix = file.suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        raise click.UsageError("The name of a template ends in .xlsx or .csv.")
    # Without a home, the card kinds that ship.
    plans = load_plans(home.plans_file if home.plans_file.exists() else shipped_file("plans.toml"))
    names = {code: (card.name_zh, card.name_en) for code, card in plans.items()}
    content = workbook_template(kind, names) if suffix == ".xlsx" else csv_template(kind)
    try:
        with file.open("xb") as writing:
            writing.write(content)
    except FileExistsError:
        raise HomeError(f"{file} is there already; choose another name") from None
    except OSError as error:
        raise HomeError(f"{file} cannot be written: {error.strerror}") from None
    if as_json:
        return json.dumps({"kind": kind, "template": str(file)}, ensure_ascii=False)
    lines = [f"{file} is to be filled in; then: kiosk import {kind} {file}"]
    if suffix == ".csv":
        for title, name, must, about, example in (explained(column, names) for column in columns_of(kind)):
            lines.append(f"  {title} ({name}{', must be filled in' if must else ''}): {about}{f'; such as {example}' if example else ''}")
    return "\n".join(lines)
