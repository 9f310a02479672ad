from kiosk.hardware.inputs import GpioInputs, InputsSettings
from kiosk.hardware.pins import InputPin
from kiosk.lane.events import Event, InputChanged
from kiosk.lane.words import Line
from tests.hardware.mock_lines import LineFactory, drive
from tests.hardware.virtual_time import BEGAN, VirtualTime

SETTINGS = InputsSettings()


def start(factory: LineFactory, settings: InputsSettings = SETTINGS) -> list[Event]:
    time, events = VirtualTime(), list[Event]()
    GpioInputs(settings, lambda: factory, time.now, time.after).start(events.append)
    return events


def test_cut_wires_are_alarms() -> None:
    assert start(LineFactory()) == [InputChanged(BEGAN, Line.FIRE_ALARM, True), InputChanged(BEGAN, Line.EMERGENCY, True)]


def test_alarm_that_ends_is_told() -> None:
    factory = LineFactory()
    drive(factory, SETTINGS.emergency, False)
    events = start(factory)
    drive(factory, SETTINGS.fire_alarm, False)
    assert events == [InputChanged(BEGAN, Line.FIRE_ALARM, True), InputChanged(BEGAN, Line.FIRE_ALARM, False)]


def test_lines_that_are_not_wired_are_never_on() -> None:
    assert start(LineFactory(), InputsSettings(InputPin(), InputPin())) == []
