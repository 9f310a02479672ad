"""``kiosk import``: a file is imported, and counted. The underscore keeps the name apart from Python's own word."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from kiosk.commands.shared import BarOnTerminal, home_option, json_option
from kiosk.settings.home import Home


@click.command("import")
@click.argument("kind", type=click.Choice(["members", "staff", "classes", "tags"]))
@click.argument("file", type=click.Path(path_type=Path))
@home_option
@click.option("--dry-run", is_flag=True, help="Check everything, change nothing.")
@json_option
def import_(kind: str, file: Path, home: Home, dry_run: bool, as_json: bool) -> None:
    """Import members, staff, classes or tags from a CSV FILE, classes also from an iCalendar file (.ics): checked whole, then applied
    whole or not at all."""
    from kiosk.commands.importing import import_file
    from kiosk.desk.imports.whole import ImportKind

    with BarOnTerminal(f"{file.name}") as progress:
        imported = import_file(home, ImportKind(kind), file, dry_run, datetime.now(UTC), progress)
    for warning in imported.warnings:
        click.echo(f"warning: {warning}", err=True)
    counts = {"added": imported.added, "updated": imported.updated, "unchanged": imported.unchanged}
    if as_json:
        click.echo(json.dumps({"kind": kind, "dry_run": dry_run, **counts, "warnings": list(imported.warnings)}, ensure_ascii=False))
    else:
        would = "would be " if dry_run else ""
        click.echo(f"{kind}: " + ", ".join(f"{count} {would}{word}" for word, count in counts.items()))
