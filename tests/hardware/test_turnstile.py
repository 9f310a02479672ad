from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.hardware.pins import InputPin, OutputPin
from kiosk.hardware.turnstile import GpioTurnstile, TurnstileSettings
from kiosk.lane.events import DeviceFailed, DeviceRecovered, Event, Passed
from kiosk.lane.words import Direction, Fault
from tests.hardware.mock_lines import LineFactory, drive, is_on
from tests.hardware.virtual_time import VirtualTime

SETTINGS = TurnstileSettings()


class Bench:
    """A turnstile on the bench."""

    def __init__(self, settings: TurnstileSettings = SETTINGS) -> None:
        self.factory, self.time = LineFactory(), VirtualTime()
        self.events: list[Event] = []
        self.turnstile = GpioTurnstile(settings, lambda: self.factory, self.time.now, self.time.after)
        self.turnstile.start(self.events.append)

    def entry_line(self, seconds: float) -> str:
        """The entry relay, looked at every tenth of a second."""
        seen = ""
        for _ in range(round(seconds * 10)):
            self.time.advance(0.05)
            seen += "#" if is_on(self.factory, SETTINGS.entry) else "."
            self.time.advance(0.05)
        return seen


def test_release_is_one_pulse_of_the_set_length() -> None:
    bench = Bench()
    bench.turnstile.release(Direction.ENTRY)
    assert bench.entry_line(1.2) == "#####......."


def test_second_release_during_a_pulse_is_a_second_pulse() -> None:
    bench = Bench()
    bench.turnstile.release(Direction.ENTRY)
    assert bench.entry_line(0.3) == "###"
    bench.turnstile.release(Direction.ENTRY)
    assert bench.entry_line(1.5) == "##..#####......"


def test_second_release_in_the_pause_waits_for_its_end() -> None:
    bench = Bench()
    bench.turnstile.release(Direction.ENTRY)
    bench.entry_line(0.6)
    bench.turnstile.release(Direction.ENTRY)
    assert bench.entry_line(1) == ".#####...."


@given(st.lists(st.floats(0, 1), max_size=8))
def test_every_release_is_exactly_one_pulse_and_the_line_ends_locked(gaps_s: list[float]) -> None:
    bench = Bench()
    pin = bench.factory.pin(SETTINGS.entry.pin)
    pin.clear_states()
    for gap_s in gaps_s:
        bench.turnstile.release(Direction.ENTRY)
        bench.time.advance(gap_s)
    bench.time.advance(20)
    states = [state.state for state in pin.states]
    assert states.count(True) == len(gaps_s)
    assert all(before != after for before, after in pairwise(states))
    assert states[-1] is False


def test_stop_during_a_pulse_locks_at_once_and_for_good() -> None:
    bench = Bench()
    bench.turnstile.release(Direction.ENTRY)
    bench.turnstile.release(Direction.ENTRY)
    bench.turnstile.stop()
    bench.turnstile.release(Direction.ENTRY)
    assert bench.entry_line(2) == "." * 20


def test_arm_that_stands_half_way_is_stuck_until_it_moves_on() -> None:
    bench = Bench()
    drive(bench.factory, SETTINGS.entry_turned, True)
    bench.time.advance(9.9)
    assert [type(event) for event in bench.events] == [Passed]
    bench.time.advance(0.2)
    drive(bench.factory, SETTINGS.entry_turned, False)
    bench.time.advance(60)
    assert [(type(event), event.fault) for event in bench.events if not isinstance(event, Passed)] == [  # type: ignore[union-attr]
        (DeviceFailed, Fault.STUCK),
        (DeviceRecovered, Fault.STUCK),
    ]


def test_arm_that_stands_active_at_the_start_is_no_passage() -> None:
    factory, time, events = LineFactory(), VirtualTime(), list[Event]()
    drive(factory, SETTINGS.exit_turned, True)
    GpioTurnstile(SETTINGS, lambda: factory, time.now, time.after).start(events.append)
    assert events == []


def test_turnstile_without_an_exit_and_without_contacts_works() -> None:
    bench = Bench(TurnstileSettings(exit=OutputPin(), entry_turned=InputPin(), exit_turned=InputPin()))
    for direction in Direction:
        bench.turnstile.release(direction)
    assert bench.entry_line(1) == "#####....."
    assert bench.events == []


@pytest.mark.parametrize("wrong", [{"pulse_s": 0.0}, {"pulse_s": 11.0}, {"pause_s": 0.0}, {"stuck_s": 0.5}])
def test_times_out_of_range_are_a_mistake(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=f"{next(iter(wrong))} must be"):
        TurnstileSettings(**wrong)  # type: ignore[arg-type]
