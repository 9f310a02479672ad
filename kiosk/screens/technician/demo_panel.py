"""The panel beside the members' screen with which a newcomer plays everybody: members, devices and the mains."""

from functools import partial
from typing import Any

from kivy.properties import BooleanProperty, ObjectProperty, OptionProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.gridlayout import GridLayout
from kivy.uix.scrollview import ScrollView

from kiosk.desk.simulated.requests import SampleCards, Simulate
from kiosk.lane.notices import Notice
from kiosk.screens.kit.buttons import TouchButton
from kiosk.screens.kit.kv import load_layout
from kiosk.screens.member.scene import Scene
from kiosk.screens.member.staff_call import Ask
from kiosk.screens.messages.catalogue import Catalogue
from kiosk.screens.messages.together import beside, stacked
from kiosk.screens.messages.wording import notice_line
from kiosk.wire.messages import Reply

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


class CardsPage(ScrollView):
    """Every sort of card."""


class TroublePage(GridLayout):
    """What the next person does wrong, and what can fail."""


class DemoPanel(BoxLayout):
    """Two pages in both languages. Every touch on one of them is one line of the simulator's script.

    :param ask: sends a request and hands back its reply.
    """

    page = OptionProperty("cards", options=["cards", "trouble"])
    log = StringProperty("")

    def __init__(self, scene: Scene, ask: Ask, **kwargs: Any) -> None:
        self._languages: tuple[Catalogue, Catalogue] = scene.languages(None)
        self._ask = ask
        self._pages: dict[str, Any] = {"cards": CardsPage(), "trouble": TroublePage()}
        super().__init__(log=self.words_of("demo.how"), **kwargs)
        self.on_page()
        for name, manner in _BEHAVIOUR.items():
            self._add_button(name, lambda _button, manner=manner: self._simulate({"behave": manner}))
        for name in _BY_HAND:
            self._add_button(name, lambda _button, name=name: self._simulate({"hand": name}))
        for name in _FAULTS:
            self._add_button(name, partial(self._switch, "fault", name))
        for name in _INPUTS:
            self._add_button(name, partial(self._switch, "input", name))
        self._add_button("power_cut", lambda _button: self._simulate({"power_cut": True}))

    def words_of(self, key: str, **values: object) -> str:
        """A message in both languages, a line each."""
        return stacked(self._languages, key, **values)

    def on_page(self, *_: object) -> None:
        """Turn to the page."""
        self.ids.place.clear_widgets()
        self.ids.place.add_widget(self._pages[self.page])

    def refresh(self) -> None:
        """Ask for the cards of the demo club; after a new start no fault lasts."""
        for button in self._pages["trouble"].children:
            button.on = False
        self._ask(SampleCards(), self._got_cards)

    def tell(self, notice: Notice) -> None:
        """Show what the desk is told."""
        self.log = "\n".join(notice_line(notice, catalogue) for catalogue in self._languages)

    def _add_button(self, name: str, press: Any) -> None:
        button = PanelButton(text=self.words_of(f"demo.{name}"))
        button.bind(on_release=press)
        self._pages["trouble"].add_widget(button)

    def _got_cards(self, reply: Reply) -> None:
        if not reply.ok:
            self._complain(reply)
            return
        cards = self._pages["cards"].ids.cards
        cards.clear_widgets()
        for card in reply.value:
            cards.add_widget(self._card_row(**card))

    def _card_row(self, uid: str, name: str | None, card_no: str | None, **what: str) -> CardRow:
        """A card that nobody holds has no name and no number, and so no tag to give back."""
        return CardRow(
            name=name or beside(self._languages, "demo.nobody"),
            what="\n".join(what[f"what_{catalogue.language}"] for catalogue in self._languages),
            return_words=self.words_of("demo.return_tag") if card_no else "",
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
        self.log = self.words_of("demo.failed", reason=reply.text or reply.error)
