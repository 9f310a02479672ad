"""The touchscreen program. Importing this is cheap; Kivy comes in when the screen is run."""

import logging
import os
from pathlib import Path

from kiosk.errors import ScreenError
from kiosk.screens.kit.fonts import Fonts, cache_folder, ensure_fonts
from kiosk.screens.options import PANEL_WIDTH, ScreenOptions

_DISPLAYS = "wayland,x11,KMSDRM"  # without this SDL draws offscreen when there is no display, and nobody sees it


def run_screen(options: ScreenOptions) -> None:
    """Show the counter's view until the window is closed.

    :raises ScreenError: when there is no display or no Chinese font.
    """
    width = options.width + (PANEL_WIDTH if options.demo_panel else 0)
    set_up_kivy(width, options.height, options.fullscreen, options.cache)
    from kiosk.screens.program import ScreenProgram

    ScreenProgram(options).run()


def set_up_kivy(width: int, height: int, fullscreen: bool, cache: Path | None, max_fps: int = 60) -> None:
    """Configure Kivy and open its window. Must come before anything else of Kivy, and once in a process.

    :param max_fps: most frames a second; 0 as many as go.
    :raises ScreenError: when there is no display or no Chinese font.
    """
    fonts = ensure_fonts(cache)
    os.environ["KIVY_NO_ARGS"] = "1"
    os.environ["KIVY_NO_FILELOG"] = "1"
    os.environ["KIVY_LOG_MODE"] = "PYTHON"
    os.environ["KIVY_HOME"] = str((cache or cache_folder()) / "kivy")
    os.environ["KIVY_WINDOW"] = "sdl2"  # Kivy would try X11 next, which ends the process when there is no X server
    os.environ.setdefault("SDL_VIDEODRIVER", _DISPLAYS)
    from kivy.config import Config

    graphics = {
        "width": width,
        "height": height,
        "fullscreen": "auto" if fullscreen else 0,
        "show_cursor": 0 if fullscreen else 1,
        "resizable": 0,
        "borderless": 1 if fullscreen else 0,
        "maxfps": max_fps,
        "multisamples": 0,  # with two samples, software draws only a third of the frames
    }
    for key, value in graphics.items():
        Config.set("graphics", key, str(value))
    Config.set("input", "mouse", "mouse,disable_multitouch")
    Config.set("kivy", "exit_on_escape", 0)
    _register(fonts)
    _open_window()


def _register(fonts: Fonts) -> None:
    from kivy.core.text import DEFAULT_FONT, LabelBase

    LabelBase.register(DEFAULT_FONT, fn_regular=str(fonts.regular), fn_bold=str(fonts.bold))


def _open_window() -> None:
    logging.disable(logging.CRITICAL)  # Kivy would log a traceback, and one sentence is enough
    try:
        from kivy.core.window import Window
    finally:
        logging.disable(logging.NOTSET)
    if Window is None:
        raise ScreenError("there is no display to show the screen on; set DISPLAY, or connect one and start again")
    Window.clearcolor = (0, 0, 0, 1)
