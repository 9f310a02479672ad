import logging

import pytest

from kiosk.hardware.health import Health
from kiosk.lane.events import DeviceFailed, DeviceRecovered, Event
from kiosk.lane.words import Fault
from tests.hardware.virtual_time import BEGAN, VirtualTime


def test_fault_is_told_and_logged_once_when_it_begins_and_once_when_it_ends(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    events = list[Event]()
    health = Health("reader:front", VirtualTime().now, events.append)
    for on in (False, True, True, False, False):
        health.set(Fault.LOST, on)
    assert events == [DeviceFailed(BEGAN, "reader:front", Fault.LOST), DeviceRecovered(BEGAN, "reader:front", Fault.LOST)]
    assert [record.getMessage() for record in caplog.records] == [
        "device failed device=reader:front fault=lost",
        "device recovered device=reader:front fault=lost",
    ]


def test_two_faults_of_one_device_end_on_their_own() -> None:
    events = list[Event]()
    health = Health("dispenser:F", VirtualTime().now, events.append)
    health.set(Fault.LOW, True)
    health.set(Fault.JAM, True)
    health.set(Fault.LOW, False)
    assert events[-1] == DeviceRecovered(BEGAN, "dispenser:F", Fault.LOW)
    assert len(events) == 3
