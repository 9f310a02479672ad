"""The button that calls staff."""

from kivy.properties import ObjectProperty, StringProperty

from kiosk.screens.kit.buttons import TouchButton
from kiosk.screens.kit.kv import load_layout
from kiosk.screens.member.staff_call import CallState
from kiosk.screens.messages.together import beside

load_layout(__file__)


class StaffButton(TouchButton):
    """Says ``call_key`` in these languages while at rest, and then how far the call is."""

    scene = ObjectProperty(None, rebind=True)
    languages = ObjectProperty(())
    calm_pair = ObjectProperty(None, rebind=True)
    call_key = StringProperty("staff.call")
    state_of_call = StringProperty(CallState.CALL)

    def on_scene(self, *_: object) -> None:
        """Follow this scene's call. The binding is weak, so that a face which is no longer shown can go."""
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
        self.text = beside(self.languages, key)
