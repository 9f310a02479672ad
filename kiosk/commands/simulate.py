"""``kiosk simulate``: a script of what happens at the door, played in virtual time."""

from typing import TextIO

import click

from kiosk.commands.shared import home_option, json_option, json_text
from kiosk.database.store import one_moment
from kiosk.settings.home import Home


@click.command()
@click.argument("script", type=click.File(encoding="utf-8-sig", errors="surrogateescape"))
@home_option
@json_option
def simulate(script: TextIO, home: Home, as_json: bool) -> None:
    """Play SCRIPT (JSON lines; - for standard input) on simulated hardware in virtual time, through the real counter and this home's
    database. Prints what happened and the figures of the day."""
    from kiosk.database.people import staff_numbers
    from kiosk.simulator.playing import play
    from kiosk.simulator.report import played_as_json, played_as_text
    from kiosk.simulator.script import read_script

    settings, plans = home.settings(), home.plans()
    with one_moment(home.database_file) as db:
        staff = staff_numbers(db)
    lines = read_script(script, settings.lane.name, staff)
    with home.owned():
        played = play(home, settings, plans, lines)
    click.echo(json_text(played_as_json(played)) if as_json else played_as_text(played), nl=as_json)
