"""Darkens the panel when nobody has touched it and nothing has changed for a while."""

from typing import Any

from kivy.animation import Animation
from kivy.clock import Clock
from kivy.graphics import Color, Rectangle
from kivy.properties import BooleanProperty, NumericProperty
from kivy.uix.widget import Widget

from kiosk.screens.kit.theme import INK

_DARK = 0.78
_FADE_S = 0.25


class Dimmer(Widget):
    """Lies over everything. The touch that wakes it does nothing else. While ``awake`` it stays clear.

    :param after_s: seconds until it dims; 0 never.
    """

    darkness = NumericProperty(0.0)
    awake = BooleanProperty(False)

    def __init__(self, after_s: float, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._after_s = after_s
        self._timer = Clock.create_trigger(self._dim, after_s)
        self._dimmed = False
        with self.canvas:
            self._shade = Color(*INK[:3], 0)
            self._sheet = Rectangle()
        self.bind(pos=self._cover, size=self._cover, darkness=self._darken, awake=lambda *_: self.stir())
        self.stir()

    def stir(self) -> bool:
        """Something happened: be clear, and begin to count again. True when it was dim."""
        was_dim, self._dimmed = self._dimmed, False
        Animation.cancel_all(self, "darkness")
        self.darkness = 0.0
        self._timer.cancel()
        if self._after_s > 0 and not self.awake:
            self._timer()
        return was_dim

    def on_touch_down(self, touch: Any) -> bool:
        """Swallow the touch that wakes the panel, and ask for its end too."""
        if self.stir():
            touch.grab(self)
            return True
        return False

    def on_touch_move(self, touch: Any) -> bool:
        """Swallow the drag of the touch that woke the panel."""
        return touch.grab_current is self

    def on_touch_up(self, touch: Any) -> bool:
        """Swallow its end."""
        if touch.grab_current is self:
            touch.ungrab(self)
            return True
        return False

    def _dim(self, _: float) -> None:
        self._dimmed = True
        Animation(darkness=_DARK, duration=_FADE_S).start(self)

    def _darken(self, *_: object) -> None:
        self._shade.a = self.darkness

    def _cover(self, *_: object) -> None:
        self._sheet.pos, self._sheet.size = self.pos, self.size
