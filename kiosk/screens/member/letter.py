"""A coloured band with a shape, beside warm paper that says what is the matter and what to do."""

from dataclasses import dataclass

from kivy.properties import NumericProperty, ObjectProperty, OptionProperty
from kivy.uix.floatlayout import FloatLayout

from kiosk.screens.kit.kv import load_layout
from kiosk.screens.kit.shapes import Shape
from kiosk.screens.kit.theme import ON_STOP
from kiosk.screens.messages.catalogue import Catalogue

load_layout(__file__)


@dataclass(frozen=True, slots=True)
class LetterWords:
    """``other`` is all of it in the other language."""

    greeting: str
    title: str
    to_do: str
    other: str


def letter_words(key: str, greeting: str, first: Catalogue, second: Catalogue) -> LetterWords:
    """The title and the advice of this key, in the language to speak in and in the other one."""
    return LetterWords(
        greeting=greeting,
        title=first.text(f"{key}.title"),
        to_do=first.text(f"{key}.advice"),
        other=second.text("letter.other", title=second.text(f"{key}.title"), to_do=second.text(f"{key}.advice")),
    )


class Letter(FloatLayout):
    """``languages`` are those of the button that calls staff; ``band`` colours the band and its shape."""

    words = ObjectProperty(None, rebind=True)
    scene = ObjectProperty(None, rebind=True)
    look = ObjectProperty(None, rebind=True)
    languages = ObjectProperty(())
    shape = OptionProperty(Shape.OCTAGON, options=list(Shape))
    band = ObjectProperty(ON_STOP, rebind=True)
    edge = NumericProperty(0)
