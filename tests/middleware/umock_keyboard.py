"""What happens to keyboard readers, one story a process: ``umockdev-wrapper python -m tests.middleware.umock_keyboard STORY``."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.hardware.keyboard import KeyboardReader, KeyboardSettings
from kiosk.hardware.keystrokes import Format
from kiosk.hardware.places import Place
from kiosk.lane.events import CardPresented, DeviceFailed, DeviceRecovered, Event, TagReturned
from kiosk.lane.words import Fault
from tests.hardware.virtual_time import BEGAN
from tests.middleware.umock import ENTER, MockReader, Testbed
from tests.middleware.waiting import wait_until

LOST = DeviceFailed(BEGAN, "reader:front", Fault.LOST)
BACK = DeviceRecovered(BEGAN, "reader:front", Fault.LOST)


@contextmanager
def reading(settings: KeyboardSettings) -> Iterator[list[Event]]:
    events: list[Event] = []
    reader = KeyboardReader(settings, lambda: BEGAN)
    reader.start(events.append)
    try:
        yield events
    finally:
        reader.stop()


def type_and_wait(bed: Testbed, number: int, text: str, events: list[Event]) -> Event:
    before = len(events)
    bed.type(number, text + ENTER)
    wait_until(lambda: len(events) > before, f"the card {text}")
    return events[-1]


def formats(bed: Testbed) -> None:
    """The same card, typed in each way."""
    for number, (format, text) in enumerate(
        {Format.HEX: "04A1B2C3", Format.DECIMAL_BE: "0077705923", Format.DECIMAL_LE: "3283263748"}.items()
    ):
        bed.plug(number, MockReader(product=number))
        with reading(KeyboardSettings(product=number, format=format)) as events:
            assert type_and_wait(bed, number, text, events) == CardPresented(BEGAN, "front", "04A1B2C3")


def three_and_five_at_the_slot(bed: Testbed) -> None:
    """A reader of three bytes, at the return slot."""
    bed.plug(0, MockReader())
    with reading(KeyboardSettings(role=Place.RETURN, format=Format.WIEGAND_3_5)) as events:
        assert type_and_wait(bed, 0, "16145763", events) == TagReturned(BEGAN, "00A1B2C3")


def hundred_cards(bed: Testbed) -> None:
    """No card of a hundred is lost or doubled."""
    bed.plug(0, MockReader())
    with reading(KeyboardSettings()) as events:
        for number in range(100):
            type_and_wait(bed, 0, f"{number:010d}", events)
    assert events == [CardPresented(BEGAN, "front", f"{number:08X}") for number in range(100)]


def pause(bed: Testbed) -> None:
    """Half a card, then a whole one."""
    bed.plug(0, MockReader())
    with reading(KeyboardSettings()) as events:
        bed.type(0, "00777", ago_s=0.6)
        assert type_and_wait(bed, 0, "0000000001", events) == CardPresented(BEGAN, "front", "00000001")


def unplugged_and_plugged_in(bed: Testbed) -> None:
    """Pulled out in the middle of a card and put in again, where it gets another number."""
    bed.plug(0, MockReader())
    with reading(KeyboardSettings()) as events:
        type_and_wait(bed, 0, "0000000001", events)
        bed.type(0, "00777")
        bed.unplug(0)
        wait_until(lambda: LOST in events, "the loss")
        bed.plug(1, MockReader())
        wait_until(lambda: BACK in events, "the recovery")
        type_and_wait(bed, 1, "0000000002", events)
    assert events == [CardPresented(BEGAN, "front", "00000001"), LOST, BACK, CardPresented(BEGAN, "front", "00000002")]


def missing_at_the_start(bed: Testbed) -> None:
    """Plugged in only after the counter started."""
    with reading(KeyboardSettings()) as events:
        wait_until(lambda: LOST in events, "the loss")
        bed.plug(0, MockReader())
        wait_until(lambda: BACK in events, "the recovery")
        type_and_wait(bed, 0, "0000000001", events)


def two_of_a_kind(bed: Testbed) -> None:
    """Two readers of one kind, told apart by their sockets; and two other devices that nobody wants."""
    bed.plug(0, MockReader(product=0x0001))
    bed.plug(1, MockReader(keys=(113, 114, 115)))  # the volume keys that some readers bring along
    bed.plug(2, MockReader(phys="usb-a/input0"))
    bed.plug(3, MockReader(phys="usb-b/input0"))
    slot = KeyboardSettings("slot", Place.RETURN, phys="usb-b/input0")
    with reading(KeyboardSettings(phys="usb-a/input0")) as at_door, reading(slot) as at_slot:
        type_and_wait(bed, 2, "0000000001", at_door)
        type_and_wait(bed, 3, "0000000002", at_slot)
    assert at_door == [CardPresented(BEGAN, "front", "00000001")]
    assert at_slot == [TagReturned(BEGAN, "00000002")]


STORIES = {
    story.__name__: story
    for story in (
        formats,
        three_and_five_at_the_slot,
        hundred_cards,
        pause,
        unplugged_and_plugged_in,
        missing_at_the_start,
        two_of_a_kind,
    )
}

if __name__ == "__main__":
    STORIES[sys.argv[1]](Testbed())
