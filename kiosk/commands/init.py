"""``kiosk init``: a new home, empty or with the demo club."""

from datetime import UTC, datetime

import click

from kiosk.commands.shared import home_option
from kiosk.settings.home import Home


@click.command()
@home_option
@click.option("--demo", is_flag=True, help="Simulated hardware and an invented club of 200 members.")
def init(home: Home, demo: bool) -> None:
    """Make a home: settings, plans, database, key tags. What is there already stays."""
    from kiosk.demo.new_club import init_demo_home
    from kiosk.wiring.new_home import init_home

    fresh = (init_demo_home if demo else init_home)(home, datetime.now(UTC))
    click.echo(f"{home.path} is {'made' if fresh else 'a home already; its settings were left as they are'}")
    if demo:
        click.echo(f"The demo club is in it; cards to try stand in {home.samples_file}")
