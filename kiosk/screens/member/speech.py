"""The left side of a spoken face: a shape, who is spoken to, what to do, and what is quiet."""

from dataclasses import dataclass

from kivy.properties import ObjectProperty, OptionProperty
from kivy.uix.floatlayout import FloatLayout

from kiosk.screens.kit import theme
from kiosk.screens.kit.kv import load_layout
from kiosk.screens.kit.shapes import Shape
from kiosk.screens.kit.theme import Look

load_layout(__file__)


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """``other`` is in the other language; ``pill`` stands out at the foot."""

    who: str
    title: str
    to_do: str
    other: str
    quiet: str = ""
    pill: str = ""


class Speech(FloatLayout):
    """Words on a ground of one colour. ``pale`` is for what is quiet, ``deep`` for the pill."""

    words = ObjectProperty(SpeechWords("", "", "", ""), rebind=True)
    look = ObjectProperty(Look(1024, 600), rebind=True)
    shape = OptionProperty(Shape.TICK, options=list(Shape))
    pair = ObjectProperty(theme.ON_GO, rebind=True)
    pale = ObjectProperty(theme.ON_GO_PALE, rebind=True)
    deep = ObjectProperty(theme.ON_GO_DEEP, rebind=True)
