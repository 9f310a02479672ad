"""Who is inside, for whoever counts heads in an alarm."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, tzinfo
from functools import partial
from typing import Any

from kivy.clock import Clock
from kivy.properties import BooleanProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.floatlayout import FloatLayout

from kiosk.screens.kit.kv import load_layout
from kiosk.screens.kit.typesetting import BREAK
from kiosk.screens.member.inside_asked import InsideAsked, Person
from kiosk.screens.member.scene import Scene
from kiosk.screens.messages.catalogue import Catalogue
from kiosk.screens.messages.dates import clock
from kiosk.screens.messages.together import beside, stacked

load_layout(__file__)

LEFT_AFTER_S = 60.0
_SETTLED_AFTER_S = 0.5  # until then a hasty second touch in the same place turns no page


@dataclass(frozen=True, slots=True)
class InsideLine:
    """One person: the tag, or why there is none; the name; since when."""

    tag: str
    name: str
    since: str


NO_LINE = InsideLine("", "", "")


def inside_line(person: Person, today: date, zone: tzinfo | None, languages: Iterable[Catalogue]) -> InsideLine:
    """How a person is listed, on the club's clock; with the day when it is not today."""
    since = person.since.astimezone(zone)
    without = f"inside.{person.kind}" if person.kind in ("staff", "coach") else "inside.no_tag"
    return InsideLine(
        tag=person.tag or stacked(languages, without),
        name=person.name.replace("·", f"·{BREAK}"),
        since=clock(since) if since.date() == today else f"{since:%m-%d}\n{clock(since)}",
    )


class InsideScreen(FloatLayout):
    """Keeps itself up to date while it is shown.

    :param leave: called when it shall go: by a touch, or when nobody has touched it for a minute.
    """

    look = ObjectProperty(None, rebind=True)
    close = StringProperty("")
    previous_page = StringProperty("")
    next_page = StringProperty("")
    count = StringProperty("")
    title = StringProperty("")
    books = StringProperty("")
    clock = StringProperty("")
    message = StringProperty("")
    advice = StringProperty("")
    note = StringProperty("")
    failed = BooleanProperty(False)
    page = NumericProperty(0)
    pages = NumericProperty(1)
    settled = BooleanProperty(False)

    def __init__(self, scene: Scene, leave: Callable[[], None], **kwargs: Any) -> None:
        self._scene = scene
        self._leave = leave
        self._languages = scene.languages(None)
        self._beside = partial(beside, self._languages)
        self._stacked = partial(stacked, self._languages)
        self._lines: tuple[InsideLine, ...] | None = None
        self._asked = InsideAsked(scene.ask, self._heard)
        self._unread = Clock.create_trigger(lambda _: leave(), LEFT_AFTER_S)
        self._settle = Clock.create_trigger(self._settled, _SETTLED_AFTER_S)
        super().__init__(
            look=scene.look,
            close=self._beside("inside.close"),
            previous_page=self._beside("inside.previous"),
            next_page=self._beside("inside.next"),
            title=self._beside("inside.title"),
            books=self._beside("inside.books"),
            message=self._stacked("inside.asking"),
            **kwargs,
        )
        self._again = Clock.create_trigger(self._fill, -1)
        self.ids.rows.bind(pos=self._again, size=self._again)

    def begin(self) -> None:
        """It is shown now."""
        self._asked.begin()
        self._unread()
        self._settle()

    def end(self) -> None:
        """It is shown no more."""
        self._asked.end()
        self._unread.cancel()
        self._settle.cancel()

    def turn(self, pages: int) -> None:
        """Turn so many pages."""
        self.page = min(max(0, self.page + pages), self.pages - 1)
        self._fill()

    def leave(self) -> None:
        """Back to the way out."""
        self._leave()

    def on_touch_down(self, touch: Any) -> bool:
        """Stay open, for somebody reads. No touch reaches what lies behind."""
        self._unread.cancel()
        self._unread()
        super().on_touch_down(touch)
        return True

    def _heard(self, people: tuple[Person, ...] | None) -> None:
        self.failed = people is None
        if people is not None:
            now = self._scene.time.now()
            self._lines = tuple(inside_line(person, now.date(), now.tzinfo, self._languages) for person in people)
            self.count, self.clock = str(len(people)), clock(now)
        self._say()
        self._fill()

    def _say(self) -> None:
        if self._lines is None:
            self.message, self.advice, self.note = self._stacked("inside.failed"), self._stacked("inside.failed_advice"), ""
        elif self.failed:
            self.message, self.advice, self.note = "", "", self._stacked("inside.stopped", at=self.clock)
        elif self._lines:
            self.message, self.advice, self.note = "", "", self._stacked("inside.still_listed")
        else:
            self.message, self.advice, self.note = self._stacked("inside.nobody"), self._stacked("inside.nobody_advice"), ""

    def _fill(self, *_: object) -> None:
        """Down the first column, then down the second."""
        rows, lines = self.ids.rows, self._lines or ()
        deep = max(1, int(rows.height // self.look.row))
        self.pages = max(1, -(-len(lines) // (2 * deep)))
        self.page = min(self.page, self.pages - 1)
        first = self.page * 2 * deep
        shown = lines[first : first + 2 * deep]
        while len(rows.children) > len(shown):
            rows.remove_widget(rows.children[0])
        while len(rows.children) < len(shown):
            rows.add_widget(InsideRow(look=self.look))
        width = (rows.width - self.look.margin) / 2
        for place, (row, line) in enumerate(zip(reversed(rows.children), shown, strict=True)):
            column, below = divmod(place, deep)
            row.line = line
            row.size = width, self.look.row
            row.pos = rows.x + column * (width + self.look.margin), rows.y + rows.height - (below + 1) * self.look.row

    def _settled(self, _: float) -> None:
        self.settled = True


class InsideRow(FloatLayout):
    """A person in the list."""

    line = ObjectProperty(NO_LINE, rebind=True)
    look = ObjectProperty(None, rebind=True)
