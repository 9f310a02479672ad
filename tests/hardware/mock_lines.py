"""GPIO lines in memory: what stands at the other end of the wires."""

from typing import Any

import lgpio
from gpiozero.pins.mock import MockFactory, MockPin

from kiosk.hardware.pins import InputPin, OutputPin


class WiredPin(MockPin):  # type: ignore[misc]
    """A pin with something at the other end: it is stronger than the pull, which a mock pin else would follow."""

    wired_high: bool | None = None

    def wire(self, high: bool) -> None:
        self.wired_high = high
        if high:
            self.drive_high()
        else:
            self.drive_low()

    def _set_pull(self, value: str) -> None:
        if self.wired_high is None:
            super()._set_pull(value)
        else:
            self._pull = value
            self.wire(self.wired_high)


class LineFactory(MockFactory):  # type: ignore[misc]
    """Mock pins, of which some may be held by another program."""

    def __init__(self) -> None:
        super().__init__(pin_class=WiredPin)
        self.held: set[int] = set()

    def pin(self, name: Any, *args: Any, **kwargs: Any) -> Any:
        if name in self.held:
            raise lgpio.error("GPIO busy")
        return super().pin(name, *args, **kwargs)


def drive(factory: LineFactory, wiring: InputPin, active: bool) -> None:
    """Make a contact active or not."""
    factory.pin(wiring.pin).wire(active == wiring.active_high)


def is_on(factory: LineFactory, wiring: OutputPin) -> bool:
    """Whether an output is driven, and on."""
    pin = factory.pin(wiring.pin)
    return bool(pin.function == "output" and pin.state == wiring.active_high)
