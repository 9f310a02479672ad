"""Which library drives the GPIO lines. It is handed to every driver; gpiozero's own class-wide default is never used."""

from enum import StrEnum
from functools import cache
from typing import Any

from kiosk.hardware.pins import Chip


class PinLibrary(StrEnum):
    """``lgpio`` drives the Pi's lines; ``mock`` only remembers what was done to them."""

    LGPIO = "lgpio"
    MOCK = "mock"


def chip_of(kind: PinLibrary) -> Chip:
    """The GPIO chip through this library: opened when the first line is wanted, and asked for again while there is none."""
    return cache(_mock_factory if kind is PinLibrary.MOCK else _lgpio_factory)


def _mock_factory() -> Any:
    from gpiozero.pins.mock import MockFactory

    return MockFactory()


def _lgpio_factory() -> Any:
    import lgpio
    from gpiozero.exc import PinUnknownPi
    from gpiozero.pins.lgpio import LGPIOFactory

    try:
        return LGPIOFactory()
    except (lgpio.error, PinUnknownPi, ImportError) as error:
        raise OSError(f"no GPIO chip here: {error}") from error
