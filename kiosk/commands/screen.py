"""``kiosk screen``: the touchscreen of a home, whether its counter runs or not."""

from kiosk.screens.app import run_screen
from kiosk.screens.kit.shapes import Shape
from kiosk.screens.options import ScreenOptions
from kiosk.settings.home import Home


def show_screen(home: Home, demo_panel: bool) -> None:
    """Show the counter's view until the window is closed.

    :raises KioskError: when the home or its settings cannot be used, or there is no display or no Chinese font.
    """
    settings = home.settings()
    screen = settings.screen
    run_screen(
        ScreenOptions(
            socket=str(home.socket),
            width=screen.width,
            height=screen.height,
            larger_type=screen.larger_type,
            language=settings.club.language,
            fullscreen=screen.fullscreen,
            demo_panel=demo_panel,
            dim_after_s=screen.dim_after_s,
            way_in=Shape(screen.way_in.value),
            way_out=Shape(screen.way_out.value),
        )
    )
