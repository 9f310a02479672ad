"""The devices of a home: the real drivers, or a door that is played."""

from kiosk.counter.counter import Devices
from kiosk.hardware.beacon import GpioBeacon
from kiosk.hardware.dispenser import GpioDispenser
from kiosk.hardware.factory import chip_of
from kiosk.hardware.inputs import GpioInputs
from kiosk.hardware.keyboard import KeyboardReader
from kiosk.hardware.pcsc import PcscReaders
from kiosk.hardware.places import Place
from kiosk.hardware.protocols import CardReader, Now
from kiosk.hardware.return_slot import GpioReturnSlot
from kiosk.hardware.simulated import (
    READER,
    Door,
    SimulatedBeacon,
    SimulatedDispenser,
    SimulatedInputs,
    SimulatedReader,
    SimulatedReturn,
    SimulatedTurnstile,
)
from kiosk.hardware.turnstile import GpioTurnstile
from kiosk.settings.keys import Settings


def real_devices(settings: Settings, now: Now) -> tuple[Devices, tuple[str, ...]]:
    """The drivers of the real hardware, and the device names of the entry readers."""
    chip = chip_of(settings.hardware.gpio)
    readers: list[CardReader] = [KeyboardReader(keyboard, now) for keyboard in settings.keyboard]
    if settings.pcsc:
        readers.append(PcscReaders(settings.pcsc, now))
    entry = (
        *(f"reader:{reader.name}" for reader in settings.pcsc if reader.role is Place.ENTRY),
        *(f"reader:{reader.name}" for reader in settings.keyboard if reader.role is Place.ENTRY),
    )
    devices = Devices(
        turnstile=GpioTurnstile(settings.turnstile, chip, now),
        dispenser=GpioDispenser(settings.dispenser, chip, now),
        tag_return=GpioReturnSlot(settings.return_slot, chip, now),
        inputs=GpioInputs(settings.inputs, chip, now),
        beacon=GpioBeacon(settings.beacon, chip),
        readers=tuple(readers),
    )
    return devices, entry


def simulated_devices(door: Door) -> tuple[Devices, tuple[str, ...]]:
    """The handles of a simulated door, and the device name of its entry reader."""
    devices = Devices(
        turnstile=SimulatedTurnstile(door),
        dispenser=SimulatedDispenser(door),
        tag_return=SimulatedReturn(door),
        inputs=SimulatedInputs(door),
        beacon=SimulatedBeacon(door),
        readers=(SimulatedReader(door),),
    )
    return devices, (f"reader:{READER}",)
