import subprocess
import sys

import gpiozero
import lgpio
import pytest

from kiosk.hardware.factory import PinLibrary, pin_factory
from kiosk.hardware.turnstile import GpioTurnstile, TurnstileSettings
from kiosk.lane.events import Event
from kiosk.lane.words import Direction
from tests.hardware.virtual_time import VirtualTime


def test_drivers_use_the_factory_that_they_are_given_and_no_other() -> None:
    factory, time = pin_factory(PinLibrary.MOCK), VirtualTime()
    turnstile = GpioTurnstile(TurnstileSettings(), factory, time.now, time.after)
    turnstile.start(list[Event]().append)
    turnstile.release(Direction.EXIT)
    assert factory.pin(27).state
    assert gpiozero.Device.pin_factory is None


def test_machine_without_a_gpio_chip_is_one_plain_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_chip(_: int) -> int:
        raise lgpio.error("can not open gpiochip")

    monkeypatch.setattr(lgpio, "gpiochip_open", no_chip)
    with pytest.raises(OSError, match="no GPIO chip here"):
        pin_factory(PinLibrary.LGPIO)


def test_settings_load_without_any_device_library() -> None:
    modules = "turnstile dispenser return_slot inputs beacon pcsc keyboard factory"
    code = f"import sys\nfor m in {modules!r}.split(): __import__('kiosk.hardware.' + m)\n"
    code += "print(sorted({'gpiozero', 'lgpio', 'evdev', 'smartcard'} & sys.modules.keys()))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert run.stdout == "[]\n"
