"""The counter's time, and what it makes of the programme."""

from datetime import timedelta

from kiosk.screens.link.counter_time import CounterTime
from tests.screens.scenes import AT


class _Ticks:
    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_time_goes_on_from_the_counters_in_the_clubs_offset() -> None:
    ticks = _Ticks()
    clock = CounterTime(ticks)
    clock.heard(AT)
    ticks.now_s += 31
    assert clock.now() == AT + timedelta(seconds=31)
    assert clock.now().utcoffset() == timedelta(hours=8)


def test_the_next_minute_is_waited_for() -> None:
    clock = CounterTime(_Ticks())
    clock.heard(AT.replace(second=45))
    assert clock.until_next_minute() == 15
