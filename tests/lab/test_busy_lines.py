"""Lines that another program holds."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kiosk.hardware.pins import InputPin, OutputPin
from kiosk.lane.view import OutOfService, Rest, Trouble
from kiosk.lane.words import Fault
from tests.club import CLEANER, WANG, ZHAO
from tests.lab.door import Door, Squatter, until


@contextmanager
def door_with_a_squatter(door: Door, line: InputPin | OutputPin) -> Iterator[Squatter]:
    squatter = Squatter(line)
    try:
        with door.at_work():
            yield squatter
    finally:
        squatter.leave()


@pytest.mark.parametrize("line", ["entry", "exit_turned"])
def test_turnstile_with_a_line_taken_is_out_of_service_until_it_is_free(resting_door: Door, line: str) -> None:
    door = resting_door
    with door_with_a_squatter(door, getattr(door.settings.turnstile, line)) as squatter:
        door.wait_for_face(OutOfService("turnstile", Fault.BUSY))
        assert len(door.entries("device", device="turnstile", fault=Fault.BUSY, down=True)) == 1
        door.present(CLEANER)
        assert door.entries("not_served", because="turnstile")
        squatter.leave()
        door.wait_for_face(Rest())
        door.present(WANG)
        assert door.entries("granted", uid=WANG)


def test_mouth_with_a_line_taken_keeps_only_its_own_changing_room_waiting(resting_door: Door) -> None:
    door = resting_door
    with door_with_a_squatter(door, door.settings.dispenser.female.motor) as squatter:
        door.wait_for("device", device="dispenser:F", fault=Fault.BUSY, down=True)
        assert door.view().troubles == (Trouble("dispenser:F", Fault.BUSY),)
        door.present(ZHAO)
        assert door.entries("refused", uid=ZHAO, reason="no_tag")
        door.present(WANG)
        door.drop_male_tag()
        squatter.leave()
        door.wait_for("device", device="dispenser:F", fault=Fault.BUSY, down=False)
        assert door.view().troubles == ()


def test_lamp_that_is_taken_stops_nobody_and_shines_when_it_is_free(resting_door: Door) -> None:
    door = resting_door
    with door_with_a_squatter(door, door.settings.beacon.go) as squatter:
        door.present(CLEANER)
        door.pulses("turnstile.entry")
        squatter.leave()
        door.turn(door.settings.turnstile.entry_turned)
        door.wait_for("entered", visit=1)
        door.present(WANG)
        until(lambda: door.outputs.on("beacon.go"), "the green lamp")
