"""``kiosk import``: a file is imported, and counted. The underscore keeps the name apart from Python's own word."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from kiosk.commands.bringing_calendars import ask_if_second, calendar_as_json, calendar_as_text, calendar_options
from kiosk.commands.list_options import ListOptions, list_options
from kiosk.commands.shared import BarOnTerminal, home_option, json_option
from kiosk.desk.imports.calendars.choosing import AS_IT_IS, Choice
from kiosk.desk.imports.checked import Imported
from kiosk.settings.home import Home


class _Import(click.Command):
    """Its help tells the columns, as the code has them."""

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Below the options."""
        from kiosk.desk.imports.kinds import columns_of
        from kiosk.desk.imports.requests import ImportKind

        del context
        with formatter.section("Columns (* must be there; Chinese headings and what each holds: docs/imports.md)"):
            formatter.write_dl(
                [(kind, ", ".join(f"{column.name}{'*' * column.required}" for column in columns_of(kind))) for kind in ImportKind]
            )


@click.command("import", cls=_Import)
@click.argument("kind", type=click.Choice(["members", "staff", "classes", "tags"]))
@click.argument("file", type=click.Path(path_type=Path), required=False)
@home_option
@click.option("--dry-run", is_flag=True, help="Check everything, change nothing.")
@list_options
@calendar_options
@click.option(
    "--template",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write an empty list (.xlsx or .csv) to fill in.",
)
@json_option
def import_(
    kind: str,
    file: Path | None,
    home: Home,
    dry_run: bool,
    sheet: str | None,
    uid_format: str | None,
    clear_empty: bool,
    template: Path | None,
    as_json: bool,
    **of_calendar: Any,
) -> None:
    """Import members, staff, classes or tags from FILE, as spreadsheets save it (.csv, .txt, .xlsx), classes also from an iCalendar file
    (.ics): checked whole, then applied whole or not at all."""
    from kiosk.commands.importing import import_file
    from kiosk.commands.templates import write_template
    from kiosk.desk.imports.whole import ImportKind

    if (file is None) == (template is None):
        raise click.UsageError("Give a FILE to import, or --template FILE for an empty list.")
    if template is not None:
        click.echo(write_template(home, ImportKind(kind), template, as_json))
    if file is None:
        return
    choice = Choice(**of_calendar)
    if choice != AS_IT_IS and (kind, file.suffix.lower()) != ("classes", ".ics"):
        raise click.UsageError("--room, --minutes, --calendar and --replace are about classes from a calendar, FILE.ics")
    options = ListOptions(sheet, uid_format, clear_empty)

    def bring(choice: Choice) -> Imported:
        with BarOnTerminal(f"{file.name}") as progress:
            return import_file(home, ImportKind(kind), file, dry_run, datetime.now(UTC), progress, choice, options)

    imported = ask_if_second(bring, choice)
    if imported.read_as:
        click.echo(f"read as {imported.read_as}", err=True)
    for warning in imported.warnings:
        click.echo(f"warning: {warning}", err=True)
    counts = {"added": imported.added, "updated": imported.updated, "unchanged": imported.unchanged}
    if as_json:
        facts = {"kind": kind, "dry_run": dry_run, "read_as": imported.read_as, **counts, "warnings": list(imported.warnings)}
        click.echo(json.dumps({**facts, **calendar_as_json(imported)}, ensure_ascii=False))
    else:
        would = "would be " if dry_run else ""
        counted = f"{kind}: " + ", ".join(f"{count} {would}{word}" for word, count in counts.items())
        click.echo("\n".join([*calendar_as_text(imported), counted]))
