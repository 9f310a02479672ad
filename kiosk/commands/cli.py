"""The command line: ``kiosk COMMAND``. Exit 0 done, 1 the check or request failed, 2 usage or settings."""

import sys

import click

from kiosk.commands.announce import announce
from kiosk.commands.calendars import calendars
from kiosk.commands.check import check
from kiosk.commands.counter import counter
from kiosk.commands.demo import demo
from kiosk.commands.doctor import doctor
from kiosk.commands.export import export
from kiosk.commands.handover import handover
from kiosk.commands.import_ import import_
from kiosk.commands.init import init
from kiosk.commands.inside import inside
from kiosk.commands.members import members
from kiosk.commands.screen import screen
from kiosk.commands.simulate import simulate
from kiosk.commands.watch import watch
from kiosk.errors import KioskError

COMMANDS = (init, counter, screen, demo, simulate, import_, calendars, export, members, handover, inside, watch, doctor, check, announce)


@click.group(commands=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kiosk")
def cli() -> None:
    """The check-in counter of a fitness club."""


def main() -> None:
    """Run the command line; whatever can be told in a sentence is told in a sentence."""
    try:
        cli(standalone_mode=True)
    except KioskError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)
