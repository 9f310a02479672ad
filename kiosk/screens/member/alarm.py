"""The way out is free; and, one touch away, who is inside."""

from typing import Any

from kivy.properties import BooleanProperty, ObjectProperty, OptionProperty, StringProperty
from kivy.uix.floatlayout import FloatLayout

from kiosk.lane.view import Alarm
from kiosk.screens.kit.kv import load_layout
from kiosk.screens.kit.shapes import Shape
from kiosk.screens.member.scene import Scene
from kiosk.screens.messages.together import beside

load_layout(__file__)


class AlarmScreen(FloatLayout):
    """Red all over, both languages alike, arrows to the way out. ``reading`` is true while the list of who is inside covers it."""

    look = ObjectProperty(None, rebind=True)
    shape = OptionProperty(Shape.FLAME, options=list(Shape))
    arrow = OptionProperty(Shape.LEFT, options=list(Shape))
    title = StringProperty("")
    advice = StringProperty("")
    other_title = StringProperty("")
    other_advice = StringProperty("")
    inside = StringProperty("")
    reading = BooleanProperty(False)

    def __init__(self, face: Alarm, scene: Scene, **kwargs: Any) -> None:
        first, second = scene.languages(None)
        self._scene = scene
        self._list: Any = None
        key = "alarm.fire" if face.fire else "alarm.emergency"
        super().__init__(
            look=scene.look,
            shape=Shape.FLAME if face.fire else Shape.OCTAGON,
            arrow=scene.way_out,
            title=first.text(f"{key}.title"),
            advice=first.text(f"{key}.advice"),
            other_title=second.text(f"{key}.title"),
            other_advice=second.text(f"{key}.advice"),
            inside=beside((first, second), "inside.button"),
            **kwargs,
        )

    def open_list(self) -> Any:
        """Show who is inside; returns the screen that does."""
        if self._list is None:
            from kiosk.screens.member.inside import InsideScreen

            self._list = InsideScreen(self._scene, self.close_list, pos_hint={"x": 0, "y": 0})
            self.add_widget(self._list)
            self._list.begin()
            self.reading = True
        return self._list

    def close_list(self) -> None:
        """Show the way out."""
        if self._list is not None:
            self._list.end()
            self.remove_widget(self._list)
            self._list = None
            self.reading = False

    def on_parent(self, _: object, parent: object) -> None:
        """Close the list when the alarm is over, so that no name stays on the screen."""
        if parent is None:
            self.close_list()
