"""The tag came back: thank you."""

from typing import Any

from kivy.properties import OptionProperty, StringProperty

from kiosk.lane.view import Goodbye
from kiosk.screens.kit.kv import load_layout
from kiosk.screens.kit.shapes import Shape
from kiosk.screens.member.scene import Scene
from kiosk.screens.member.speech import SpeechWords
from kiosk.screens.member.spoken_face import SpokenFace
from kiosk.screens.messages.wording import salutation, tag_number

load_layout(__file__)


class GoodbyeScreen(SpokenFace):
    """Thanks, leave nothing behind, and the way out; or the card that waits at the desk."""

    shape = OptionProperty(Shape.RIGHT, options=list(Shape))
    what_next = StringProperty("")
    where = StringProperty("")
    other_next = StringProperty("")

    def __init__(self, face: Goodbye, scene: Scene, **kwargs: Any) -> None:
        first, second = scene.languages(face.guest)
        words = SpeechWords(
            who=salutation(face.guest, first),
            title=first.text("goodbye.title"),
            to_do=first.text("goodbye.check"),
            other=f"{second.text('goodbye.title')} · {second.text('goodbye.check')}",
            pill=f"{first.text('goodbye.returned')} · {tag_number(face.tag)}",
        )
        next_key = "goodbye.collect_card" if face.collect_card else "goodbye.way_out"
        super().__init__(
            words=words,
            look=scene.look,
            shape=Shape.KEPT_CARD if face.collect_card else scene.way_out,
            what_next=first.text(next_key),
            where=first.text("goodbye.collect_where") if face.collect_card else "",
            other_next=second.text(next_key),
            **kwargs,
        )
