"""Draws every face in a process of its own and prints, one JSON line a face, what came out of its texts and layouts.

``python -m tests.middleware.screen_probe 1024x600 [larger]``
"""

import json
import os
import sys
from typing import Any

from kiosk.screens.app import set_up_kivy
from kiosk.screens.options import ScreenOptions
from tests.screens.scenes import GRACE, LONG_NAMES, WANG, everything, lists


def main(size: str, larger_type: bool) -> None:
    """Draw and print."""
    width, height = (int(part) for part in size.split("x"))
    os.environ |= {"SDL_VIDEODRIVER": "offscreen", "KIVY_GL_BACKEND": "mock"}  # no pixels are looked at here
    set_up_kivy(width, height, fullscreen=False, cache=None, max_fps=0)
    from kiosk.screens.pictures.easel import Easel

    easel = Easel(ScreenOptions("", width, height, larger_type=larger_type))
    for guests, kind in (((WANG, GRACE), "short"), (LONG_NAMES, "long")):
        for name, shown in everything(guests):
            easel.draw(shown)
            _tell(f"{name}_{kind}", easel.stage)
        for name, shown, answer in lists(guests):
            opened = easel.draw_list(shown, answer)
            _tell(f"{name}_{kind}", opened, *easel.stage.strips)
            if opened.pages > 1:
                opened.turn(opened.pages - 1)
                easel.settle()
                _tell(f"{name}_last_page_{kind}", opened, *easel.stage.strips)
    print(json.dumps({"digit_widths": _digit_widths(easel.scene.look.heading.size)}), flush=True)  # noqa: T201


def _tell(name: str, *roots: Any) -> None:
    print(json.dumps({"name": name, **_found([one for root in roots for one in root.walk(restrict=True)])}), flush=True)  # noqa: T201


def _found(widgets: list[Any]) -> dict[str, Any]:
    from kiosk.screens.kit.buttons import TouchButton
    from kiosk.screens.kit.column import Column
    from kiosk.screens.kit.text import TextBlock

    texts = [one for one in widgets if isinstance(one, TextBlock) and one.text]
    return {
        "texts": [
            {
                "text": one.text,
                "box": [*one.pos, *one.size],
                "drawn": one.drawn_size,
                "size": one.fitted.size,
                "least": one.style.floor,
                "cut": one.fitted.cut,
            }
            for one in texts
        ],
        "columns_too_full": sum(one.overflows for one in widgets if isinstance(one, Column)),
        "buttons": [[one.text, *one.pos, *one.size] for one in widgets if isinstance(one, TouchButton) and one.opacity],
    }


def _digit_widths(size: int) -> list[float]:
    from kiosk.screens.kit.text import rendered_width

    return sorted({rendered_width(f"{digit}{digit}:{digit}{digit}", size, bold=True) for digit in range(10)})


if __name__ == "__main__":
    main(sys.argv[1], "larger" in sys.argv)
