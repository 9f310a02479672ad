"""A face with a speech on its left, and on its right a card with what the member looks for."""

from typing import Any

from kivy.properties import ObjectProperty
from kivy.uix.floatlayout import FloatLayout
from kivy.uix.widget import Widget

from kiosk.screens.kit import theme
from kiosk.screens.kit.kv import load_layout

load_layout(__file__)


class SpokenFace(FloatLayout):
    """``pair``, ``pale`` and ``deep`` colour the speech. What a screen adds is stacked in the middle of the card."""

    words = ObjectProperty(None, rebind=True)
    look = ObjectProperty(None, rebind=True)
    pair = ObjectProperty(theme.ON_GO, rebind=True)
    pale = ObjectProperty(theme.ON_GO_PALE, rebind=True)
    deep = ObjectProperty(theme.ON_GO_DEEP, rebind=True)

    def add_widget(self, widget: Widget, *args: Any, **kwargs: Any) -> None:
        """Put it on the card, once the speech and the card themselves are there."""
        place = self.ids.card.add_widget if "card" in self.ids else super().add_widget
        place(widget, *args, **kwargs)
