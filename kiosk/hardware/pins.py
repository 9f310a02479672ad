"""GPIO lines as settings, and as contacts and outputs that may be absent."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from kiosk.errors import LineRefused
from kiosk.hardware.limits import Between, check_ranges
from kiosk.lane.words import Fault

Chip = Callable[[], Any]
"""Gives the opened GPIO chip, a ``gpiozero.Factory`` (gpiozero has no types). Raises OSError while there is none."""

_FIXED_PULL_UP = (2, 3)
_BcmNumber = Annotated[int, Between(0, 27)]


class Pull(StrEnum):
    """The resistor inside the Pi that holds an open input."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class InputPin:
    """A contact or sensor.

    :param pin: its BCM number, or none when it is not wired.
    :param pull: the Pi's own resistor; the I²C pins 2 and 3 have a fixed pull-up.
    :param active_high: whether the line is high when what the sensor is named for is true.
    :param bounce_s: a change is reported once the line was steady for so long. lgpio does this, although gpiozero's manual says that
        what follows a change is ignored. Mock pins do not debounce.
    :raises ValueError: when a number is out of its range, or the pull cannot be had on this pin.
    """

    pin: _BcmNumber | None = None
    pull: Pull = Pull.UP
    active_high: bool = False
    bounce_s: Annotated[float, Between(0, 5, "seconds")] = 0.02

    def __post_init__(self) -> None:
        check_ranges(self)
        if self.pin in _FIXED_PULL_UP and self.pull is not Pull.UP:
            raise ValueError(f"pin {self.pin} has a fixed pull-up, it cannot have pull {self.pull}")


@dataclass(frozen=True, slots=True)
class OutputPin:
    """A relay or lamp; it starts off.

    :param pin: its BCM number, or none when it is not wired. Pins 9 to 27 are pulled low while the Pi boots and suit an
        output that is active high; pins 0 to 8 are pulled high. Source: BCM2835 ARM Peripherals, table 6-31.
    :param active_high: whether the line is high when the output is on.
    :raises ValueError: when the number is out of its range.
    """

    pin: _BcmNumber | None = None
    active_high: bool = True

    def __post_init__(self) -> None:
        check_ranges(self)


def fault_of(refused: LineRefused) -> Fault:
    """What the desk and the technician are told of a line that cannot be had."""
    return Fault.BUSY if refused.taken else Fault.LOST


class Contact:
    """An input line that calls ``changed`` with each new state. A contact that is not wired is never active.

    ``changed`` runs in the pin library's only thread, where an exception would end all inputs: keep it short.

    :raises LineRefused: when the line cannot be had.
    """

    def __init__(self, wiring: InputPin, chip: Chip, changed: Callable[[bool], None]) -> None:
        self._device: Any = None
        self.wired = wiring.pin is not None
        if wiring.pin is None:
            return
        pull_up = {Pull.UP: True, Pull.DOWN: False, Pull.NONE: None}[wiring.pull]
        # gpiozero believes that a pulled-up input is active low and a pulled-down one active high. Where that is wrong, we turn it round.
        self._turned_round = pull_up is not None and pull_up == wiring.active_high
        from gpiozero import DigitalInputDevice

        def make() -> Any:
            return DigitalInputDevice(
                wiring.pin,
                pull_up=pull_up,
                active_state=wiring.active_high if pull_up is None else None,
                bounce_time=wiring.bounce_s or None,
                pin_factory=chip(),
            )

        self._device = _open(wiring.pin, make)
        self._device.when_activated = lambda: changed(not self._turned_round)
        self._device.when_deactivated = lambda: changed(self._turned_round)

    @property
    def active(self) -> bool:
        """The state of the line now, not debounced."""
        return self._device is not None and bool(self._device.is_active) != self._turned_round

    def close(self) -> None:
        """Let go of the line."""
        if self._device is not None:
            self._device.close()


class Output:
    """An output line, off at first. One that is not wired does nothing.

    :raises LineRefused: when the line cannot be had.
    """

    def __init__(self, wiring: OutputPin, chip: Chip) -> None:
        self._device: Any = None
        self.wired = wiring.pin is not None
        if wiring.pin is None:
            return
        from gpiozero import DigitalOutputDevice

        def make() -> Any:
            return DigitalOutputDevice(wiring.pin, active_high=wiring.active_high, pin_factory=chip())

        self._device = _open(wiring.pin, make)

    def on(self) -> None:
        """Switch it on."""
        if self._device is not None:
            self._device.on()

    def off(self) -> None:
        """Switch it off."""
        if self._device is not None:
            self._device.off()

    def blink(self, on_s: float, off_s: float) -> None:
        """Switch it on at once, then off and on until told otherwise."""
        if self._device is not None:
            self._device.on()
            self._device.blink(on_s, off_s)

    def close(self) -> None:
        """Switch it off and let go of the line."""
        if self._device is not None and not self._device.closed:
            self._device.off()
            self._device.close()


def _open(pin: int, make: Callable[[], Any]) -> Any:
    try:
        return make()
    except Exception as error:  # every pin library raises classes of its own
        taken = "busy" in str(error).lower() or type(error).__name__ == "GPIOPinInUse"
        refused = LineRefused(pin, taken, str(error))
    # Raised out here it does not carry the failed device along, which would keep the pin reserved.
    raise refused
