"""``kiosk export``: what ``kiosk import`` reads, written from this home."""

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import click
from sqlite_utils import Database

from kiosk.commands.shared import home_option, json_option
from kiosk.errors import HomeError
from kiosk.settings.home import Home


@click.command()
@click.argument("kind", type=click.Choice(["members", "staff", "classes", "tags"]))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@home_option
@json_option
def export(kind: str, file: Path, home: Home, as_json: bool) -> None:
    """Write members, staff, classes or tags into FILE, as CSV that `kiosk import` reads: brought back, it changes nothing.

    PINs are not in it, nor classes of calendars. The file is for your eyes alone; who has it has the club's members.
    """
    from kiosk.database import exports
    from kiosk.database.store import one_moment

    home.settings()
    tables: dict[str, Callable[[Database], exports.Table]] = {
        "members": exports.members,
        "staff": exports.staff,
        "classes": exports.classes,
        "tags": exports.tags,
    }
    with one_moment(home.database_file) as db:
        columns, rows = tables[kind](db)
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(columns)
        written = sum(1 for row in rows if writer.writerow(row))
    _write(file, text.getvalue())
    click.echo(json.dumps({"kind": kind, "file": str(file), "rows": written}) if as_json else f"{written} {kind} are in {file}")


def _write(file: Path, text: str) -> None:
    """Whole or not at all, readable for its owner alone. The mark at its beginning tells spreadsheets that it is UTF-8."""
    half = file.with_name(f"{file.name}.half")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8-sig", newline="") as writing:
            writing.write(text)
            writing.flush()
            os.fsync(writing.fileno())
        half.replace(file)
    except OSError as error:
        raise HomeError(f"{file} cannot be written: {error.strerror or error}") from None
    finally:
        half.unlink(missing_ok=True)
