"""Text that never leaves its box: set by ``typesetting``, drawn line by line with Kivy's renderer."""

from functools import lru_cache
from typing import Any

from kivy.clock import Clock
from kivy.core.text import DEFAULT_FONT
from kivy.core.text import Label as Renderer
from kivy.graphics import Color, Rectangle
from kivy.properties import NumericProperty, ObjectProperty, OptionProperty, StringProperty
from kivy.uix.widget import Widget

from kiosk.screens.kit.theme import Style
from kiosk.screens.kit.typesetting import Fitted, Measure, fit, shrunk

_RULER = 70  # px; widths are measured at this size and scaled, because opening the font at another takes milliseconds
_HINTING = 1.02  # a glyph's advance is rounded to whole px, so small sizes run a little wider than scaled ones
_DROP = 0.056  # em between the middle of a rendered line and the middle of its characters


@lru_cache(maxsize=8192)
def _ruled(text: str, bold: bool) -> float:
    return rendered_width(text, _RULER, bold)


def rendered_width(text: str, size: int, bold: bool) -> float:
    """Px that a text takes when it is drawn at this size."""
    return float(Renderer(font_name=DEFAULT_FONT, font_size=size, bold=bold).get_extents(text)[0])


def _measure(bold: bool) -> Measure:
    return lambda text, size: _ruled(text, bold) * size / _RULER * _HINTING


@lru_cache(maxsize=1024)
def _fitted(text: str, width: float, style: Style, shrink: float, max_lines: int) -> Fitted:
    """Kept in memory, because a column asks for the same heights again at each step by which it shrinks."""
    return fit(
        text,
        width=width,
        size=shrunk(style.size, style.floor, shrink),
        floor=style.floor,
        max_lines=max_lines,
        measure=_measure(style.bold),
        squeeze=style.squeeze,
    )


def _render(line: str, size: int, bold: bool) -> Any:
    label = Renderer(text=line, font_name=DEFAULT_FONT, font_size=size, bold=bold)
    label.refresh()
    return label.texture


def one_line_width(text: str, style: Style) -> float:
    """Px that a text takes when nothing makes it shrink or break; 0 for none."""
    return max(_measure(style.bold)(line, style.size) for line in text.split("\n")) + 2 if text else 0.0


class TextBlock(Widget):
    """A text of one style in one colour. In a ``Column`` its height follows from its width; elsewhere it fits the box it is given."""

    text = StringProperty("")
    style = ObjectProperty(Style(32, 22), rebind=True)
    pair = ObjectProperty(None, rebind=True)
    max_lines = NumericProperty(2)
    halign = OptionProperty("left", options=["left", "center", "right"])
    shrink = NumericProperty(1.0)

    def __init__(self, **kwargs: Any) -> None:
        self.fitted = Fitted(0, ())
        self.drawn_size = (0.0, 0.0)
        self._redraw = Clock.create_trigger(self._draw, -1)
        super().__init__(**kwargs)
        for name in ("text", "style", "pair", "max_lines", "halign", "shrink", "pos", "size"):
            self.fbind(name, self._redraw)
        self._redraw()

    def height_for(self, width: float, shrink: float) -> float:
        """Px that the text needs at this width when it may be set at ``shrink`` of its size."""
        fitted = self._fit(width, shrink)
        return len(fitted.lines) * self._pitch(fitted) if self.text else 0.0

    def _fit(self, width: float, shrink: float) -> Fitted:
        return _fitted(self.text, width, self.style, shrink, int(self.max_lines))

    def _pitch(self, fitted: Fitted) -> float:
        return round(fitted.size * float(self.style.pitch))

    def _settle(self) -> Fitted:
        shrink = float(self.shrink)
        fitted = self._fit(self.width, shrink)
        while len(fitted.lines) * self._pitch(fitted) > self.height + 0.5 and fitted.size > self.style.floor:
            shrink *= 0.95
            fitted = self._fit(self.width, shrink)
        return fitted

    def _draw(self, *_: object) -> None:
        self.canvas.clear()
        if not self.text or self.pair is None or self.width <= 1:
            self.fitted, self.drawn_size = Fitted(0, ()), (0.0, 0.0)
            return
        self.fitted = fitted = self._settle()
        pitch, pair = self._pitch(fitted), self.pair
        top = self.center_y + len(fitted.lines) * pitch / 2
        widest = 0.0
        with self.canvas:
            Color(*pair.ink)
            for place, line in enumerate(fitted.lines):
                texture = _render(line, fitted.size, self.style.bold)
                width, height = texture.size
                widest = max(widest, width)
                middle = top - (place + 0.5) * pitch + _DROP * fitted.size
                Rectangle(texture=texture, pos=(round(self._left(width)), round(middle - height / 2)), size=texture.size)
        self.drawn_size = (widest, len(fitted.lines) * pitch)

    def _left(self, width: float) -> float:
        spare = float(self.width) - width
        return float(self.x) + spare * {"left": 0.0, "center": 0.5, "right": 1.0}[self.halign]
