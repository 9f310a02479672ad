"""The turnstile is open."""

from typing import Any

from kivy.properties import OptionProperty, StringProperty

from kiosk.lane.view import WalkThrough
from kiosk.screens.kit.kv import load_layout
from kiosk.screens.kit.shapes import Shape
from kiosk.screens.member.scene import Scene
from kiosk.screens.member.speech import SpeechWords
from kiosk.screens.member.spoken_face import SpokenFace
from kiosk.screens.messages.wording import salutation, tag_number

load_layout(__file__)


class WalkThroughScreen(SpokenFace):
    """A large arrow to the turnstile; name and tag beside it."""

    arrow = OptionProperty(Shape.UP, options=list(Shape))
    tag = StringProperty("")
    room = StringProperty("")

    def __init__(self, face: WalkThrough, scene: Scene, **kwargs: Any) -> None:
        first, second = scene.languages(face.guest)
        words = SpeechWords(
            who=salutation(face.guest, first),
            title=first.text("walk_through.title"),
            to_do=f"{first.text('walk_through.advice')} · {first.text('walk_through.enjoy')}",
            other=f"{second.text('walk_through.title')} · {second.text('walk_through.advice')}",
        )
        super().__init__(
            words=words,
            look=scene.look,
            arrow=scene.way_in,
            tag=f"{first.text('walk_through.tag')} {tag_number(face.tag)}" if face.tag else "",
            room=first.text(f"pool.{face.pool}") if face.pool else "",
            **kwargs,
        )
