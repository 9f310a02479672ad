"""What hangs can be told from what waits: readers say when they last came round, devices answer a look."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from gpiozero.pins.mock import MockPin

from kiosk.hardware.dispenser import DispenserSettings, GpioDispenser
from kiosk.hardware.inputs import GpioInputs, InputsSettings
from kiosk.hardware.keyboard import KeyboardReader, KeyboardSettings
from kiosk.hardware.pcsc import PcscReader, PcscReaders
from kiosk.hardware.protocols import Probed, Progressing
from kiosk.hardware.return_slot import GpioReturnSlot, ReturnSlotSettings
from kiosk.hardware.turnstile import GpioTurnstile, TurnstileSettings
from kiosk.lane.events import Event
from tests.hardware.mock_lines import LineFactory
from tests.hardware.virtual_time import BEGAN, VirtualTime
from tests.middleware.waiting import wait_until

DEVICES = [
    pytest.param(GpioTurnstile, TurnstileSettings(), 2, id="turnstile"),
    pytest.param(GpioDispenser, DispenserSettings(), 8, id="dispenser"),
    pytest.param(GpioReturnSlot, ReturnSlotSettings(), 1, id="return_slot"),
    pytest.param(GpioInputs, InputsSettings(), 2, id="inputs"),
]


@pytest.fixture
def go_on() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


def test_a_keyboard_reader_comes_round_as_long_as_its_thread_does(go_on: threading.Event, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.hardware.keyboard.LOOK_S", 0.01)
    reader = KeyboardReader(KeyboardSettings(vendor=1, product=1), lambda: BEGAN)
    assert isinstance(reader, Progressing)
    assert reader.devices == ("reader:front",)
    reader.start(list[Event]().append)
    for _ in range(2):
        before = reader.last_progress()
        wait_until(lambda before=before: reader.last_progress() > before, "progress")  # type: ignore[misc]
    hangs = threading.Event()

    def grab(_: KeyboardReader) -> tuple[None, None]:
        hangs.set()
        go_on.wait(10)
        return None, None

    monkeypatch.setattr(KeyboardReader, "_grab", grab)
    assert hangs.wait(10)
    last_s = reader.last_progress()
    assert not go_on.wait(0.1)
    assert reader.last_progress() == last_s
    go_on.set()
    reader.stop()


def test_readers_of_the_service_report_under_all_their_names() -> None:
    readers = PcscReaders((PcscReader("front"), PcscReader("slot")), lambda: BEGAN)
    assert isinstance(readers, Progressing)
    assert readers.devices == ("reader:front", "reader:slot")


@pytest.mark.parametrize(("driver", "settings", "contacts"), DEVICES)
def test_a_look_reads_every_contact_and_moves_nothing(
    driver: Callable[..., Any], settings: Any, contacts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    factory, time, events, read = LineFactory(), VirtualTime(), list[Event](), set[object]()
    device = driver(settings, lambda: factory, time.now, time.after)
    looked: object = device
    assert isinstance(looked, Probed)
    device.look()
    device.start(events.append)
    events.clear()
    states = {pin: list(pin.states) for pin in factory.pins.values()}
    of_pin = MockPin._get_state

    def reading(pin: MockPin) -> object:
        read.add(pin)
        return of_pin(pin)

    monkeypatch.setattr(MockPin, "_get_state", reading)
    device.look()
    assert len(read) == contacts
    assert (events, {pin: list(pin.states) for pin in factory.pins.values()}) == ([], states)
    device.stop()
    read.clear()
    device.look()
    assert read == set()
