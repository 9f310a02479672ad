"""Looks for the hardware that the settings name: GPIO lines, card readers, keyboards."""

from collections.abc import Iterator

from kiosk.errors import LibraryMissing, ServiceSilent
from kiosk.hardware.attached import gpio_chips, keyboards, pcsc_reader_names
from kiosk.hardware.factory import PinLibrary
from kiosk.settings.keys import HardwareKind, Settings
from kiosk.upkeep.findings import Finding, Health


def examine_devices(settings: Settings) -> Iterator[Finding]:
    """What of a real door is attached to this machine; on simulated hardware nothing is looked for."""
    if settings.hardware.kind is HardwareKind.SIMULATED:
        yield Finding("hardware", Health.WELL, 'simulated (hardware.kind in kiosk.toml); for a real door set "device"')
        return
    yield _gpio(settings.hardware.gpio)
    try:
        if settings.pcsc:
            yield from _card_readers()
        yield from _keyboards()
    except LibraryMissing as error:
        yield Finding("library", Health.BAD, f"{error} is not installed; run: make set-up")


def _gpio(library: PinLibrary) -> Finding:
    if library is PinLibrary.MOCK:
        return Finding("gpio", Health.CARE, 'in memory only (hardware.gpio in kiosk.toml): nothing moves; for a real door set "lgpio"')
    if chips := gpio_chips():
        return Finding("gpio", Health.WELL, ", ".join(chips))
    return Finding("gpio", Health.BAD, "there is no /dev/gpiochip; is this a Raspberry Pi, and may this user open it (group gpio)?")


def _card_readers() -> Iterator[Finding]:
    try:
        names = pcsc_reader_names()
    except ServiceSilent:
        yield Finding("card readers", Health.BAD, "the PC/SC service does not answer; run: systemctl start pcscd")
        return
    if not names:
        yield Finding("card readers", Health.BAD, "no PC/SC reader is plugged in; look at its USB plug")
    for name in names:
        yield Finding("card reader", Health.WELL, name)


def _keyboards() -> Iterator[Finding]:
    for found in keyboards():
        words = f'vendor = 0x{found.vendor:04x}, product = 0x{found.product:04x}, phys = "{found.phys}"'
        yield Finding("keyboard", Health.WELL, f"{found.name}: {words}")
