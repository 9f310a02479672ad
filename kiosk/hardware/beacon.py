"""The lamp on top of the turnstile: up to three colours."""

import logging
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Annotated

from kiosk.errors import LineRefused
from kiosk.hardware.limits import Between, check_ranges
from kiosk.hardware.pins import Chip, Output, OutputPin, fault_of
from kiosk.lane.words import Light

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BeaconSettings:
    """The lamps. One that is not wired stays dark.

    :param go: green, steady while the way is free.
    :param stop: red, steady while it is not.
    :param call: yellow, blinks while somebody waits for staff.
    :param blink_s: how long the yellow lamp is on, and off.
    :raises ValueError: when the time is out of its range.
    """

    go: OutputPin = OutputPin(24)
    stop: OutputPin = OutputPin(25)
    call: OutputPin = OutputPin(18)
    blink_s: Annotated[float, Between(0.1, 5, "seconds")] = 0.5

    def __post_init__(self) -> None:
        check_ranges(self)


class GpioBeacon:
    """The lamp on GPIO lines. Nothing stops for want of a lamp: lines that are refused are asked for again with the next light."""

    def __init__(self, settings: BeaconSettings, chip: Chip) -> None:
        self._settings = settings
        self._chip = chip
        self._lamps: dict[Light, Output] = {}
        self._held = ExitStack()
        self._refused = False

    def show(self, light: Light) -> None:
        """Show this light from now on."""
        if not self._lamps and not self._take():
            return
        for lamp in self._lamps.values():
            lamp.off()
        match light:
            case Light.REST:
                pass
            case Light.CALL:
                self._lamps[light].blink(self._settings.blink_s, self._settings.blink_s)
            case Light.GO | Light.STOP:
                self._lamps[light].on()

    def stop(self) -> None:
        """Put the lamp out and let go of the lines."""
        self._held.close()
        self._lamps = {}

    def _take(self) -> bool:
        wiring = {Light.GO: self._settings.go, Light.STOP: self._settings.stop, Light.CALL: self._settings.call}
        try:
            with ExitStack() as taken:
                lamps = {}
                for light, pin in wiring.items():
                    lamps[light] = Output(pin, self._chip)
                    taken.callback(lamps[light].close)
                self._held = taken.pop_all()
        except LineRefused as refused:
            if not self._refused:
                logger.warning("device failed device=beacon fault=%s", fault_of(refused))
            self._refused = True
            return False
        if self._refused:
            logger.info("device recovered device=beacon")
        self._refused = False
        self._lamps = lamps
        return True
