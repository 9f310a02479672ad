"""A member and a member of staff walk in, and a member walks out: from the card to the relay, and to the row on disk."""

import pytest

from kiosk.lane.view import Rest
from tests.club import CLEANER, UNKNOWN, WANG
from tests.command_line import kiosk
from tests.lab.door import Door, until
from tests.lab.gpio_chip import Pulse

LATE_S = 0.2  # a timer, or what comes after it was set, on a busy machine
TAG_UID = "04DD000001"


def assert_is_release(pulse: Pulse, door: Door) -> None:
    asked_s = door.settings.turnstile.pulse_s
    assert pulse.lasted(asked_s - LATE_S, asked_s + LATE_S)


def test_member_gets_a_tag_and_then_the_way_in_and_nothing_else_moves(door: Door) -> None:
    door.present(WANG)
    door.drop_male_tag()
    assert door.stages() == ["granted"]
    assert not door.outputs.begun("turnstile.entry")
    door.take_male_tag()
    (release,) = door.pulses("turnstile.entry")
    assert_is_release(release, door)
    door.turn(door.settings.turnstile.entry_turned)
    door.wait_for("entered", visit=1)
    assert door.stages() == ["entered"]
    door.wait_for_face(Rest())
    assert door.outputs.moved() == {"dispenser.male.motor", "turnstile.entry", "beacon.go"}
    assert door.outputs.begun("turnstile.entry") == 1


def test_staff_walk_in_without_a_tag(door: Door) -> None:
    door.present(CLEANER)
    (release,) = door.pulses("turnstile.entry")
    assert_is_release(release, door)
    door.turn(door.settings.turnstile.entry_turned)
    door.wait_for("entered", visit=1)
    assert door.outputs.moved() == {"turnstile.entry", "beacon.go"}


def test_unknown_card_moves_nothing_but_the_red_lamp(door: Door) -> None:
    door.present(UNKNOWN)
    assert door.entries("refused", uid=UNKNOWN, reason="unknown_card")
    until(lambda: door.outputs.on("beacon.stop"), "the red lamp")
    assert door.outputs.moved() == {"beacon.stop"}


@pytest.fixture
def marked_tag(resting_door: Door) -> None:
    """Tag M-001 has a chip."""
    table = resting_door.home.path / "tags.csv"
    table.write_text(f"tag,uid\nM-001,{TAG_UID}\n", encoding="utf-8")
    assert kiosk("import", "tags", table, "--home", resting_door.home.path).code == 0


@pytest.mark.usefixtures("marked_tag")
def test_tag_in_the_return_slot_opens_the_way_out_only(resting_door: Door) -> None:
    door = resting_door
    with door.at_work():
        door.present(WANG)
        door.drop_male_tag()
        door.take_male_tag()
        door.pulses("turnstile.entry")
        door.turn(door.settings.turnstile.entry_turned)
        door.wait_for("entered", visit=1)
        door.present(TAG_UID, "Slot")
        (release,) = door.pulses("turnstile.exit")
        assert_is_release(release, door)
        door.turn(door.settings.turnstile.exit_turned)
        door.wait_for("walked_through", direction="exit", asked=True)
        assert door.stages() == ["left"]
        assert door.outputs.begun("turnstile.entry") == 1
