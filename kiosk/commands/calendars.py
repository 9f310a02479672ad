"""``kiosk calendars``: the calendars that were imported, by their names."""

from dataclasses import asdict
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import click

from kiosk.commands.shared import home_option, json_option, json_text
from kiosk.database.calendars import Calendar
from kiosk.settings.home import Home

_NAME = 24


@click.command()
@home_option
@click.option("--rename", nargs=2, metavar="OLD NEW", help="Give a calendar another name.")
@click.option("--replace", nargs=2, metavar="NAME FILE", help="Put what stands in FILE.ics in the place of a calendar.")
@click.option("--remove", metavar="NAME", help="Take a calendar away, with its classes and what the desk changed of them.")
@json_option
def calendars(home: Home, rename: tuple[str, str] | None, replace: tuple[str, str] | None, remove: str | None, as_json: bool) -> None:
    """List the calendars that were imported; rename, replace or remove one of them, also while the counter runs."""
    from kiosk.commands.keeping_calendars import calendars_of, remove_calendar, rename_calendar, replace_calendar

    if [rename, replace, remove].count(None) < 2:
        raise click.UsageError("say one of --rename, --replace and --remove at a time")
    zone, now = home.settings().club.zone, datetime.now(UTC)
    if rename is not None:
        rename_calendar(home, *rename, now)
    elif replace is not None:
        name, file = replace
        for warning in replace_calendar(home, name, Path(file), now).warnings:
            click.echo(f"warning: {warning}", err=True)
    elif remove is not None:
        removed = remove_calendar(home, remove, now)
        if not as_json:
            click.echo(f"{removed.classes} classes are gone, and {removed.changes} changes of the desk with them")
    there = calendars_of(home, now)
    if as_json:
        click.echo(json_text([_on_clock(each, zone) for each in there]))
    elif there:
        click.echo("\n".join(_line(each, zone) for each in there))
    else:
        click.echo("There are no calendars yet; bring one in with: kiosk import classes FILE.ics")


def _on_clock(calendar: Calendar, zone: tzinfo) -> dict[str, object]:
    """Its first and last class on the club's clock."""
    first, last = (
        datetime.fromisoformat(start).astimezone(zone).isoformat(timespec="minutes") for start in (calendar.first, calendar.last)
    )
    return {**asdict(calendar), "first": first, "last": last}


def _line(calendar: Calendar, zone: tzinfo) -> str:
    from kiosk.desk.figures.table import width

    first, last = (datetime.fromisoformat(start).astimezone(zone).date() for start in (calendar.first, calendar.last))
    name = f"{calendar.name}{' ' * max(1, _NAME - width(calendar.name))}"
    return f"{name}{calendar.ahead} classes to come, {calendar.classes} in all, {first} to {last}"
