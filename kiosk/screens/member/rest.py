"""Nobody is at the turnstile: the call to tap, the clock, the next classes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kivy.properties import ListProperty, ObjectProperty, StringProperty
from kivy.uix.floatlayout import FloatLayout

from kiosk.lane.view import Trouble
from kiosk.lane.words import Fault, Language
from kiosk.screens.kit.kv import load_layout
from kiosk.screens.member.scene import Scene
from kiosk.screens.messages.catalogue import Catalogue
from kiosk.screens.messages.dates import clock, header_day, minutes_until
from kiosk.screens.messages.together import beside, stacked
from kiosk.wire.messages import ClassToday, ClubView

load_layout(__file__)

SHOWN_CLASSES = 3
_SOON_MIN = 60
_BESIDE_A_CLASS = 90
"""The most letters of an announcement that leaves room for a class; a Chinese one counts as two."""
_IN_BOTH_LANGUAGES = 240
"""The most letters of an announcement that is shown in both languages."""


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One class: when, what, where and how soon."""

    start: str
    name: str
    room: str
    soon: str


NO_CLASS = ClassLine("", "", "", "")


def next_classes(club: ClubView, now: datetime) -> list[ClassToday]:
    """The next classes that have not begun before this minute, soonest first."""
    ahead = (one for one in club.classes if minutes_until(one.start, now) >= 0)
    return sorted(ahead, key=lambda one: one.start)[:SHOWN_CLASSES]


def words_said(club: ClubView, first: Language) -> tuple[str, str]:
    """What is being announced, in the first language that it is said in and in the other; empty when nothing is."""
    if club.saying is None:
        return "", ""
    texts = {Language.CHINESE: club.saying.zh, Language.ENGLISH: club.saying.en}
    said = [text for language in sorted(texts, key=lambda each: each != first) if (text := texts[language])]
    both = len(said) > 1 and room_of(*said) <= _IN_BOTH_LANGUAGES
    return said[0] if said else "", said[1] if both else ""


def room_of(*texts: str) -> int:
    """How many Latin letters take the room of these texts, about."""
    return sum(1 if letter.isascii() else 2 for text in texts for letter in text)


def how_soon(one: ClassToday, now: datetime, catalogue: Catalogue) -> str:
    """``18 分钟后``; empty when it is an hour or more."""
    minutes = minutes_until(one.start, now)
    if minutes >= _SOON_MIN:
        return ""
    return catalogue.text("rest.in_minutes", minutes=minutes) if minutes else catalogue.text("rest.now")


def hint(troubles: tuple[Trouble, ...], catalogue: Catalogue) -> str:
    """What a member must do differently because a device is down; empty when nothing."""
    for trouble in troubles:
        match trouble:
            case Trouble(device="return_slot"):
                return catalogue.text("rest.tags_to_desk")
            case Trouble(fault=Fault.LOW):
                continue
            case Trouble(device=device) if device.startswith("dispenser"):
                return catalogue.text("rest.tags_from_desk")
    return ""


class RestScreen(FloatLayout):
    """``tick`` brings the clock, the classes and what is being announced up to date; nothing moves in between.

    Beside an announcement there is room for the next class only, and beside a long one for none.
    """

    scene = ObjectProperty(None, rebind=True)
    look = ObjectProperty(None, rebind=True)
    club_name = StringProperty("")
    club_name_other = StringProperty("")
    day = StringProperty("")
    clock = StringProperty("")
    classes = ListProperty([NO_CLASS] * SHOWN_CLASSES)
    tap = StringProperty("")
    tap_other = StringProperty("")
    panel_title = StringProperty("")
    saying = StringProperty("")
    saying_other = StringProperty("")
    no_classes = StringProperty("")
    foot = StringProperty("")
    foot_other = StringProperty("")
    warning = StringProperty("")
    languages = ObjectProperty(())

    def __init__(self, scene: Scene, troubles: tuple[Trouble, ...], **kwargs: Any) -> None:
        first, second = scene.languages(None)
        warning = hint(troubles, first)
        super().__init__(
            scene=scene,
            look=scene.look,
            languages=(first, second),
            tap=first.text("rest.tap"),
            tap_other=second.text("rest.tap"),
            no_classes=stacked((first, second), "rest.no_classes"),
            warning=warning,
            foot=warning or first.text("rest.valuables"),
            foot_other=hint(troubles, second) or second.text("rest.valuables"),
            **kwargs,
        )
        self.tick()

    def tick(self) -> None:
        """The minute may have changed, or the club's programme."""
        scene: Scene = self.scene
        club, now = scene.club, scene.time.now()
        first, _ = self.languages
        names = (club.name, club.name_en) if scene.house == Language.CHINESE else (club.name_en, club.name)
        self.club_name, self.club_name_other = names
        self.day = header_day(now, first) if club.time_trusted else first.text("rest.clock_unset")
        self.clock = clock(now) if club.time_trusted else ""
        self.saying, self.saying_other = words_said(club, scene.house)
        title = "rest.saying" if self.saying else "rest.next_classes"
        self.panel_title = beside(self.languages, title)
        lines = ([self._line(one, now) for one in next_classes(club, now)] + [NO_CLASS] * SHOWN_CLASSES)[:SHOWN_CLASSES]
        if self.saying:
            room_left = room_of(self.saying, self.saying_other) <= _BESIDE_A_CLASS
            lines = [NO_CLASS, NO_CLASS, lines[0] if room_left else NO_CLASS]
        self.classes = lines

    def _line(self, one: ClassToday, now: datetime) -> ClassLine:
        soon = [how_soon(one, now, catalogue) for catalogue in self.languages] if self.scene.club.time_trusted else []
        return ClassLine(clock(one.start.astimezone(now.tzinfo)), one.name, one.room, " · ".join(filter(None, soon)))


class ClassRow(FloatLayout):
    """A class in the panel."""

    line = ObjectProperty(NO_CLASS, rebind=True)
    look = ObjectProperty(None, rebind=True)
