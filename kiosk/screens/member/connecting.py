"""There is no counter: the desk helps."""

from typing import Any

from kiosk.screens.kit.kv import load_layout
from kiosk.screens.member.letter import Letter, letter_words
from kiosk.screens.member.scene import Scene
from kiosk.screens.messages.wording import hello

load_layout(__file__)


class ConnectingScreen(Letter):
    """Shown until the first view, when the counter has been lost for a while, and when it is of another version."""

    def __init__(self, scene: Scene, words: str, **kwargs: Any) -> None:
        first, second = scene.languages(None)
        letter = letter_words(words, hello(None, first), first, second)
        super().__init__(words=letter, scene=scene, look=scene.look, languages=(first, second), **kwargs)
