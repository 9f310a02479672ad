from collections.abc import Callable

import pytest

from kiosk.errors import LineRefused
from kiosk.hardware.pins import Contact, InputPin, Output, OutputPin, Pull, fault_of
from kiosk.lane.words import Fault
from tests.hardware.mock_lines import LineFactory, drive


def unheard(_: bool) -> None:
    """Nobody listens."""


@pytest.mark.parametrize("active_high", [True, False])
@pytest.mark.parametrize("pull", Pull)
def test_contact_reports_its_polarity_whatever_the_pull(pull: Pull, active_high: bool) -> None:
    factory, seen = LineFactory(), list[bool]()
    wiring = InputPin(5, pull, active_high, bounce_s=0)
    drive(factory, wiring, False)
    contact = Contact(wiring, lambda: factory, seen.append)
    assert not contact.active
    drive(factory, wiring, True)
    assert contact.active
    drive(factory, wiring, False)
    assert seen == [True, False]
    contact.close()


def test_contact_asks_for_its_pull_and_debounce() -> None:
    factory = LineFactory()
    Contact(InputPin(5, Pull.DOWN, True, 0.03), lambda: factory, unheard)
    assert (factory.pin(5).pull, factory.pin(5).bounce) == ("down", 0.03)


def test_cut_wire_of_a_normally_closed_contact_is_active() -> None:
    contact = Contact(InputPin(9, Pull.UP, active_high=True), LineFactory, unheard)
    assert contact.active


def test_contact_is_silent_once_closed() -> None:
    factory, seen = LineFactory(), list[bool]()
    wiring = InputPin(5)
    contact = Contact(wiring, lambda: factory, seen.append)
    contact.close()
    drive(factory, wiring, True)
    assert seen == []


@pytest.mark.parametrize("active_high", [True, False])
def test_output_starts_off_and_ends_off(active_high: bool) -> None:
    factory = LineFactory()
    output = Output(OutputPin(17, active_high), lambda: factory)
    pin = factory.pin(17)
    assert pin.state is not active_high
    output.on()
    assert pin.state is active_high
    pin.clear_states()
    output.close()
    output.close()
    assert [state.state for state in pin.states] == [active_high, not active_high]
    assert pin.function == "input"


def test_pins_that_are_not_wired_do_nothing() -> None:
    factory = LineFactory()
    contact, output = Contact(InputPin(), lambda: factory, unheard), Output(OutputPin(), lambda: factory)
    output.on()
    output.blink(1, 1)
    output.off()
    assert not contact.active
    assert not contact.wired
    assert not output.wired
    contact.close()
    output.close()
    assert factory.pins == {}


@pytest.mark.parametrize("take", [lambda f: Contact(InputPin(5), lambda: f, unheard), lambda f: Output(OutputPin(5), lambda: f)])
def test_line_held_by_another_program_is_busy(take: Callable[[LineFactory], object]) -> None:
    factory = LineFactory()
    factory.held.add(5)
    with pytest.raises(LineRefused, match="GPIO line 5") as caught:
        take(factory)
    assert fault_of(caught.value) is Fault.BUSY
    factory.held.clear()
    take(factory)


def test_line_taken_twice_in_this_program_is_busy() -> None:
    factory = LineFactory()
    first = Output(OutputPin(5), lambda: factory)
    with pytest.raises(LineRefused) as caught:
        Contact(InputPin(5), lambda: factory, unheard)
    assert fault_of(caught.value) is Fault.BUSY
    first.close()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: InputPin(28),
        lambda: InputPin(-1),
        lambda: OutputPin(28),
        lambda: InputPin(5, bounce_s=-0.1),
        lambda: InputPin(5, bounce_s=5.1),
        lambda: InputPin(2, Pull.DOWN),
    ],
)
def test_pin_that_no_pi_has_is_a_mistake(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"must be|cannot have"):
        wrong()
