"""Every GPIO device takes its lines together, or reports that it cannot and asks again."""

import logging
from collections.abc import Callable
from typing import Any

import pytest

from kiosk.hardware.dispenser import DispenserSettings, GpioDispenser
from kiosk.hardware.inputs import GpioInputs, InputsSettings
from kiosk.hardware.lines import RETRY_S
from kiosk.hardware.return_slot import GpioReturnSlot, ReturnSlotSettings
from kiosk.hardware.turnstile import GpioTurnstile, TurnstileSettings
from kiosk.lane.events import DeviceFailed, DeviceRecovered, Event, TraySeen
from kiosk.lane.words import Direction, Fault, Sex
from tests.hardware.mock_lines import LineFactory, is_on
from tests.hardware.virtual_time import VirtualTime

DEVICES = [
    pytest.param(GpioTurnstile, TurnstileSettings(), 6, "turnstile", id="turnstile"),
    pytest.param(GpioDispenser, DispenserSettings(), 13, "dispenser:M", id="dispenser"),
    pytest.param(GpioReturnSlot, ReturnSlotSettings(), 10, "return_slot", id="return_slot"),
    pytest.param(GpioInputs, InputsSettings(), 11, "inputs", id="inputs"),
]


@pytest.mark.parametrize(("driver", "settings", "held", "device"), DEVICES)
def test_line_held_by_another_program_is_told_once_and_taken_when_it_is_free(
    driver: Callable[..., Any], settings: Any, held: int, device: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    factory, time, events = LineFactory(), VirtualTime(), list[Event]()
    factory.held.add(held)
    gpio = driver(settings, lambda: factory, time.now, time.after)
    gpio.start(events.append)
    time.advance(5 * RETRY_S)
    assert [event for event in events if isinstance(event, DeviceFailed)] == [
        DeviceFailed(time.now().replace(second=0), device, Fault.BUSY)
    ]
    factory.held.clear()
    time.advance(RETRY_S)
    assert [event.device for event in events if isinstance(event, DeviceRecovered)] == [device]
    gpio.stop()
    ours = [record.getMessage() for record in caplog.records if f"device={device}" in record.getMessage()]
    assert ours == [f"device failed device={device} fault=busy", f"device recovered device={device} fault=busy"]


@pytest.mark.parametrize(("driver", "settings", "held", "device"), DEVICES)
def test_device_that_stopped_asks_no_more(driver: Callable[..., Any], settings: Any, held: int, device: str) -> None:
    factory, time, events = LineFactory(), VirtualTime(), list[Event]()
    factory.held.add(held)
    gpio = driver(settings, lambda: factory, time.now, time.after)
    gpio.start(events.append)
    gpio.stop()
    events.clear()
    factory.held.clear()
    time.advance(5 * RETRY_S)
    assert DeviceRecovered not in {type(event) for event in events}, device


@pytest.mark.parametrize(("driver", "settings", "held", "device"), DEVICES)
def test_call_that_comes_although_it_was_cancelled_does_nothing(driver: Callable[..., Any], settings: Any, held: int, device: str) -> None:
    factory, time, events = LineFactory(), VirtualTime(), list[Event]()
    late: list[Callable[[], None]] = []

    def after(delay_s: float, call: Callable[[], None]) -> Any:
        late.append(call)
        return time.after(delay_s, call)

    gpio = driver(settings, lambda: factory, time.now, after)
    gpio.start(events.append)
    if isinstance(gpio, GpioTurnstile):
        gpio.release(Direction.ENTRY)
    if isinstance(gpio, GpioDispenser):
        gpio.give(Sex.FEMALE)
    gpio.stop()
    factory.held.add(held)
    busy = driver(settings, lambda: factory, time.now, after)
    busy.start(events.append)
    busy.stop()
    factory.held.clear()
    events.clear()
    for pin in factory.pins.values():
        pin.clear_states()
    for call in tuple(late):
        call()
    assert events == [], device
    assert all(len(pin.states) == 1 for pin in factory.pins.values())


def test_release_while_the_lines_are_not_held_opens_nothing_later() -> None:
    factory, time = LineFactory(), VirtualTime()
    factory.held.add(6)
    turnstile = GpioTurnstile(TurnstileSettings(), lambda: factory, time.now, time.after)
    turnstile.start(list[Event]().append)
    turnstile.release(Direction.ENTRY)
    factory.held.clear()
    time.advance(2 * RETRY_S)
    assert [state.state for state in factory.pin(17).states] == [False]
    turnstile.release(Direction.ENTRY)
    assert is_on(factory, TurnstileSettings().entry)


def test_one_mouth_works_while_the_lines_of_the_other_are_held() -> None:
    factory, time, events = LineFactory(), VirtualTime(), list[Event]()
    factory.held.add(13)
    dispenser = GpioDispenser(DispenserSettings(), lambda: factory, time.now, time.after)
    dispenser.start(events.append)
    dispenser.give(Sex.MALE)
    assert [event.pool for event in events if isinstance(event, TraySeen)] == [Sex.FEMALE]
    dispenser.stop()
