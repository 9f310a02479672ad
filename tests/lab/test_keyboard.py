"""A keyboard reader on the kernel's HID and input layers."""

import errno
import time
from collections.abc import Iterator
from functools import partial

import pytest

from kiosk.hardware.keystrokes import PAUSE_S
from kiosk.lane.view import Trouble
from kiosk.lane.words import Fault
from tests.lab.door import Door, until
from tests.lab.lines import lab_settings
from tests.lab.usb_keyboard import UsbKeyboard

READER = "reader:side"
TOO_MANY = 40


def typed(uid: str) -> str:
    """What the reader types for this card."""
    return f"{int(uid, 16):010d}\n"


@pytest.fixture
def settings() -> str:
    return lab_settings(keyboard='[{ name = "side", vendor = 0xFFFF, product = 0x0035, phys = "usb-side/input0" }]')


@pytest.fixture
def keyboard() -> Iterator[UsbKeyboard]:
    keyboard = UsbKeyboard(socket="usb-side/input0")
    keyboard.plug()
    yield keyboard
    keyboard.pull()


@pytest.fixture
def door(keyboard: UsbKeyboard, resting_door: Door) -> Iterator[Door]:
    assert keyboard.node.exists()
    with resting_door.at_work():
        # It looks for its keyboards after it is ready.
        until(lambda: resting_door.listens_to(keyboard.node), "the counter to listen to the reader")
        yield resting_door


def read_cards(door: Door) -> list[str]:
    return [entry["uid"] for entry in door.journal("refused")]


def is_read(door: Door, uid: str) -> bool:
    return uid in read_cards(door)


def type_card(door: Door, keyboard: UsbKeyboard, uid: str) -> None:
    """A card is read; it is held up again only when the busy machine let the reader type more slowly than any reader does."""
    while keyboard.type(typed(uid)) > PAUSE_S:
        time.sleep(2 * PAUSE_S)
        if is_read(door, uid):
            return
    until(partial(is_read, door, uid), f"card {uid}")


def test_many_cards_are_read_once_each(door: Door, keyboard: UsbKeyboard) -> None:
    cards = [f"{0x04A00000 + number:08X}" for number in range(25)]
    for card in cards:
        type_card(door, keyboard, card)
    assert read_cards(door) == cards


def test_nobody_else_sees_what_the_reader_types(door: Door, keyboard: UsbKeyboard) -> None:
    type_card(door, keyboard, "04A1B2C3")
    other = keyboard.seen_by_others()
    type_card(door, keyboard, "04A1B2C4")
    with pytest.raises(BlockingIOError):
        next(other.read())
    with pytest.raises(OSError, match="busy") as refused:
        other.grab()
    assert refused.value.errno == errno.EBUSY
    other.close()


def test_reader_that_is_unplugged_is_missed_and_found_again(door: Door, keyboard: UsbKeyboard) -> None:
    type_card(door, keyboard, "04A1B2C3")
    keyboard.type("00777")
    keyboard.pull()
    door.wait_for("device", device=READER, fault=Fault.LOST, down=True)
    assert door.view().troubles == (Trouble(READER, Fault.LOST),)
    keyboard.plug()
    door.wait_for("device", device=READER, fault=Fault.LOST, down=False)
    type_card(door, keyboard, "04A1B2C4")
    assert read_cards(door) == ["04A1B2C3", "04A1B2C4"]


def test_card_that_is_typed_while_the_counter_sleeps_is_read_when_it_wakes(door: Door, keyboard: UsbKeyboard) -> None:
    for card in ("04A1B2C3", "04A1B2C4"):
        door.freeze()
        keyboard.type(typed(card), report_s=0)
        door.thaw()
        until(partial(is_read, door, card), f"card {card}")


def test_keys_that_overflow_make_no_false_card_and_lose_no_later_one(door: Door, keyboard: UsbKeyboard) -> None:
    flood = [f"{0x04A00000 + number * 0x010203:08X}" for number in range(TOO_MANY)]
    type_card(door, keyboard, "04A1B2C3")
    door.freeze()
    for card in flood:
        keyboard.type(typed(card), report_s=0)
    door.thaw()
    time.sleep(2 * PAUSE_S)  # nobody holds up a card sooner
    type_card(door, keyboard, "04A1B2C4")
    seen = read_cards(door)
    assert len(seen) < TOO_MANY  # or nothing overflowed
    assert set(seen) <= {"04A1B2C3", "04A1B2C4", *flood}


def test_halves_of_two_cards_around_an_overflow_are_no_card(door: Door, keyboard: UsbKeyboard) -> None:
    for lost in range(30, 48):  # the kernel keeps another number of the last keys each time, also five
        keyboard.type("00777")
        door.freeze()
        keyboard.type("1" * lost + "\n", report_s=0)
        door.thaw()
    time.sleep(2 * PAUSE_S)
    type_card(door, keyboard, "04A1B2C4")
    assert read_cards(door) == ["04A1B2C4"]


def test_card_at_keyboard_reader_and_then_at_pcsc_reader_is_one_card(door: Door, keyboard: UsbKeyboard) -> None:
    door.present("04A1B2C3")
    keyboard.type(typed("04A1B2C3"))
    type_card(door, keyboard, "04A1B2C4")
    assert read_cards(door) == ["04A1B2C3", "04A1B2C4"]
