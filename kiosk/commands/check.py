"""``kiosk check``: every mistake of the settings at once."""

import sys

import click

from kiosk.commands.shared import home_option, json_option, json_text
from kiosk.errors import SettingsError
from kiosk.settings.home import Home


@click.command()
@home_option
@json_option
def check(home: Home, as_json: bool) -> None:
    """Check settings, plans and roles only; touches no hardware."""
    mistakes = []
    for read in (home.settings, home.plans, home.roles):
        try:
            read()
        except SettingsError as error:
            mistakes += error.mistakes
    if as_json:
        click.echo(json_text({"ok": not mistakes, "mistakes": mistakes}))
    else:
        for mistake in mistakes:
            click.echo(mistake, err=True)
        counted = "1 mistake." if len(mistakes) == 1 else f"{len(mistakes)} mistakes."
        click.echo(counted if mistakes else f"{home.settings_file}, {home.plans_file.name} and {home.roles_file.name} hold no mistake.")
    sys.exit(SettingsError.exit_code if mistakes else 0)
