"""There is no counter: the desk helps."""

from typing import Any

from kiosk.screens.kit.kv import load_layout
from kiosk.screens.member.letter import Letter, LetterWords
from kiosk.screens.member.scene import Scene

load_layout(__file__)


class ConnectingScreen(Letter):
    """Shown until the first view, when the counter has been lost for a while, and when it is of another version."""

    def __init__(self, scene: Scene, words: str, **kwargs: Any) -> None:
        first, second = scene.languages(None)
        letter = LetterWords(
            greeting=first.text("guest.hello_nobody"),
            title=first.text(f"{words}.title"),
            to_do=first.text(f"{words}.advice"),
            other=second.text("letter.other", title=second.text(f"{words}.title"), to_do=second.text(f"{words}.advice")),
        )
        super().__init__(words=letter, scene=scene, look=scene.look, languages=(first, second), **kwargs)
