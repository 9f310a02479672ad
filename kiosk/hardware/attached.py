"""What is plugged in, for the technician. Takes hold of nothing."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import LibraryMissing, ServiceSilent


@dataclass(frozen=True, slots=True)
class AttachedKeyboard:
    """An input device with keys, with what a ``[[keyboard]]`` section names it by."""

    name: str
    vendor: int
    product: int
    phys: str


def gpio_chips() -> tuple[str, ...]:
    """The GPIO chips of this machine."""
    return tuple(sorted(str(chip) for chip in Path("/dev").glob("gpiochip*")))


def pcsc_reader_names() -> tuple[str, ...]:
    """The readers that the PC/SC service sees.

    :raises LibraryMissing: without pyscard.
    :raises ServiceSilent: when pcscd does not run.
    """
    _need("smartcard")
    from smartcard import scard

    result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    if result != scard.SCARD_S_SUCCESS:
        raise ServiceSilent
    try:
        _, names = scard.SCardListReaders(context, [])
    finally:
        scard.SCardReleaseContext(context)
    return tuple(names or ())


def keyboards() -> tuple[AttachedKeyboard, ...]:
    """Every input device with keys that this user may open.

    :raises LibraryMissing: without python-evdev.
    """
    _need("evdev")
    import evdev

    found = []
    for path in evdev.list_devices():
        device = evdev.InputDevice(path)
        if evdev.ecodes.EV_KEY in device.capabilities():
            found.append(AttachedKeyboard(device.name, device.info.vendor, device.info.product, device.phys))
        device.close()
    return tuple(found)


def _need(module: str) -> None:
    if importlib.util.find_spec(module) is None:
        raise LibraryMissing(module)
