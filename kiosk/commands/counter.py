"""``kiosk counter``: its log, and the counter itself until it is told to stop."""

import faulthandler
import logging
import sys
from datetime import timedelta

import click

from kiosk.commands.shared import home_option
from kiosk.settings.home import Home

_STDERR = 2


@click.command()
@home_option
@click.option("--ahead", type=float, default=0.0, hidden=True, help="Seconds to add to the machine's clock.")
def counter(home: Home, ahead: float) -> None:
    """Run the counter: the hardware, the database, the decisions. Needs no display."""
    from kiosk.commands.running import run_counter

    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s", stream=sys.stderr)
    faulthandler.enable(_STDERR)  # a counter that systemd aborts because it hangs says where
    run_counter(home, timedelta(seconds=ahead))
