"""The counter's time: never behind what it has written, and honest about whether it is known."""

import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

_SYNCHRONISED = Path("/run/systemd/timesync/synchronized")
_HARDWARE_CLOCK = Path("/dev/rtc0")
_BEHIND = timedelta(seconds=5)


class Clock(Protocol):
    """Tells the time, with its offset from UTC, and whether it is to be trusted."""

    def now(self) -> datetime:
        """This moment."""

    def trusted(self) -> bool:
        """Whether a time server or a clock with a battery stands behind it."""


class SystemClock:
    """The machine's clock. While that is behind what was told before, time goes on from there.

    :param floor: the time of the last journal entry; the clock never tells an earlier one.
    :param ahead: is added to the machine's time (the demo lives in its own evening).
    """

    def __init__(self, floor: datetime | None = None, ahead: timedelta = timedelta()) -> None:
        self._latest = floor or datetime.min.replace(tzinfo=UTC)
        self._ticks_s = time.monotonic()
        self._ahead = ahead
        self._telling = threading.Lock()

    def now(self) -> datetime:
        """This moment in UTC; never earlier than one told before, and never standing still."""
        with self._telling:
            ticks_s = time.monotonic()
            went_on = self._latest + timedelta(seconds=ticks_s - self._ticks_s)
            self._latest, self._ticks_s = max(went_on, self._machine()), ticks_s
            return self._latest

    def trusted(self) -> bool:
        """True once systemd-timesyncd has seen a time server, or when the machine has a hardware clock, unless that is behind."""
        return (_SYNCHRONISED.exists() or _HARDWARE_CLOCK.exists()) and self.now() - self._machine() < _BEHIND

    def _machine(self) -> datetime:
        return datetime.now(UTC) + self._ahead


class VirtualClock:
    """Time that stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        """The moment that was set last."""
        return self._at

    def trusted(self) -> bool:
        """Always: a script says what time it is."""
        return True

    def move_to(self, at: datetime) -> None:
        """Let it be this moment, unless it is later already."""
        self._at = max(self._at, at)
