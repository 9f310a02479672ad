"""Granted: take the tag."""

from typing import Any

from kivy.properties import StringProperty

from kiosk.lane.view import Welcome
from kiosk.screens.kit.kv import load_layout
from kiosk.screens.member.scene import Scene
from kiosk.screens.member.speech import SpeechWords
from kiosk.screens.member.spoken_face import SpokenFace
from kiosk.screens.messages.together import beside
from kiosk.screens.messages.wording import few_left, salutation, tag_number

load_layout(__file__)


class WelcomeScreen(SpokenFace):
    """Name and title, what to do, the reminders, and the tag's number as large as it goes."""

    caption = StringProperty("")
    number = StringProperty("")
    room = StringProperty("")
    other_room = StringProperty("")

    def __init__(self, face: Welcome, scene: Scene, **kwargs: Any) -> None:
        first, second = scene.languages(face.guest)
        reminders = " · ".join(first.text(f"welcome.remind_{what}") for what in ("return", "safety", "valuables"))
        words = SpeechWords(
            who=salutation(face.guest, first),
            title=first.text("welcome.title"),
            to_do=first.text("welcome.take_tag"),
            other=second.text("welcome.take_tag"),
            quiet=reminders,
            pill=few_left(face, first),
        )
        super().__init__(
            words=words,
            look=scene.look,
            caption=beside((first, second), "welcome.your_tag"),
            number=tag_number(face.tag),
            room=first.text(f"pool.{face.pool}"),
            other_room=second.text(f"pool.{face.pool}"),
            **kwargs,
        )
