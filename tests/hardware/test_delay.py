import threading

from kiosk.hardware.delay import after
from kiosk.hardware.turnstile import GpioTurnstile, TurnstileSettings
from kiosk.lane.events import Event
from kiosk.lane.words import Direction
from tests.hardware.mock_lines import LineFactory
from tests.hardware.virtual_time import VirtualTime
from tests.middleware.waiting import wait_until


def test_call_comes_later_and_in_another_thread() -> None:
    called, threads = threading.Event(), list[threading.Thread]()

    def call() -> None:
        threads.append(threading.current_thread())
        called.set()

    after(0.01, call)
    assert called.wait(5)
    assert threads != [threading.current_thread()]


def test_call_that_is_cancelled_never_comes() -> None:
    early, late = threading.Event(), threading.Event()
    after(0.02, early.set).cancel()
    after(0.05, late.set)
    assert late.wait(5)
    assert not early.is_set()


def test_pulse_on_the_real_clock_ends_and_is_as_long_as_it_is_set() -> None:
    """Its end is arranged a moment before it begins, which a busy machine makes a few milliseconds."""
    factory = LineFactory()
    turnstile = GpioTurnstile(TurnstileSettings(pulse_s=0.1), lambda: factory, VirtualTime().now)
    turnstile.start(list[Event]().append)
    pin = factory.pin(17)
    pin.clear_states()
    turnstile.release(Direction.ENTRY)
    wait_until(lambda: len(pin.states) == 3, "the end of the pulse")
    turnstile.stop()
    assert [state.state for state in pin.states] == [False, True, False]
    assert pin.states[2].timestamp >= 0.08
