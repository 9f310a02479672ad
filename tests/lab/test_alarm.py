"""The fire alarm and the emergency button."""

from kiosk.lane.view import Alarm, Rest
from kiosk.lane.words import Line
from tests.club import WANG
from tests.lab.door import Door, until


def wait_for_blinks(door: Door, count: int) -> None:
    until(lambda: door.outputs.begun("beacon.call") >= count, "the yellow lamp to blink")


def test_alarm_is_seen_written_down_and_shown_until_it_ends(door: Door) -> None:
    for line, fire in ((Line.FIRE_ALARM, True), (Line.EMERGENCY, False)):
        contact = getattr(door.settings.inputs, line)
        dark = door.outputs.begun("beacon.call")
        door.chip.set(contact, True)
        door.wait_for("input", line=line, on=True)
        door.wait_for_face(Alarm(fire))
        wait_for_blinks(door, dark + 2)
        door.chip.set(contact, False)
        door.wait_for("input", line=line, on=False)
        door.wait_for_face(Rest())
    assert len(door.journal("input")) == 4
    assert door.outputs.moved() == {"beacon.call"}


def test_nobody_is_let_in_during_an_alarm_and_who_walks_is_counted(door: Door) -> None:
    contact = door.settings.inputs.fire_alarm
    door.chip.set(contact, True)
    door.wait_for("input", line=Line.FIRE_ALARM, on=True)
    door.present(WANG)
    assert door.entries("not_served", because="fire_alarm")
    for _ in range(2):
        door.turn(door.settings.turnstile.exit_turned)
    until(lambda: len(door.entries("walked_through", direction="exit", alarm=True)) == 2, "two passages")
    assert not door.outputs.begun("turnstile.entry")
    assert not door.outputs.begun("dispenser.male.motor")
    door.chip.set(contact, False)
    door.wait_for_face(Rest())
