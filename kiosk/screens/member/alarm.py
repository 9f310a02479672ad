"""The way out is free."""

from typing import Any

from kivy.properties import ObjectProperty, OptionProperty, StringProperty
from kivy.uix.floatlayout import FloatLayout

from kiosk.lane.view import Alarm
from kiosk.screens.kv import load_layout
from kiosk.screens.scene import Scene
from kiosk.screens.shapes import Shape

load_layout(__file__)


class AlarmScreen(FloatLayout):
    """Red all over, both languages alike, arrows to the way out."""

    look = ObjectProperty(None, rebind=True)
    shape = OptionProperty(Shape.FLAME, options=list(Shape))
    arrow = OptionProperty(Shape.LEFT, options=list(Shape))
    title = StringProperty("")
    advice = StringProperty("")
    other_title = StringProperty("")
    other_advice = StringProperty("")

    def __init__(self, face: Alarm, scene: Scene, **kwargs: Any) -> None:
        first, second = scene.languages(None)
        key = "alarm.fire" if face.fire else "alarm.emergency"
        super().__init__(
            look=scene.look,
            shape=Shape.FLAME if face.fire else Shape.OCTAGON,
            arrow=scene.way_out,
            title=first.text(f"{key}.title"),
            advice=first.text(f"{key}.advice"),
            other_title=second.text(f"{key}.title"),
            other_advice=second.text(f"{key}.advice"),
            **kwargs,
        )
