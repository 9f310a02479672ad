import subprocess
import sys

import gpiozero
import lgpio
import pytest

from kiosk.hardware.factory import PinLibrary, chip_of
from kiosk.hardware.turnstile import GpioTurnstile, TurnstileSettings
from kiosk.lane.events import DeviceFailed, DeviceRecovered, Event
from kiosk.lane.words import Direction, Fault
from tests.hardware.virtual_time import VirtualTime


def test_drivers_use_the_factory_that_they_are_given_and_no_other() -> None:
    chip, time = chip_of(PinLibrary.MOCK), VirtualTime()
    turnstile = GpioTurnstile(TurnstileSettings(), chip, time.now, time.after)
    turnstile.start(list[Event]().append)
    turnstile.release(Direction.EXIT)
    assert chip().pin(27).state
    assert gpiozero.Device.pin_factory is None


def test_machine_without_a_gpio_chip_has_a_lost_turnstile_until_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_chip(_: int) -> int:
        raise lgpio.error("can not open gpiochip")

    monkeypatch.setattr(lgpio, "gpiochip_open", no_chip)
    chip, mock, time = chip_of(PinLibrary.LGPIO), chip_of(PinLibrary.MOCK), VirtualTime()
    there = False
    events: list[Event] = []
    GpioTurnstile(TurnstileSettings(), lambda: mock() if there else chip(), time.now, time.after).start(events.append)
    assert [(type(event), event.fault) for event in events if isinstance(event, DeviceFailed)] == [(DeviceFailed, Fault.LOST)]
    there = True
    time.advance(3.0)
    assert isinstance(events[-1], DeviceRecovered)


def test_settings_load_without_any_device_library() -> None:
    modules = "turnstile dispenser return_slot inputs beacon pcsc keyboard factory"
    code = f"import sys\nfor m in {modules!r}.split(): __import__('kiosk.hardware.' + m)\n"
    code += "print(sorted({'gpiozero', 'lgpio', 'evdev', 'smartcard'} & sys.modules.keys()))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert run.stdout == "[]\n"
