"""Contacts that bounce, through the kernel's edge interrupts and lgpio's debounce; and what an open input reads."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.lane.view import Alarm
from kiosk.lane.words import Line
from kiosk.settings.keys import Settings
from tests.club import CLEANER, UNKNOWN, WANG, make_club
from tests.lab.door import Door, until
from tests.lab.gpio_chip import GpioChip
from tests.lab.lines import contact_as_toml, inputs_of, lab_settings
from tests.middleware.private_pcscd import PrivatePcscd

# Longer than the kernel is ever kept waiting by a busy machine, which would make two changes of one bounce.
STEADY_S = 0.3
BOUNCING = ("turnstile.entry_turned", "turnstile.exit_turned", "dispenser.male.tray_empty", "inputs.fire_alarm")


def settings_with(bounce_s: float) -> str:
    """The lab's settings, with this for the contacts that bounce here."""
    contacts = inputs_of(Settings())
    changed = {name.replace(".", "__"): contact_as_toml(replace(contacts[name], bounce_s=bounce_s)) for name in BOUNCING}
    return lab_settings(**changed)


@pytest.fixture
def settings() -> str:
    return settings_with(STEADY_S)


def turns_after_bouncing(door: Door, side: str, card: str) -> int:
    """How many turns the counter has seen when the arm bounced at the beginning and at the end of one, and this card came after it."""
    contact = getattr(door.settings.turnstile, side)
    for turning in (True, False):
        door.bounce(contact, turning)
        time.sleep(2 * contact.bounce_s)
    door.present(card)
    return len(door.journal("walked_through"))


def test_arm_that_bounces_has_turned_once(door: Door) -> None:
    assert turns_after_bouncing(door, "entry_turned", UNKNOWN) == 1
    assert turns_after_bouncing(door, "exit_turned", CLEANER) == 2


@pytest.mark.parametrize("settings", [settings_with(bounce_s=0)])
def test_without_a_bounce_time_the_same_bounces_are_many_turns(door: Door) -> None:
    assert turns_after_bouncing(door, "entry_turned", UNKNOWN) > 1


def test_tray_that_bounces_has_let_one_tag_go(door: Door) -> None:
    mouth = door.settings.dispenser.male
    door.present(WANG)
    door.drop_male_tag()
    door.bounce(mouth.tray_empty, True)
    door.chip.set(mouth.ready, True)
    door.pulses("turnstile.entry")
    door.turn(door.settings.turnstile.entry_turned)
    door.wait_for("entered", visit=1)
    assert door.outputs.begun("turnstile.entry") == 1
    assert len(door.journal("tag_given", "tag_strayed")) == 1


def test_tag_that_trembles_as_it_falls_lies_there_once(door: Door) -> None:
    mouth = door.settings.dispenser.male
    door.present(WANG)
    until(lambda: door.chip.is_on(mouth.motor), "the motor")
    door.chip.set(mouth.ready, False)
    door.bounce(mouth.tray_empty, False)
    door.wait_for("tag_dropped", visit=1)
    assert not door.journal("tag_given", "tag_strayed")
    door.take_male_tag()
    door.pulses("turnstile.entry")
    door.turn(door.settings.turnstile.entry_turned)
    door.wait_for("entered", visit=1)
    assert len(door.journal("tag_dropped")) == 1
    assert len(door.journal("tag_given", "tag_strayed")) == 1


def test_alarm_that_flickers_is_none_and_one_that_flickers_on_is_one(door: Door) -> None:
    contact = door.settings.inputs.fire_alarm
    door.bounce(contact, False)
    time.sleep(2 * contact.bounce_s)
    door.present(CLEANER)
    assert door.journal("input") == []
    door.bounce(contact, True)
    door.wait_for("input", line=Line.FIRE_ALARM, on=True)
    door.present(WANG)
    assert len(door.journal("input")) == 1


def test_inputs_take_the_pull_that_their_settings_name_and_a_cut_wire_is_an_alarm(
    tmp_path: Path, chip: GpioChip, pcscd: PrivatePcscd
) -> None:
    door = Door(make_club(tmp_path, "sound.enabled = false\n"), chip, pcscd)
    door.at_rest()
    for contact in inputs_of(door.settings).values():
        chip.draw(contact, False)
    with door.at_work():
        assert all(chip.drawn_up(contact) for contact in inputs_of(door.settings).values())
        door.wait_for_face(Alarm(fire=True))
