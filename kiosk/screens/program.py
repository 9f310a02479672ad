"""Joins the stage to the counter. Imported only after Kivy has been set up."""

from collections.abc import Callable
from typing import Any

from kivy.app import App
from kivy.clock import Clock
from kivy.core.window import Window
from kivy.uix.floatlayout import FloatLayout

from kiosk.lane.words import Language
from kiosk.screens.kit.theme import Look
from kiosk.screens.kit.tidying import Tidying
from kiosk.screens.link.client import CounterClient
from kiosk.screens.link.counter_time import CounterTime
from kiosk.screens.member.faces import load_all
from kiosk.screens.member.scene import Scene
from kiosk.screens.member.staff_call import Ask, StaffCall
from kiosk.screens.member.stage import Stage
from kiosk.screens.messages.catalogue import load_catalogue
from kiosk.screens.options import PANEL_WIDTH, ScreenOptions
from kiosk.wire.messages import Shown, Told

_LOAD_AFTER_S = 1.0


def make_scene(options: ScreenOptions, look: Look, ask: Ask) -> Scene:
    """What all screens are drawn from."""
    return Scene(
        look=look,
        catalogues={language: load_catalogue(language) for language in Language},
        house=options.language,
        time=CounterTime(),
        staff=StaffCall(ask),
        ask=ask,
        way_in=options.way_in,
        way_out=options.way_out,
    )


class ScreenProgram(App):
    """The window with the members' screen, and the demo panel when asked for."""

    title = "kiosk"

    def __init__(self, options: ScreenOptions, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._options = options
        self._client = CounterClient(options.socket, self, _on_ui, options.answer_within_s)
        self._tidying = Tidying()
        self._lost = Clock.create_trigger(self._say_lost, options.lost_after_s)
        self._panel: Any = None

    def build(self) -> FloatLayout:
        """Put the stage and the panel into the window."""
        options = self._options
        panel_width = PANEL_WIDTH if options.demo_panel else 0
        look = Look(int(Window.width) - panel_width, int(Window.height), options.larger_type)
        scene = make_scene(options, look, self._client.ask)
        root = FloatLayout()
        self.stage = Stage(scene, options.dim_after_s)
        root.add_widget(self.stage)
        if options.demo_panel:
            from kiosk.screens.technician.demo_panel import DemoPanel

            self._panel = DemoPanel(scene, self._client.ask, x=look.width, width=panel_width, height=look.height)
            root.add_widget(self._panel)
        return root

    def on_start(self) -> None:
        """The first frame is on its way: look for the counter."""
        self._client.start()
        Clock.schedule_once(lambda _: load_all(), _LOAD_AFTER_S)
        self._tidying.soon()

    def on_stop(self) -> None:
        """Let go of the counter."""
        self._client.stop()

    def connected(self, yes: bool) -> None:
        """Say that the counter is lost when it stays away."""
        self._lost.cancel()
        if not yes:
            self._lost()
        elif self._panel is not None:
            self._panel.refresh()

    def shown(self, shown: Shown) -> None:
        """Draw the newest view."""
        self.stage.show(shown)
        self._tidying.soon()

    def told(self, told: Told) -> None:
        """Only the demo panel listens to what the desk is told."""
        if self._panel is not None:
            self._panel.tell(told.notice)

    def misfit(self) -> None:
        """Say that the counter is of another version."""
        self._lost.cancel()
        self.stage.show_connecting(misfit=True)
        self._tidying.soon()

    def _say_lost(self, _: float) -> None:
        self.stage.show_connecting()
        self._tidying.soon()


def _on_ui(work: Callable[[], None]) -> None:
    Clock.schedule_once(lambda _: work())
