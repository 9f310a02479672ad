"""Whoever stands at the turnstile does not wait for the desk."""

import queue
from datetime import UTC, datetime

import pytest

from kiosk.counter.inbox import Inbox
from kiosk.lane.events import CardPresented

NOW = datetime(2026, 11, 25, 18, 20, tzinfo=UTC)
TAP, OTHER = CardPresented(NOW, "reader:main", "04AA000001"), CardPresented(NOW, "reader:main", "04AA000002")


def job() -> None:
    """Something for the desk."""


def test_what_happened_comes_before_what_is_to_be_done_however_much_that_is() -> None:
    inbox = Inbox()
    for _ in range(1000):
        inbox.put_job(job)
    inbox.put_event(TAP)
    inbox.put_event(OTHER)
    assert [inbox.take() for _ in range(3)] == [TAP, OTHER, job]


def test_the_end_comes_after_the_jobs_before_it() -> None:
    inbox = Inbox()
    inbox.put_job(job)
    inbox.put_job(None)
    inbox.put_event(TAP)
    assert [inbox.take() for _ in range(3)] == [TAP, job, None]
    assert inbox.empty()


def test_events_can_be_taken_while_jobs_go_on_waiting() -> None:
    inbox = Inbox()
    inbox.put_job(job)
    inbox.put_event(TAP)
    assert inbox.take_events() == [TAP]
    assert inbox.take() is job
    with pytest.raises(queue.Empty):
        inbox.take(0.0)
