"""What is done beside the lane, behind a barrier: it may fail, and the door goes on."""

from datetime import datetime, timedelta
from typing import Protocol

from kiosk.errors import barrier

AGAIN_AFTER = timedelta(seconds=30)


class Timed(Protocol):
    """Something that is done at its own times, in the counter's thread."""

    def start(self) -> None:
        """Take up what was there before."""

    def next_at(self) -> datetime | None:
        """When it wants to be woken; after ``wake``, later than that moment."""

    def wake(self, now: datetime) -> None:
        """Do what is due. It must not keep a tap waiting."""

    def move(self, by: timedelta) -> None:
        """The clock was set: what waits has waited as long as before, and goes on waiting as long. ``wake`` follows."""


class Beside:
    """Something timed, behind the barrier. When it fails it is left alone for ``AGAIN_AFTER``, so that it cannot keep the lane busy."""

    def __init__(self, name: str, timed: Timed) -> None:
        self._name = name
        self._timed = timed
        self._rests_until: datetime | None = None

    def start(self) -> None:
        """Take up what was there before."""
        with barrier(f"start of {self._name}"):
            self._timed.start()

    def next_at(self) -> datetime | None:
        """When it wants to be woken, or may be again."""
        at = self._timed.next_at()
        return max(at, self._rests_until) if at and self._rests_until else at

    def wake(self, now: datetime) -> None:
        """Do what is due."""
        self._rests_until = now + AGAIN_AFTER
        with barrier(f"work of {self._name}"):
            self._timed.wake(now)
            self._rests_until = None

    def move(self, by: timedelta) -> None:
        """The clock was set."""
        if self._rests_until:
            self._rests_until += by
        with barrier(f"move of {self._name}"):
            self._timed.move(by)
