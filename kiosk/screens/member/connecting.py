"""There is no counter: the desk helps."""

from typing import Any

from kiosk.screens.kit.kv import load_layout
from kiosk.screens.member.letter import Letter, LetterWords
from kiosk.screens.member.scene import Scene

load_layout(__file__)


class ConnectingScreen(Letter):
    """Shown until the first view, and when the counter has been lost for a while."""

    def __init__(self, scene: Scene, **kwargs: Any) -> None:
        first, second = scene.languages(None)
        words = LetterWords(
            greeting=first.text("guest.hello_nobody"),
            title=first.text("connecting.title"),
            to_do=first.text("connecting.advice"),
            other=second.text("letter.other", title=second.text("connecting.title"), to_do=second.text("connecting.advice")),
        )
        super().__init__(words=words, scene=scene, look=scene.look, languages=(first, second), **kwargs)
