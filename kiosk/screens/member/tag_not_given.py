"""Granted, but the dispenser gave no tag: the desk has one."""

from typing import Any

from kiosk.lane.view import TagNotGiven
from kiosk.screens.kit.kv import load_layout
from kiosk.screens.member.letter import Letter, letter_words
from kiosk.screens.member.scene import Scene
from kiosk.screens.messages.wording import hello

load_layout(__file__)


class TagNotGivenScreen(Letter):
    """An amber band with a tag: it is not the member's fault."""

    def __init__(self, face: TagNotGiven, scene: Scene, **kwargs: Any) -> None:
        first, second = scene.languages(face.guest)
        words = letter_words("tag_not_given", hello(face.guest, first), first, second)
        super().__init__(words=words, scene=scene, look=scene.look, languages=(first,), **kwargs)
