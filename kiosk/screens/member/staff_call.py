"""A call for staff from the touchscreen: sent once, however often the button is touched."""

from collections.abc import Callable
from enum import StrEnum

from kivy.clock import Clock
from kivy.event import EventDispatcher
from kivy.properties import OptionProperty

from kiosk.desk.door.requests import CallStaff
from kiosk.wire.messages import Reply

Ask = Callable[[object, Callable[[Reply], None]], None]


class CallState(StrEnum):
    """How far the call is; also the key of what the button says."""

    CALL = "call"
    ASKING = "asking"
    COMING = "coming"
    FAILED = "failed"


class StaffCall(EventDispatcher):
    """One call at a time for the whole touchscreen, so that a second touch on the next face does not call again.

    :param ask: sends a request and hands back its reply.
    :param rests_after_s: seconds after the answer until staff can be called again.
    """

    state = OptionProperty(CallState.CALL, options=list(CallState))

    def __init__(self, ask: Ask, rests_after_s: float = 15.0) -> None:
        super().__init__()
        self._ask = ask
        self._rest = Clock.create_trigger(self._back_to_rest, rests_after_s)

    def call(self) -> None:
        """Call, unless a call is under way."""
        if self.state == CallState.CALL:
            self.state = CallState.ASKING
            self._ask(CallStaff(), self._answered)

    def _answered(self, reply: Reply) -> None:
        self.state = CallState.COMING if reply.ok else CallState.FAILED
        self._rest()

    def _back_to_rest(self, _: float) -> None:
        self.state = CallState.CALL
