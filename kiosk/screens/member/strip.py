"""The foot of a face: who else waits, and a message for somebody who is not being served."""

from datetime import date

from kivy.properties import ObjectProperty, OptionProperty, StringProperty
from kivy.uix.floatlayout import FloatLayout

from kiosk.lane.view import Goodbye, Guest, Message, Refused, TagNotGiven
from kiosk.screens.kit import theme
from kiosk.screens.kit.kv import load_layout
from kiosk.screens.kit.shapes import Shape
from kiosk.screens.kit.typesetting import BREAK
from kiosk.screens.member.scene import Scene
from kiosk.screens.messages.together import beside
from kiosk.screens.messages.wording import aside_line, salutation

load_layout(__file__)

_NAMED = 3


class Strip(FloatLayout):
    """One line that is read, a smaller one in the other language, and a shape before them."""

    look = ObjectProperty(None, rebind=True)
    shape = OptionProperty(Shape.CLOCK, options=list(Shape))
    pair = ObjectProperty(theme.ON_WAIT, rebind=True)
    line = StringProperty("")
    other = StringProperty("")


def waiting_strip(waiting: tuple[Guest, ...], scene: Scene, compact: bool) -> Strip:
    """Who waits, the next one first, and that their turn comes. ``compact`` leaves the other language out."""
    first, second = scene.languages(waiting[0])
    named = 1 if compact else _NAMED
    names = first.text("calendar.join").join(_name(guest, scene) for guest in waiting[:named])
    more = len(waiting) - named
    line = first.text("waiting.more", names=names, count=more) if more > 0 else names
    if compact:
        line, other = f"{first.text('waiting.title')} · {line}", ""
    else:
        other = beside((first, second), "waiting.title")
    return Strip(look=scene.look, shape=Shape.CLOCK, pair=theme.ON_WAIT, line=line, other=other)


def aside_strip(message: Message, today: date, scene: Scene, compact: bool) -> Strip:
    """A refusal, a tag that did not come, or a good-bye, for somebody who is not being served."""
    first, second = scene.languages(message.guest)
    line, other = aside_line(message, today, first), aside_line(message, today, second)
    match message:
        case Refused():
            shape, pair = Shape.OCTAGON, theme.ON_STOP
            other = f"{first.text('aside.see_desk')} · {other}"
        case TagNotGiven():
            shape, pair = Shape.TAG, theme.ON_WAIT
        case Goodbye():
            shape, pair = Shape.TICK, theme.ON_INFO
    return Strip(look=scene.look, shape=shape, pair=pair, line=line, other="" if compact else other)


def _name(guest: Guest, scene: Scene) -> str:
    """In the guest's own language, never broken between its parts."""
    return salutation(guest, scene.languages(guest)[0]).replace(BREAK, "").replace(" ", "\u00a0")
