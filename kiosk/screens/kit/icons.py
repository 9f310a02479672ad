"""Draws a shape in a colour."""

from functools import lru_cache
from typing import Any

from kivy.clock import Clock
from kivy.graphics import Color, Mesh
from kivy.graphics.texture import Texture
from kivy.properties import NumericProperty, ObjectProperty, OptionProperty
from kivy.uix.widget import Widget

from kiosk.screens.kit.ribbon import disc, ribbon
from kiosk.screens.kit.shapes import Shape, strokes


class Icon(Widget):
    """A shape of ``side`` px in the ink of a pair. ``side`` 0 takes the box that it is given."""

    shape = OptionProperty(Shape.TICK, options=list(Shape))
    pair = ObjectProperty(None, rebind=True)
    side = NumericProperty(0)

    def __init__(self, **kwargs: Any) -> None:
        self._redraw = Clock.create_trigger(self._draw, -1)
        super().__init__(**kwargs)
        for name in ("shape", "pair", "side", "pos", "size"):
            self.fbind(name, self._redraw)
        self._redraw()

    def side_for(self, shrink: float) -> float:
        """Px: a shape shrinks with the texts beside it."""
        return float(self.side) * shrink

    def height_for(self, _width: float, shrink: float) -> float:
        """Px."""
        return self.side_for(shrink)

    def _draw(self, *_: object) -> None:
        self.canvas.clear()
        if self.pair is None:
            return
        side = min(self.width, self.height)
        left, bottom, unit = self.center_x - side / 2, self.center_y - side / 2, side / 100
        with self.canvas:
            Color(*self.pair.ink)
            for stroke in strokes(Shape(self.shape)):
                width = stroke.width * unit
                drawn = ribbon(tuple((left + x * unit, bottom + y * unit) for x, y in stroke.points), width)
                Mesh(vertices=drawn.vertices, indices=drawn.indices, mode="triangles", texture=_disc_texture(width))


@lru_cache(maxsize=64)
def _disc_texture(width: float) -> Any:
    side, rows = disc(width)
    texture = Texture.create(size=(side, side), colorfmt="rgba")
    texture.blit_buffer(rows, colorfmt="rgba", bufferfmt="ubyte")
    return texture
