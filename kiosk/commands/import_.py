"""``kiosk import``: a file is imported, and counted. The underscore keeps the name apart from Python's own word."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from kiosk.commands.bringing_calendars import ask_if_second, calendar_as_json, calendar_as_text, calendar_options
from kiosk.commands.shared import BarOnTerminal, home_option, json_option
from kiosk.desk.imports.calendars.choosing import AS_IT_IS, Choice
from kiosk.desk.imports.checked import Imported
from kiosk.settings.home import Home


@click.command("import")
@click.argument("kind", type=click.Choice(["members", "staff", "classes", "tags"]))
@click.argument("file", type=click.Path(path_type=Path))
@home_option
@click.option("--dry-run", is_flag=True, help="Check everything, change nothing.")
@calendar_options
@json_option
def import_(kind: str, file: Path, home: Home, dry_run: bool, as_json: bool, **of_calendar: Any) -> None:
    """Import members, staff, classes or tags from a CSV FILE, classes also from an iCalendar file (.ics): checked whole, then applied
    whole or not at all."""
    from kiosk.commands.importing import import_file
    from kiosk.desk.imports.whole import ImportKind

    choice = Choice(**of_calendar)
    if choice != AS_IT_IS and (kind, file.suffix.lower()) != ("classes", ".ics"):
        raise click.UsageError("--room, --minutes, --calendar and --replace are about classes from a calendar, FILE.ics")

    def bring(choice: Choice) -> Imported:
        with BarOnTerminal(f"{file.name}") as progress:
            return import_file(home, ImportKind(kind), file, dry_run, datetime.now(UTC), progress, choice)

    imported = ask_if_second(bring, choice)
    for warning in imported.warnings:
        click.echo(f"warning: {warning}", err=True)
    counts = {"added": imported.added, "updated": imported.updated, "unchanged": imported.unchanged}
    if as_json:
        told = {"kind": kind, "dry_run": dry_run, **counts, "warnings": list(imported.warnings), **calendar_as_json(imported)}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        would = "would be " if dry_run else ""
        counted = f"{kind}: " + ", ".join(f"{count} {would}{word}" for word, count in counts.items())
        click.echo("\n".join([*calendar_as_text(imported), counted]))
