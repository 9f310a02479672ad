import pytest

from kiosk.hardware.dispenser import DispenserSettings, GpioDispenser, MouthPins
from kiosk.hardware.pins import OutputPin
from kiosk.lane.events import DeviceFailed, DeviceRecovered, Event, TagTaken, TraySeen
from kiosk.lane.words import Fault, Sex
from tests.hardware.doors import GpioDoor
from tests.hardware.mock_lines import LineFactory, drive, is_on
from tests.hardware.virtual_time import VirtualTime

PINS = DispenserSettings().female


@pytest.fixture
def door() -> GpioDoor:
    door = GpioDoor()
    for mouth in door.mouths.values():
        mouth.wire()
    return door


def test_next_tags_stand_at_the_gate_before_anybody_asks(door: GpioDoor) -> None:
    door.dispenser.start(door.events.append)
    door.wait(1)
    assert all(mouth.ready and not mouth.tray for mouth in door.mouths.values())
    assert not is_on(door.factory, PINS.motor)


def test_next_tag_comes_to_the_gate_only_when_the_tray_is_free(door: GpioDoor) -> None:
    door.dispenser.start(door.events.append)
    door.wait(1)
    door.dispenser.give(Sex.FEMALE)
    door.wait(3)
    assert not door.mouths[Sex.FEMALE].ready
    door.take_tag(Sex.FEMALE)
    door.wait(1)
    assert door.mouths[Sex.FEMALE].ready


def test_motor_stops_within_the_tries_of_a_jam(door: GpioDoor) -> None:
    door.mouths[Sex.FEMALE].ready = True
    door.mouths[Sex.FEMALE].jammed = True
    door.mouths[Sex.FEMALE].wire()
    door.dispenser.start(door.events.append)
    door.dispenser.give(Sex.FEMALE)
    door.wait(6.9)
    assert not [event for event in door.events if isinstance(event, DeviceFailed)]
    door.wait(0.2)
    assert [event.fault for event in door.events if isinstance(event, DeviceFailed)] == [Fault.JAM]
    assert not is_on(door.factory, PINS.motor)


def test_jam_of_one_mouth_leaves_the_other_at_work(door: GpioDoor) -> None:
    door.mouths[Sex.FEMALE].jammed = True
    door.dispenser.start(door.events.append)
    for pool in Sex:
        door.dispenser.give(pool)
    door.wait(10)
    assert [event.device for event in door.events if isinstance(event, DeviceFailed)] == ["dispenser:F"]
    assert door.tag_lies_in(Sex.MALE)


def test_later_tag_that_drops_ends_the_jam(door: GpioDoor) -> None:
    door.mouths[Sex.MALE].jammed = True
    door.dispenser.start(door.events.append)
    door.dispenser.give(Sex.MALE)
    door.wait(10)
    door.mouths[Sex.MALE].jammed = False
    door.dispenser.give(Sex.MALE)
    door.wait(2)
    assert [event.fault for event in door.events if isinstance(event, DeviceRecovered)] == [Fault.JAM]


def test_low_stack_is_told_and_works_on(door: GpioDoor) -> None:
    door.mouths[Sex.FEMALE].stack = 5
    door.dispenser.start(door.events.append)
    for _ in range(3):
        door.dispenser.give(Sex.FEMALE)
        door.wait(2)
        door.take_tag(Sex.FEMALE)
        door.wait(2)
    assert [(event.device, event.fault) for event in door.events if isinstance(event, DeviceFailed)] == [("dispenser:F", Fault.LOW)]
    assert len([event for event in door.events if isinstance(event, TagTaken)]) == 3


def test_last_tag_of_an_empty_stack_is_given(door: GpioDoor) -> None:
    door.mouths[Sex.FEMALE].stack = 1
    door.dispenser.start(door.events.append)
    door.wait(2)
    door.dispenser.give(Sex.FEMALE)
    door.wait(2)
    assert door.tag_lies_in(Sex.FEMALE)
    assert {event.fault for event in door.events if isinstance(event, DeviceFailed)} == {Fault.LOW, Fault.EMPTY}


@pytest.mark.parametrize("seconds", [0.3, 2.2])
def test_stop_switches_the_motor_off_for_good(door: GpioDoor, seconds: float) -> None:
    door.mouths[Sex.FEMALE].jammed = True
    door.dispenser.start(door.events.append)
    door.dispenser.give(Sex.FEMALE)
    door.wait(seconds)
    door.dispenser.stop()
    door.dispenser.give(Sex.FEMALE)
    for _ in range(100):
        assert not is_on(door.factory, PINS.motor)
        door.wait(0.1)
    assert [type(event) for event in door.events] == [TraySeen, TraySeen]


def test_tray_holding_a_tag_at_the_start_is_told_when_it_is_taken() -> None:
    factory, time, events = LineFactory(), VirtualTime(), list[Event]()
    drive(factory, PINS.tray_empty, False)
    dispenser = GpioDispenser(DispenserSettings(male=MouthPins()), lambda: factory, time.now, time.after)
    dispenser.start(events.append)
    drive(factory, PINS.tray_empty, True)
    assert [event for event in events if event != TraySeen(time.now(), Sex.MALE, False)] == [
        TraySeen(time.now(), Sex.FEMALE, True),
        TagTaken(time.now(), Sex.FEMALE),
    ]


def test_mouth_with_nothing_but_a_motor_gives_for_its_time() -> None:
    factory, time, events = LineFactory(), VirtualTime(), list[Event]()
    only_motor = MouthPins(motor=OutputPin(22))
    dispenser = GpioDispenser(DispenserSettings(female=MouthPins(), male=only_motor), lambda: factory, time.now, time.after)
    dispenser.start(events.append)
    dispenser.give(Sex.MALE)
    assert is_on(factory, only_motor.motor)
    time.advance(2)
    assert not is_on(factory, only_motor.motor)
    assert [event.pool for event in events if isinstance(event, TagTaken)] == [Sex.MALE]


@pytest.mark.parametrize("wrong", [{"give_s": 0.0}, {"pause_s": 31.0}, {"retries": -1}])
def test_numbers_out_of_range_are_a_mistake(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=f"{next(iter(wrong))} must be"):
        DispenserSettings(**wrong)  # type: ignore[arg-type]
