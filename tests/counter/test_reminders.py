"""Timers come back soonest first."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.counter.reminders import Reminders
from kiosk.lane.timers import TakeBy

AT = datetime(2026, 11, 25, 18, 20, tzinfo=UTC)


@given(st.lists(st.integers(0, 20), max_size=30), st.integers(0, 20))
def test_those_that_are_due_come_in_the_order_of_their_time_then_of_their_setting(seconds: list[int], now: int) -> None:
    reminders = Reminders()
    for visit, second in enumerate(seconds):
        reminders.add(AT + timedelta(seconds=second), TakeBy(visit))
    due = reminders.take_due(AT + timedelta(seconds=now))
    expected = sorted((second, visit) for visit, second in enumerate(seconds) if second <= now)
    assert due == [TakeBy(visit) for _, visit in expected]
    left = [second for second in seconds if second > now]
    assert reminders.next_at() == (AT + timedelta(seconds=min(left)) if left else None)
    assert reminders.take_due(AT + timedelta(seconds=now)) == []
