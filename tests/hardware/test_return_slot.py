from kiosk.hardware.return_slot import GpioReturnSlot, ReturnSlotSettings
from kiosk.lane.events import DeviceFailed, Event
from kiosk.lane.words import Fault
from tests.hardware.mock_lines import LineFactory, drive
from tests.hardware.virtual_time import BEGAN, VirtualTime


def test_slot_that_is_full_at_the_start_is_told() -> None:
    factory, time, events = LineFactory(), VirtualTime(), list[Event]()
    drive(factory, ReturnSlotSettings().full, True)
    GpioReturnSlot(ReturnSlotSettings(), lambda: factory, time.now, time.after).start(events.append)
    assert events == [DeviceFailed(BEGAN, "return_slot", Fault.FULL)]


def test_full_sensor_lets_a_falling_tag_by() -> None:
    factory, time = LineFactory(), VirtualTime()
    GpioReturnSlot(ReturnSlotSettings(), lambda: factory, time.now, time.after).start(list[Event]().append)
    assert factory.pin(ReturnSlotSettings().full.pin).bounce == 1.0
