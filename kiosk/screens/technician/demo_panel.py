"""The panel beside the members' screen with which a newcomer plays everybody: members, devices and the mains."""

from functools import partial
from typing import Any

from kivy.properties import BooleanProperty, ObjectProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.desk.requests import SampleCards, Simulate
from kiosk.lane.notices import Notice
from kiosk.screens.buttons import TouchButton
from kiosk.screens.kv import load_layout
from kiosk.screens.messages.catalogue import Catalogue
from kiosk.screens.messages.wording import notice_line
from kiosk.screens.scene import Scene
from kiosk.screens.staff_call import Ask
from kiosk.wire import Reply

load_layout(__file__)

_FAULTS = ("dispenser_jam", "dispenser_empty", "turnstile_stuck", "reader_lost", "return_full")
_INPUTS = ("fire_alarm", "emergency")
_BEHAVIOUR = {"forgets_tag": {"takes_tag": False}, "stays_out": {"walks_through": False}}
_BY_HAND = ("take_tag", "walk")


class PanelButton(TouchButton):
    """One thing to do. ``on`` shows that it lasts."""

    on = BooleanProperty(False)


class CardRow(BoxLayout):
    """A card of the demo club: its left side taps it, its right side returns the tag that it holds."""

    name = StringProperty("")
    what = StringProperty("")
    return_words = StringProperty("")
    tap = ObjectProperty(None)
    give_back = ObjectProperty(None)


class DemoPanel(BoxLayout):
    """Every touch is one line of the simulator's script.

    :param ask: sends a request and hands back its reply.
    """

    title = StringProperty("")
    log = StringProperty("")

    def __init__(self, scene: Scene, ask: Ask, **kwargs: Any) -> None:
        self._words: Catalogue = scene.catalogues[scene.house]
        self._ask = ask
        super().__init__(title=self._words.text("demo.cards"), **kwargs)
        for name, manner in _BEHAVIOUR.items():
            self._add_button(name, lambda _button, manner=manner: self._simulate({"behave": manner}))
        for name in _BY_HAND:
            self._add_button(name, lambda _button, name=name: self._simulate({"hand": name}))
        for name in _FAULTS:
            self._add_button(name, partial(self._switch, "fault", name))
        for name in _INPUTS:
            self._add_button(name, partial(self._switch, "input", name))
        self._add_button("power_cut", lambda _button: self._simulate({"power_cut": True}))

    def refresh(self) -> None:
        """Ask for the cards of the demo club; after a new start no fault lasts."""
        for button in self.ids.buttons.children:
            button.on = False
        self._ask(SampleCards(), self._got_cards)

    def tell(self, notice: Notice) -> None:
        """Show what the desk is told."""
        self.log = notice_line(notice, self._words)

    def _add_button(self, name: str, press: Any) -> None:
        button = PanelButton(text=self._words.text(f"demo.{name}"))
        button.bind(on_release=press)
        self.ids.buttons.add_widget(button)

    def _got_cards(self, reply: Reply) -> None:
        if not reply.ok:
            self._complain(reply)
            return
        self.ids.cards.clear_widgets()
        for card in reply.value:
            self.ids.cards.add_widget(self._card_row(**card))

    def _card_row(self, uid: str, name: str | None, card_no: str | None, **what: str) -> CardRow:
        """A card that nobody holds has no name and no number, and so no tag to give back."""
        return CardRow(
            name=name or self._words.text("demo.nobody"),
            what=what[f"what_{self._words.language}"],
            return_words=self._words.text("demo.return_tag") if card_no else "",
            tap=partial(self._simulate, {"tap": uid}),
            give_back=partial(self._simulate, {"return_of": card_no}) if card_no else None,
        )

    def _switch(self, kind: str, name: str, button: PanelButton) -> None:
        button.on = not button.on
        self._simulate({kind: name, "on": button.on})

    def _simulate(self, line: dict[str, Any]) -> None:
        self._ask(Simulate(line), self._answered)

    def _answered(self, reply: Reply) -> None:
        if not reply.ok:
            self._complain(reply)

    def _complain(self, reply: Reply) -> None:
        self.log = self._words.text("demo.failed", reason=reply.text or reply.error)
