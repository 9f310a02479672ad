"""Stacks texts and shapes from top to bottom. When there is too little room, all of it shrinks together."""

from typing import Any

from kivy.clock import Clock
from kivy.properties import NumericProperty, OptionProperty
from kivy.uix.floatlayout import FloatLayout
from kivy.uix.widget import Widget

_STEPS = tuple(1.0 - 0.04 * step for step in range(16))


class Space(Widget):
    """An empty step of ``step`` px."""

    step = NumericProperty(0)

    def height_for(self, _width: float, shrink: float) -> float:
        """Px: a step shrinks with the rest."""
        return float(self.step) * shrink


class Column(FloatLayout):
    """Asks each child for its height by ``height_for(width, shrink)``, and sets ``shrink`` where a child has it.

    A column may be a child of another column.
    """

    valign = OptionProperty("top", options=["top", "middle", "bottom"])
    halign = OptionProperty("left", options=["left", "center", "right"])
    shrink = NumericProperty(1.0)

    def __init__(self, **kwargs: Any) -> None:
        self.overflows = False
        super().__init__(**kwargs)
        self._again = Clock.create_trigger(self._stack, -1)
        for name in ("valign", "halign", "pos", "size", "shrink"):
            self.fbind(name, self._again)
        self._again()

    def add_widget(self, widget: Widget, *args: Any, **kwargs: Any) -> None:
        """Append below what is there; the column follows when its text changes."""
        super().add_widget(widget, *args, **kwargs)
        for name in ("text", "style", "max_lines", "step", "side"):
            if widget.property(name, quiet=True) is not None:
                widget.fbind(name, lambda *_: self._again())

    def do_layout(self, *_: object, **__: object) -> None:
        """Children are placed by stacking alone."""

    def height_for(self, width: float, shrink: float) -> float:
        """Px of all children together."""
        return sum(float(child.height_for(self._width_of(child, width), shrink)) for child in self.children)

    def _width_of(self, child: Widget, width: float) -> float:
        return min(width, float(child.side_for(1.0))) if hasattr(child, "side_for") else width

    def _stack(self, *_: object) -> None:
        room = self.height + 0.5
        shrink = next((step for step in _STEPS if self.height_for(self.width, step * self.shrink) <= room), _STEPS[-1]) * self.shrink
        used = self.height_for(self.width, shrink)
        self.overflows = used > room
        top = self.y + {"top": self.height, "middle": (self.height + used) / 2, "bottom": used}[self.valign]
        for child in reversed(self.children):
            width = min(self.width, child.side_for(shrink)) if hasattr(child, "side_for") else self.width
            height = child.height_for(width, shrink)
            top -= height
            spare = self.width - width
            child.size = (width, height)
            child.pos = (self.x + spare * {"left": 0.0, "center": 0.5, "right": 1.0}[self.halign], top)
            if child.property("shrink", quiet=True) is not None:
                child.shrink = shrink
