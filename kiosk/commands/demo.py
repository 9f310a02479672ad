"""``kiosk demo``: the demo club on a display, or an evening of it without one."""

from pathlib import Path

import click

from kiosk.commands.shared import BarOnTerminal, home_option, json_option, json_text
from kiosk.settings.home import Home


@click.command()
@home_option
@click.option("--headless", type=click.Path(path_type=Path, file_okay=False), help="Play an evening without a display into DIR.")
@json_option
@click.pass_context
def demo(context: click.Context, home: Home, headless: Path | None, as_json: bool) -> None:
    """Counter and screen on simulated hardware, with the demo club. Makes a home of its own unless one is named."""
    from kiosk.demo.evening import play_evening
    from kiosk.demo.window import run_demo

    named = context.get_parameter_source("home") is not click.core.ParameterSource.DEFAULT
    if headless is None:
        run_demo(home if named else None, click.echo)
        return
    evening = play_evening(home if named else None, headless, BarOnTerminal)
    click.echo(json_text(evening.as_json()) if as_json else evening.as_text())
