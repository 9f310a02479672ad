"""What the counter may rely on, whichever door it has. Every test runs over every implementation."""

from collections.abc import Iterator

import pytest

from kiosk.lane.events import DeviceFailed, DeviceRecovered, InputChanged, Passed, TagTaken, TraySeen
from kiosk.lane.words import Direction, Fault, Light, Line, Sex
from tests.hardware.doors import ContractDoor, GpioDoor, SimulatedDoor


@pytest.fixture(params=[GpioDoor, SimulatedDoor])
def door(request: pytest.FixtureRequest) -> Iterator[ContractDoor]:
    door: ContractDoor = request.param()
    if isinstance(door, GpioDoor):
        for line in Line:
            door.set_input(line, False)
        for mouth in door.mouths.values():
            mouth.ready = True
    yield door
    for device in (door.turnstile, door.dispenser, door.return_slot, door.inputs, door.beacon):
        device.stop()
        device.stop()


def start_dispenser(door: ContractDoor) -> None:
    if isinstance(door, GpioDoor):
        for mouth in door.mouths.values():
            mouth.wire()
    door.dispenser.start(door.events.append)


def told(door: ContractDoor, *kinds: type) -> list[object]:
    return [event for event in door.events if isinstance(event, kinds)]


def faults(door: ContractDoor, fault: Fault) -> list[tuple[str, str]]:
    return [
        (type(event).__name__, event.device)
        for event in door.events
        if isinstance(event, DeviceFailed | DeviceRecovered) and event.fault is fault
    ]


@pytest.mark.parametrize("direction", Direction)
def test_turnstile_is_locked_when_it_starts(door: ContractDoor, direction: Direction) -> None:
    door.turnstile.start(door.events.append)
    assert not door.is_free(direction)
    assert door.events == []


@pytest.mark.parametrize("direction", Direction)
def test_release_opens_in_its_direction_only(door: ContractDoor, direction: Direction) -> None:
    door.turnstile.start(door.events.append)
    door.turnstile.release(direction)
    assert [door.is_free(way) for way in Direction] == [way is direction for way in Direction]


@pytest.mark.parametrize("direction", Direction)
def test_turn_of_the_arm_is_told_once_with_its_direction(door: ContractDoor, direction: Direction) -> None:
    door.turnstile.start(door.events.append)
    door.turnstile.release(direction)
    door.walk(direction)
    door.wait(1)
    assert [event.direction for event in door.events if isinstance(event, Passed)] == [direction]
    assert not door.is_free(direction)


def test_turnstile_is_locked_when_it_stops(door: ContractDoor) -> None:
    door.turnstile.start(door.events.append)
    for direction in Direction:
        door.turnstile.release(direction)
    door.turnstile.stop()
    assert not any(door.is_free(direction) for direction in Direction)


def test_dispenser_tells_at_its_start_which_trays_hold_a_tag(door: ContractDoor) -> None:
    door.put_tag_into_tray(Sex.MALE)
    start_dispenser(door)
    seen = {(event.pool, event.holding) for event in door.events if isinstance(event, TraySeen)}
    assert seen == {(Sex.FEMALE, False), (Sex.MALE, True)}


@pytest.mark.parametrize("pool", Sex)
def test_tag_that_falls_is_told_once_and_before_it_is_taken(door: ContractDoor, pool: Sex) -> None:
    start_dispenser(door)
    door.events.clear()
    door.dispenser.give(pool)
    door.wait(2)
    door.dispenser.give(pool)
    door.wait(2)
    door.take_tag(pool)
    door.wait(2)
    seen = [event for event in door.events if isinstance(event, TraySeen | TagTaken)]
    assert [(type(event), event.pool) for event in seen] == [(TraySeen, pool), (TagTaken, pool)]
    assert isinstance(seen[0], TraySeen)
    assert seen[0].holding


@pytest.mark.parametrize("pool", Sex)
def test_tag_drops_into_the_tray_of_its_pool_and_is_taken(door: ContractDoor, pool: Sex) -> None:
    start_dispenser(door)
    door.dispenser.give(pool)
    door.wait(2)
    assert [door.tag_lies_in(each) for each in Sex] == [each is pool for each in Sex]
    assert told(door, TagTaken) == []
    door.take_tag(pool)
    door.wait(2)
    assert [event.pool for event in door.events if isinstance(event, TagTaken)] == [pool]
    assert told(door, DeviceFailed) == []


def test_no_second_tag_drops_on_one_that_lies_there(door: ContractDoor) -> None:
    start_dispenser(door)
    for _ in range(3):
        door.dispenser.give(Sex.FEMALE)
        door.wait(2)
    door.take_tag(Sex.FEMALE)
    door.wait(5)
    assert not door.tag_lies_in(Sex.FEMALE)
    assert len(told(door, TagTaken)) == 1


def test_ten_tags_come_one_after_the_other(door: ContractDoor) -> None:
    start_dispenser(door)
    for _ in range(10):
        door.dispenser.give(Sex.MALE)
        door.wait(2)
        door.take_tag(Sex.MALE)
        door.wait(2)
    assert len(told(door, TagTaken)) == 10
    assert told(door, DeviceFailed) == []


def test_jam_is_told_once_and_once_when_it_is_over(door: ContractDoor) -> None:
    start_dispenser(door)
    door.jam(True)
    for _ in range(2):
        door.dispenser.give(Sex.FEMALE)
        door.wait(10)
    assert faults(door, Fault.JAM) == [("DeviceFailed", "dispenser:F")]
    door.jam(False)
    door.dispenser.give(Sex.FEMALE)
    door.wait(2)
    assert faults(door, Fault.JAM) == [("DeviceFailed", "dispenser:F"), ("DeviceRecovered", "dispenser:F")]
    assert door.tag_lies_in(Sex.FEMALE)


def test_empty_stack_is_told_and_its_refill(door: ContractDoor) -> None:
    start_dispenser(door)
    door.run_empty(True)
    both = {"dispenser:F", "dispenser:M"}
    assert {device for _, device in faults(door, Fault.EMPTY)} == both
    door.run_empty(False)
    assert {device for what, device in faults(door, Fault.EMPTY) if what == "DeviceRecovered"} == both


def test_full_return_slot_is_told_once_and_once_when_it_is_over(door: ContractDoor) -> None:
    door.return_slot.start(door.events.append)
    assert door.events == []
    door.fill_return_slot(True)
    door.fill_return_slot(True)
    door.fill_return_slot(False)
    assert faults(door, Fault.FULL) == [("DeviceFailed", "return_slot"), ("DeviceRecovered", "return_slot")]


@pytest.mark.parametrize("line", Line)
def test_input_line_is_told_when_it_changes(door: ContractDoor, line: Line) -> None:
    door.inputs.start(door.events.append)
    assert door.events == []
    door.set_input(line, True)
    door.set_input(line, False)
    assert [(event.line, event.on) for event in door.events if isinstance(event, InputChanged)] == [(line, True), (line, False)]


@pytest.mark.parametrize("line", Line)
def test_input_line_that_is_on_at_the_start_is_told(door: ContractDoor, line: Line) -> None:
    door.set_input(line, True)
    door.inputs.start(door.events.append)
    assert [(event.line, event.on) for event in door.events if isinstance(event, InputChanged)] == [(line, True)]


@pytest.mark.parametrize("light", Light)
def test_lamp_shows_the_last_light_until_it_stops(door: ContractDoor, light: Light) -> None:
    for other in Light:
        door.beacon.show(other)
    door.beacon.show(light)
    assert door.light() is light
    door.beacon.stop()
    assert door.light() is Light.REST
