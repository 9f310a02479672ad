import errno
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import evdev
import pytest
from evdev import InputEvent, ecodes

from kiosk.hardware.keyboard import KeyboardReader, KeyboardSettings, typed
from kiosk.hardware.keystrokes import Format, Keystrokes
from kiosk.hardware.pcsc import PcscReader
from kiosk.lane.events import DeviceFailed, DeviceRecovered, Event
from kiosk.lane.words import Fault
from tests.hardware.virtual_time import VirtualTime


def events_of(text: str) -> Iterator[InputEvent]:
    for sign in text:
        if sign == "!":
            yield InputEvent(0, 0, ecodes.EV_SYN, ecodes.SYN_DROPPED, 0)
            continue
        code = ecodes.KEY_ENTER if sign == "\n" else ecodes.ecodes[f"KEY_{sign}"]
        for value in (1, 0):
            yield InputEvent(0, 0, ecodes.EV_MSC, ecodes.MSC_SCAN, 0x70000 + code)
            yield InputEvent(0, 0, ecodes.EV_KEY, code, value)
            yield InputEvent(0, 0, ecodes.EV_SYN, ecodes.SYN_REPORT, 0)


def test_events_of_a_reader_are_cards() -> None:
    assert list(typed(events_of("CAFEBABE\n04A1B2C3\n"), Keystrokes(Format.HEX))) == ["CAFEBABE", "04A1B2C3"]


def test_card_during_which_the_kernel_lost_events_is_dropped() -> None:
    assert list(typed(events_of("04A1!B2C3D4E5\nCAFEBABE\n"), Keystrokes(Format.HEX))) == ["CAFEBABE"]


@dataclass
class HeldDevice:
    """A reader that another program has grabbed."""

    freed: threading.Event
    info: evdev.DeviceInfo = field(default_factory=lambda: evdev.DeviceInfo(3, 0xFFFF, 0x0035, 0x110))
    phys: str = "usb-1/input0"
    fd: int = -1
    closed: bool = False

    def capabilities(self) -> dict[int, list[int]]:
        return {ecodes.EV_KEY: [ecodes.KEY_ENTER]}

    def grab(self) -> None:
        if not self.freed.is_set():
            raise OSError(errno.EBUSY, "Device or resource busy")
        raise OSError(errno.ENODEV, "No such device")

    def close(self) -> None:
        self.closed = True


def test_reader_grabbed_by_another_program_is_busy_once(monkeypatch: pytest.MonkeyPatch) -> None:
    freed, told = threading.Event(), threading.Semaphore(0)
    events, devices = list[Event](), list[HeldDevice]()

    def emit(event: Event) -> None:
        events.append(event)
        told.release()

    def open_device(_path: str, readonly: bool) -> HeldDevice:
        assert readonly
        devices.append(HeldDevice(freed))
        return devices[-1]

    monkeypatch.setattr(evdev, "list_devices", lambda writable: ["/dev/input/event0"] if not writable else [])
    monkeypatch.setattr(evdev, "InputDevice", open_device)
    monkeypatch.setattr("kiosk.hardware.keyboard.LOOK_S", 0.01)
    time = VirtualTime()
    reader = KeyboardReader(KeyboardSettings(), time.now)
    reader.start(emit)
    assert told.acquire(timeout=5)
    freed.set()
    assert told.acquire(timeout=5)
    assert told.acquire(timeout=5)
    reader.stop()
    assert events == [
        DeviceFailed(time.now(), "reader:front", Fault.BUSY),
        DeviceRecovered(time.now(), "reader:front", Fault.BUSY),
        DeviceFailed(time.now(), "reader:front", Fault.LOST),
    ]
    assert all(device.closed for device in devices)


@pytest.mark.parametrize("wrong", [{"name": ""}, {"vendor": -1}, {"product": 0x10000}])
def test_settings_that_fit_no_reader_are_a_mistake(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"must be|needs a name"):
        KeyboardSettings(**wrong)  # type: ignore[arg-type]


def test_reader_without_a_name_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="needs a name"):
        PcscReader(name="")
