"""Which library drives the GPIO lines. It is handed to every driver; gpiozero's own class-wide default is never used."""

from enum import StrEnum

from kiosk.hardware.pins import PinFactory


class PinLibrary(StrEnum):
    """``lgpio`` drives the Pi's lines; ``mock`` only remembers what was done to them."""

    LGPIO = "lgpio"
    MOCK = "mock"


def pin_factory(kind: PinLibrary) -> PinFactory:
    """Open the GPIO chip with this library.

    :raises OSError: when this machine has no GPIO chip that the library can use.
    """
    match kind:
        case PinLibrary.MOCK:
            from gpiozero.pins.mock import MockFactory

            return MockFactory()
        case PinLibrary.LGPIO:
            return _lgpio_factory()


def _lgpio_factory() -> PinFactory:
    import lgpio
    from gpiozero.exc import PinUnknownPi
    from gpiozero.pins.lgpio import LGPIOFactory

    try:
        return LGPIOFactory()
    except (lgpio.error, PinUnknownPi, ImportError) as error:
        raise OSError(f"no GPIO chip here: {error}") from error
