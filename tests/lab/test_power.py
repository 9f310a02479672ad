"""The counter ends without a word while an output is on.

Lines that nobody drives are drawn up here, as a bad relay board would: what makes them safe again is the counter.
"""

from tests.club import CLEANER, WANG
from tests.lab.door import Door, until


def test_release_that_was_cut_off_is_ended_and_not_given_again(door: Door) -> None:
    relay = door.settings.turnstile.entry
    door.present(CLEANER)
    until(lambda: door.outputs.on("turnstile.entry"), "the release")
    door.chip.draw(relay, True)
    door.kill()
    assert door.chip.is_on(relay)  # nobody drives it
    door.start()
    assert not door.chip.is_on(relay)
    door.wait_for("restarted", in_flight=1)
    door.turn(door.settings.turnstile.entry_turned)
    door.wait_for("entered", visit=1)
    assert door.outputs.begun("turnstile.entry") == 1  # the one that was found on
    door.chip.draw(relay, False)


def test_motor_that_was_cut_off_is_stopped_and_the_member_still_gets_in(door: Door) -> None:
    mouth = door.settings.dispenser.male
    door.present(WANG)
    until(lambda: door.outputs.on("dispenser.male.motor"), "the motor")
    door.kill()
    door.chip.draw(mouth.motor, True)
    door.chip.set(mouth.ready, False)
    door.chip.set(mouth.tray_empty, False)  # it fell while nobody looked
    assert door.chip.is_on(mouth.motor)
    door.start()
    assert not door.chip.is_on(mouth.motor)
    door.take_male_tag()
    door.pulses("turnstile.entry")
    door.turn(door.settings.turnstile.entry_turned)
    door.wait_for("entered", visit=1)
    assert door.stages() == ["entered"]
    door.chip.draw(mouth.motor, False)


def test_tag_that_had_not_fallen_is_dropped_again_and_the_turnstile_opens_once(door: Door) -> None:
    door.present(WANG)
    until(lambda: door.outputs.on("dispenser.male.motor"), "the motor")
    door.kill()
    assert not door.chip.is_on(door.settings.dispenser.male.motor)
    door.start()
    door.drop_male_tag()
    door.wait_for("tag_dropped", visit=1)
    assert not door.outputs.begun("turnstile.entry")
    door.take_male_tag()
    door.pulses("turnstile.entry")
    door.turn(door.settings.turnstile.entry_turned)
    door.wait_for("entered", visit=1)
    assert door.outputs.begun("turnstile.entry") == 1
    assert len(door.entries("tag_given", visit=1)) == 1
