"""Runs the touchscreen program in a process of its own and does, in its own thread, what comes in by standard input.

One JSON line a command, one JSON line an answer: ``{"do": "texts"}``, ``{"do": "touch", "text": "…", "times": 2}``,
``{"do": "pixels", "at": [[x, y], …]}`` with the origin top left, ``{"do": "panel"}``, ``{"do": "usage"}``, ``{"do": "dim"}``.
"""

import json
import os
import resource
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.screens.app import set_up_kivy
from kiosk.screens.options import PANEL_WIDTH, ScreenOptions


def main(options: ScreenOptions) -> None:
    """Run until standard input ends."""
    set_up_kivy(options.width + PANEL_WIDTH * options.demo_panel, options.height, False, None)
    from kivy.clock import Clock
    from kivy.core.window import Window

    from kiosk.screens.program import ScreenProgram

    program = ScreenProgram(options)

    def first_flip(*_: object) -> None:
        Window.unbind(on_flip=first_flip)
        _say({"first_frame": time.time(), "cpu_s": time.process_time()})

    def listen() -> None:
        for line in sys.stdin:
            command = json.loads(line)
            Clock.schedule_once(lambda _, command=command: _do(program, command))
        Clock.schedule_once(lambda _: program.stop())

    Window.bind(on_flip=first_flip)
    threading.Thread(target=listen, daemon=True).start()
    program.run()


def _do(program: Any, command: dict[str, Any]) -> None:
    match command:
        case {"do": "texts"}:
            _say([one.text for one in _texts(program.root)])
        case {"do": "touch", "text": text, "times": times}:
            _touch(program.root, text, times)
        case {"do": "pixels", "at": places}:
            _at_next_frame(lambda: _say([_pixel(program, x, y) for x, y in places]))
        case {"do": "usage"}:
            used = resource.getrusage(resource.RUSAGE_SELF)
            _say({"cpu_s": used.ru_utime + used.ru_stime, "at": time.time(), "rss_mb": _resident_mb()})
        case {"do": "panel"}:
            _say(_found_right_of(program.root, program.stage.right))
        case {"do": "dim"}:
            _say(program.stage.dimmer.darkness)


def _texts(root: Any) -> list[Any]:
    from kiosk.screens.kit.text import TextBlock

    return [one for one in root.walk(restrict=True) if isinstance(one, TextBlock) and one.text]


def _found_right_of(root: Any, edge: float) -> dict[str, Any]:
    from kiosk.screens.kit.buttons import TouchButton

    texts = [one for one in _texts(root) if one.to_window(*one.pos)[0] >= edge]
    buttons = [one for one in root.walk(restrict=True) if isinstance(one, TouchButton) and one.to_window(*one.pos)[0] >= edge]
    return {
        "texts": [{"text": one.text, "size": one.fitted.size, "cut": one.fitted.cut} for one in texts],
        "buttons": [[*one.to_window(*one.pos), *one.size] for one in buttons if one.opacity],
    }


def _touch(root: Any, text: str, times: int) -> None:
    from kivy.clock import Clock
    from kivy.tests.common import UnitTestTouch

    target = next((one for one in _texts(root) if text in one.text), None)
    if target is None:
        _say({"missing": text})
        return
    x, y = target.to_window(*target.center)
    for _ in range(times):
        touch = UnitTestTouch(x, y)
        touch.touch_down()
        touch.touch_up()
    Clock.schedule_once(lambda _: _say({"touched": [x, y]}))


def _at_next_frame(work: Callable[[], None]) -> None:
    from kivy.core.window import Window

    def flip(*_: object) -> None:
        Window.unbind(on_flip=flip)
        work()

    Window.bind(on_flip=flip)
    Window.canvas.ask_update()


def _pixel(program: Any, x: int, y: int) -> list[int]:
    from kivy.core.window import Window
    from kivy.graphics.opengl import GL_RGB, GL_UNSIGNED_BYTE, glReadPixels

    assert program
    return list(glReadPixels(x, Window.height - 1 - y, 1, 1, GL_RGB, GL_UNSIGNED_BYTE))


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _say(answer: Any) -> None:
    print(json.dumps(answer), flush=True)  # noqa: T201  # the parent reads it


if __name__ == "__main__":
    main(ScreenOptions(**json.loads(sys.argv[1])))
