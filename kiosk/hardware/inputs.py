"""Fire alarm and emergency button. The wiring frees the turnstile by itself; these lines let the counter see it."""

from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial

from kiosk.hardware.delay import After, after
from kiosk.hardware.health import Health
from kiosk.hardware.lines import Lines
from kiosk.hardware.pins import Chip, Contact, InputPin
from kiosk.hardware.protocols import Emit, Now
from kiosk.lane.events import InputChanged
from kiosk.lane.words import Line


@dataclass(frozen=True, slots=True)
class InputsSettings:
    """The input lines. Both are normally closed to ground, so that a cut wire is an alarm.

    :param fire_alarm: active while the fire panel's relay is open.
    :param emergency: active while the button is pressed.
    """

    fire_alarm: InputPin = InputPin(9, active_high=True, bounce_s=0.1)
    emergency: InputPin = InputPin(11, active_high=True, bounce_s=0.05)


class GpioInputs:
    """The input lines on GPIO."""

    def __init__(self, settings: InputsSettings, chip: Chip, now: Now, after: After = after) -> None:
        self._settings = settings
        self._chip = chip
        self._now = now
        self._lines = Lines("inputs", self._take, now, after)

    def start(self, emit: Emit) -> None:
        """Begin to watch the lines; one that is on already is reported."""
        self._lines.start(emit)

    def stop(self) -> None:
        """Let go of the lines."""
        self._lines.stop()

    def look(self) -> None:
        """Read the lines; returns at once, unless they hang."""
        self._lines.look()

    def _take(self, stack: ExitStack, emit: Emit, _: Health) -> tuple[Contact, ...]:
        seen: set[tuple[Line, bool]] = {(line, False) for line in Line}

        def changed(line: Line, on: bool) -> None:
            if (line, on) not in seen:
                seen.discard((line, not on))
                seen.add((line, on))
                emit(InputChanged(self._now(), line, on))

        contacts = []
        for line, wiring in ((Line.FIRE_ALARM, self._settings.fire_alarm), (Line.EMERGENCY, self._settings.emergency)):
            contact = Contact(wiring, self._chip, partial(changed, line))
            stack.callback(contact.close)
            contacts.append((line, contact))
        for line, contact in contacts:
            if contact.active:
                changed(line, True)
        return tuple(contact for _, contact in contacts)
