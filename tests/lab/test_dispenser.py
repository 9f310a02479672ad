"""The dispenser's motor and sensors, with everything that can stick."""

import time
from itertools import pairwise

import pytest

from kiosk.lane.words import Fault
from tests.club import SUN, WANG
from tests.lab.door import Door, until
from tests.lab.gpio_chip import Pulse
from tests.lab.lines import lab_settings

LATE_S = 0.2  # a timer, or what comes after it was set, on a busy machine
PATIENT_S = 3.0
PATIENT = lab_settings(dispenser__give_s=str(PATIENT_S))
MOTOR = "dispenser.male.motor"


def assert_is_try(run: Pulse, door: Door) -> None:
    asked_s = door.settings.dispenser.give_s
    assert run.lasted(asked_s - LATE_S, asked_s + LATE_S)


def straighten(door: Door) -> None:
    """Staff lift the tag at the gate off its sensor, and put it back."""
    ready = door.settings.dispenser.male.ready
    for stands_ready in (False, True):
        door.chip.set(ready, stands_ready)
        time.sleep(5 * ready.bounce_s)


@pytest.mark.parametrize("settings", [PATIENT])
def test_next_tag_is_brought_forward_at_the_start(resting_door: Door) -> None:
    door, mouth = resting_door, resting_door.settings.dispenser.male
    door.chip.set(mouth.ready, False)
    with door.at_work():
        until(lambda: door.outputs.on(MOTOR), "the motor")
        door.chip.set(mouth.ready, True)
        (forward,) = door.pulses(MOTOR)
        assert forward.lasted(0, PATIENT_S - 0.1)
        assert door.outputs.moved() == {MOTOR}


@pytest.mark.parametrize("settings", [PATIENT])
def test_motor_stops_when_the_tag_lies_in_the_tray(door: Door) -> None:
    door.present(WANG)
    door.drop_male_tag()
    (drop,) = door.pulses(MOTOR)
    assert drop.lasted(0, PATIENT_S - 0.1)


def test_tag_that_falls_at_the_second_try_is_no_jam(door: Door) -> None:
    door.present(WANG)
    (first,) = door.pulses(MOTOR)
    assert_is_try(first, door)
    door.drop_male_tag()
    door.take_male_tag()
    door.pulses("turnstile.entry")
    assert not door.entries("device", fault=Fault.JAM)


def test_jam_is_tried_three_times_and_ends_when_a_tag_stands_straight(door: Door) -> None:
    settings = door.settings.dispenser
    door.present(WANG)
    door.wait_for("device", device="dispenser:M", fault=Fault.JAM, down=True)
    assert door.entries("annulled", reason="tag_jammed")
    assert door.outputs.begun(MOTOR) == 1 + settings.retries
    tries = door.pulses(MOTOR, 1 + settings.retries)
    for one in tries:
        assert_is_try(one, door)
    for one, next_one in pairwise(tries):
        assert next_one.began_s - one.ended_s >= settings.pause_s
    assert not door.outputs.begun("turnstile.entry")

    door.present(SUN)
    assert door.entries("refused", uid=SUN, reason="no_tag")
    straighten(door)
    door.wait_for("device", device="dispenser:M", fault=Fault.JAM, down=False)


def test_member_is_served_after_a_jam(door: Door) -> None:
    door.present(WANG)
    door.wait_for("device", device="dispenser:M", fault=Fault.JAM, down=True)
    straighten(door)
    door.wait_for("device", device="dispenser:M", fault=Fault.JAM, down=False)
    door.present(SUN)
    door.drop_male_tag()
    door.take_male_tag()
    door.pulses("turnstile.entry")
    door.turn(door.settings.turnstile.entry_turned)
    door.wait_for("entered", visit=2)


def test_few_tags_and_no_tags_are_told_apart(door: Door) -> None:
    mouth = door.settings.dispenser.male
    for sensor, fault in ((mouth.low, Fault.LOW), (mouth.empty, Fault.EMPTY)):
        door.chip.set(sensor, True)
        door.wait_for("device", device="dispenser:M", fault=fault, down=True)
        door.chip.set(sensor, False)
        door.wait_for("device", device="dispenser:M", fault=fault, down=False)
    assert door.outputs.moved() == set()
