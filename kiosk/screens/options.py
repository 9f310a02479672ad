"""How a touchscreen is set up."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.lane.words import Language
from kiosk.screens.kit.shapes import Shape

PANEL_WIDTH = 320


@dataclass(frozen=True, slots=True)
class ScreenOptions:
    """How the touchscreen is set up.

    :param socket: path of the counter's Unix socket.
    :param width: of the members' screen in px, at least 640; the real panel's when ``fullscreen``.
    :param height: in px, at least 400.
    :param language: the club's own; it comes first while no guest is spoken to.
    :param demo_panel: whether a panel of 320 px beside the screen taps cards and causes faults.
    :param dim_after_s: seconds without a touch or a change until the panel dims; 0 never.
    :param lost_after_s: seconds without a counter until the screen says so.
    :param answer_within_s: seconds after which a request counts as unanswered.
    :param way_in: where the turnstile is for someone who faces the screen: up, down, left or right.
    :param way_out: where the way out is.
    :param cache: folder for the extracted fonts and Kivy's own files; none is the usual cache folder.
    """

    socket: str
    width: int = 1024
    height: int = 600
    larger_type: bool = False
    language: Language = Language.CHINESE
    fullscreen: bool = False
    demo_panel: bool = False
    dim_after_s: float = 300.0
    lost_after_s: float = 1.5
    answer_within_s: float = 3.0
    way_in: Shape = Shape.UP
    way_out: Shape = Shape.LEFT
    cache: Path | None = None
