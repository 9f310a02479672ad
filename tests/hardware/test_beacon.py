import logging

import pytest

from kiosk.hardware.beacon import BeaconSettings, GpioBeacon
from kiosk.hardware.pins import OutputPin
from kiosk.lane.words import Light
from tests.hardware.mock_lines import LineFactory, is_on

SETTINGS = BeaconSettings()


@pytest.mark.parametrize("light", Light)
def test_at_most_one_lamp_is_lit(light: Light) -> None:
    factory = LineFactory()
    beacon = GpioBeacon(SETTINGS, lambda: factory)
    for other in (*Light, light):
        beacon.show(other)
    lit = [lamp for lamp in (SETTINGS.go, SETTINGS.stop, SETTINGS.call) if is_on(factory, lamp)]
    assert lit == {Light.GO: [SETTINGS.go], Light.STOP: [SETTINGS.stop], Light.CALL: [SETTINGS.call], Light.REST: []}[light]
    beacon.stop()


def test_lamp_held_by_another_program_stops_nothing_and_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    factory = LineFactory()
    factory.held.add(25)
    beacon = GpioBeacon(SETTINGS, lambda: factory)
    beacon.show(Light.GO)
    beacon.show(Light.STOP)
    factory.held.clear()
    beacon.show(Light.GO)
    assert is_on(factory, SETTINGS.go)
    assert [record.getMessage() for record in caplog.records] == [
        "device failed device=beacon fault=busy",
        "device recovered device=beacon",
    ]
    beacon.stop()


def test_lamp_that_is_not_wired_stays_dark() -> None:
    factory = LineFactory()
    beacon = GpioBeacon(BeaconSettings(call=OutputPin()), lambda: factory)
    beacon.show(Light.GO)
    beacon.show(Light.CALL)
    assert not is_on(factory, SETTINGS.go)
    beacon.stop()
