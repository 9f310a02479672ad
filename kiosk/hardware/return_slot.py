"""The return slot's box of tags: a sensor says when it is full. The tags themselves are seen by a reader at the slot."""

from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial

from kiosk.hardware.delay import After, after
from kiosk.hardware.health import Health
from kiosk.hardware.lines import Lines
from kiosk.hardware.pins import Chip, Contact, InputPin
from kiosk.hardware.protocols import Emit, Now
from kiosk.lane.words import Fault


@dataclass(frozen=True, slots=True)
class ReturnSlotSettings:
    """The return slot's line.

    :param full: active while tags stand before the sensor at the top of the box; a long ``bounce_s`` lets a falling tag by.
    """

    full: InputPin = InputPin(10, bounce_s=1.0)


class GpioReturnSlot:
    """The return slot on a GPIO line."""

    def __init__(self, settings: ReturnSlotSettings, chip: Chip, now: Now, after: After = after) -> None:
        self._settings = settings
        self._chip = chip
        self._lines = Lines("return_slot", self._take, now, after)

    def start(self, emit: Emit) -> None:
        """Begin to watch the slot."""
        self._lines.start(emit)

    def stop(self) -> None:
        """Let go of the line."""
        self._lines.stop()

    def look(self) -> None:
        """Read the line; returns at once, unless it hangs."""
        self._lines.look()

    def _take(self, stack: ExitStack, _: Emit, health: Health) -> tuple[Contact, ...]:
        report = partial(health.set, Fault.FULL)
        full = Contact(self._settings.full, self._chip, report)
        stack.callback(full.close)
        report(full.active)
        return (full,)
