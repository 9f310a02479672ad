"""Opens the list of who is inside in a process of its own, and lets time pass as fast as it can.

Prints on which page it is after a touch at once and one a second later, and whether it is still there as seconds go by; it is touched
in the 59th.
"""

import json

from kiosk.lane.view import Alarm
from kiosk.screens.app import set_up_kivy
from kiosk.screens.options import ScreenOptions
from tests.screens.scenes import inside, shown


def main() -> None:
    """Let the time pass and print."""
    set_up_kivy(1024, 600, fullscreen=False, cache=None, max_fps=0)
    from kivy.clock import Clock
    from kivy.tests.common import UnitTestTouch

    from kiosk.screens.pictures.easel import Easel

    easel = Easel(ScreenOptions(""))
    begun = Clock.time()

    def move_to(passed_s: float) -> None:
        Clock.time = lambda: begun + passed_s
        easel.settle()

    move_to(0.0)
    opened = easel.draw_list(shown(Alarm(fire=True)), inside(40))

    def touch() -> None:
        finger = UnitTestTouch(*opened.ids.forward.center)
        finger.touch_down()
        finger.touch_up()

    pages, there = [], {}
    for second in (0, 1):
        move_to(second)
        touch()
        pages.append(opened.page)
    for second in (59, 118, 119):
        move_to(second)
        there[second] = easel.stage.screen.reading
        if second == 59:
            touch()
    print(json.dumps({"pages": pages, "there": there}))  # noqa: T201  # the parent reads it


if __name__ == "__main__":
    main()
