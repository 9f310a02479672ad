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
        self._now = now
        self._after = after
        self._lines: Lines | None = None

    def start(self, emit: Emit) -> None:
        """Begin to watch the slot."""
        health = Health("return_slot", self._now, emit)
        self._lines = Lines(health, partial(self._take, health), self._after)
        self._lines.start()

    def stop(self) -> None:
        """Let go of the line."""
        if self._lines is not None:
            self._lines.stop()

    def look(self) -> None:
        """Read the line; returns at once, unless it hangs."""
        if self._lines is not None:
            self._lines.look()

    def _take(self, health: Health, stack: ExitStack) -> tuple[Contact, ...]:
        report = partial(health.set, Fault.FULL)
        full = Contact(self._settings.full, self._chip, report)
        stack.callback(full.close)
        report(full.active)
        return (full,)
