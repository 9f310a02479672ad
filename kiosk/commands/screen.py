"""``kiosk screen``: the touchscreen of a home, whether its counter runs or not."""

import click

from kiosk.commands.shared import home_option
from kiosk.settings.home import Home


@click.command()
@home_option
@click.option("--demo-panel", is_flag=True, help="With a panel to play with simulated hardware.")
def screen(home: Home, demo_panel: bool) -> None:
    """Run the touchscreen. May start before the counter, after it, or without it."""
    from kiosk.screens.app import run_screen
    from kiosk.screens.kit.shapes import Shape
    from kiosk.screens.options import ScreenOptions

    settings = home.settings()
    glass = settings.screen
    run_screen(
        ScreenOptions(
            socket=str(home.socket),
            width=glass.width,
            height=glass.height,
            larger_type=glass.larger_type,
            language=settings.club.language,
            fullscreen=glass.fullscreen,
            demo_panel=demo_panel,
            dim_after_s=glass.dim_after_s,
            way_in=Shape(glass.way_in.value),
            way_out=Shape(glass.way_out.value),
        )
    )
