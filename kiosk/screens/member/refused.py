"""Not admitted: why, and what to do next."""

from typing import Any

from kiosk.lane.view import Refused
from kiosk.screens.kit.kv import load_layout
from kiosk.screens.member.letter import Letter, LetterWords
from kiosk.screens.member.scene import Scene
from kiosk.screens.messages.wording import hello, refusal

load_layout(__file__)


class RefusedScreen(Letter):
    """A red band with an octagon, and a kind letter."""

    def __init__(self, face: Refused, scene: Scene, **kwargs: Any) -> None:
        first, second = scene.languages(face.guest)
        advice = refusal(face, scene.today(), first)
        other = refusal(face, scene.today(), second)
        words = LetterWords(
            greeting=hello(face.guest, first),
            title=advice.title,
            to_do=advice.what_to_do,
            other=second.text("letter.other", title=other.title, to_do=other.what_to_do),
        )
        super().__init__(words=words, scene=scene, look=scene.look, languages=(first,) if face.guest else (first, second), **kwargs)
