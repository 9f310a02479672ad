"""What is touched: never smaller than a finger, and as wide as what it says."""

from typing import Any

from kivy.properties import BooleanProperty, ListProperty, NumericProperty, ObjectProperty, StringProperty
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.floatlayout import FloatLayout

from kiosk.screens.kit.kv import load_layout
from kiosk.screens.kit.theme import NOTHING, Style
from kiosk.screens.member.staff_call import CallState

load_layout(__file__)


class TouchButton(ButtonBehavior, FloatLayout):
    """A filled button, or with ``edge`` an outlined one. ``text_width`` is what its words want."""

    text = StringProperty("")
    style = ObjectProperty(Style(26, 22), rebind=True)
    pair = ObjectProperty(None, rebind=True)
    edge = ListProperty(NOTHING)
    radius = NumericProperty(14)
    padding = NumericProperty(24)
    text_width = NumericProperty(0)
    max_lines = NumericProperty(1)
    quiet = BooleanProperty(False)

    def on_touch_down(self, touch: Any) -> bool:
        """Take no touch while quiet, but keep it from what lies behind."""
        if self.quiet:
            return bool(self.collide_point(*touch.pos))
        return bool(super().on_touch_down(touch))


class StaffButton(TouchButton):
    """Calls staff and says that they are coming, in the languages it is given."""

    scene = ObjectProperty(None, rebind=True)
    languages = ObjectProperty(())
    calm_pair = ObjectProperty(None, rebind=True)
    call_key = StringProperty("staff.call")
    state_of_call = StringProperty(CallState.CALL)

    def on_scene(self, *_: object) -> None:
        """Follow the call of this scene; weakly, for a face that was left must not stay alive."""
        self.scene.staff.bind(state=self._follow)
        self._follow()

    def on_languages(self, *_: object) -> None:
        """Speak these languages."""
        self._follow()

    def on_call_key(self, *_: object) -> None:
        """Say something else while at rest."""
        self._follow()

    def on_release(self) -> None:
        """Call."""
        self.scene.staff.call()

    def _follow(self, *_: object) -> None:
        if self.scene is None:
            return
        state = self.scene.staff.state
        key = self.call_key if state == CallState.CALL else f"staff.{state}"
        self.quiet = state != CallState.CALL
        self.state_of_call = state
        self.text = " · ".join(catalogue.text(key) for catalogue in self.languages)
