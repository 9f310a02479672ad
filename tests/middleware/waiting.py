"""Waiting for other processes: poll, with a deadline."""

import time
from collections.abc import Callable

from tests.time_limits import free_time_s, read_meter


class Since:
    """A moment, for what is to follow within some seconds of it."""

    def __init__(self) -> None:
        self._begun = read_meter()

    def free_s(self) -> float:
        """The seconds since then, without those in which every core was busy: on a quiet machine all of them."""
        return free_time_s(self._begun, read_meter())


def wait_until(true: Callable[[], object], what: str, deadline_s: float = 10.0) -> None:
    """Come back as soon as ``true()`` is.

    :raises AssertionError: when it is not before the deadline; the text says what was waited for.
    """
    end_s = time.monotonic() + deadline_s
    while not true():
        if time.monotonic() > end_s:
            raise AssertionError(f"waited {deadline_s:g} s in vain for {what}")
        time.sleep(0.002)
