"""Nobody can be admitted here."""

from typing import Any

from kiosk.lane.view import OutOfService
from kiosk.screens.kit.kv import load_layout
from kiosk.screens.member.letter import Letter, LetterWords
from kiosk.screens.member.scene import Scene
from kiosk.screens.messages.wording import fault_sentence

load_layout(__file__)


class OutOfServiceScreen(Letter):
    """What is wrong, in plain words, and that the desk helps."""

    def __init__(self, face: OutOfService, scene: Scene, **kwargs: Any) -> None:
        first, second = scene.languages(None)
        words = LetterWords(
            greeting=first.text("out_of_service.greeting", reason=fault_sentence(face.device, face.fault, first)),
            title=first.text("out_of_service.title"),
            to_do=first.text("out_of_service.advice"),
            other=second.text(
                "out_of_service.other",
                reason=fault_sentence(face.device, face.fault, second),
                title=second.text("out_of_service.title"),
                to_do=second.text("out_of_service.advice"),
            ),
        )
        super().__init__(words=words, scene=scene, look=scene.look, languages=(first, second), **kwargs)
