"""What is touched: never smaller than a finger, and as wide as what it says."""

from typing import Any

from kivy.properties import BooleanProperty, ListProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.floatlayout import FloatLayout

from kiosk.screens.kit.kv import load_layout
from kiosk.screens.kit.theme import NOTHING, Style

load_layout(__file__)


class TouchButton(ButtonBehavior, FloatLayout):
    """A filled button, or with ``edge`` an outlined one. ``text_width`` is the width that its words need."""

    text = StringProperty("")
    style = ObjectProperty(Style(26, 22), rebind=True)
    pair = ObjectProperty(None, rebind=True)
    edge = ListProperty(NOTHING)
    radius = NumericProperty(14)
    padding = NumericProperty(24)
    text_width = NumericProperty(0)
    max_lines = NumericProperty(1)
    quiet = BooleanProperty(False)

    def on_touch_down(self, touch: Any) -> bool:
        """While quiet do nothing, and let nothing behind the button have the touch."""
        if self.quiet:
            return bool(self.collide_point(*touch.pos))
        return bool(super().on_touch_down(touch))
