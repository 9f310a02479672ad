"""The counter's time: a line of real seconds that only a time server may move, and honest about whether it is known."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from pathlib import Path
from typing import Protocol

_SYNCHRONISED = Path("/run/systemd/timesync/synchronized")
_HARDWARE_CLOCK = Path("/dev/rtc0")
_LONG_PAST = datetime(2026, 1, 1, tzinfo=UTC)
"""This program is younger: a clock that tells an earlier time knows nothing."""
_ASTRAY = timedelta(seconds=1)
"""A machine that is further than this from the line was set."""


class Backing(Enum):
    """Who stands behind the machine's time."""

    NOBODY = auto()
    BATTERY = auto()
    SERVER = auto()


def backing() -> Backing:
    """A time server once systemd-timesyncd has seen one; else the hardware clock, where the machine has one."""
    if _SYNCHRONISED.exists():
        return Backing.SERVER
    return Backing.BATTERY if _HARDWARE_CLOCK.exists() else Backing.NOBODY


@dataclass(frozen=True, slots=True)
class Setting:
    """A time server set the clock: ``off_by`` was added to it. ``first``: until then nobody was known to have confirmed the time."""

    off_by: timedelta
    first: bool


class Clock(Protocol):
    """Tells the time, with its offset from UTC, and whether it is to be trusted."""

    def now(self) -> datetime:
        """This moment. Between two ``follow`` it goes on with the real seconds, whatever the machine's clock does."""

    def trusted(self) -> bool:
        """Whether a time server or a clock with a battery stands behind it."""

    def follow(self) -> Setting | None:
        """Set it by a time server; none when that says nothing new. The first word of one is told even when the time was right."""


class SystemClock:
    """The machine's clock as it stood at the start, going on by the seconds that have passed since.

    A machine that is set by hand or jumps without a time server changes nothing but the trust. At the start no time before
    ``floor`` is believed, unless a time server says so.

    :param floor: the time of the last journal entry.
    :param ahead: is added to the machine's time (the demo lives in its own evening).
    :param machine: the machine's time in UTC, which may jump.
    :param elapsed_s: real seconds, which never do.
    :param backing: who stands behind ``machine`` now.
    """

    def __init__(
        self,
        floor: datetime | None = None,
        ahead: timedelta = timedelta(),
        machine: Callable[[], datetime] = lambda: datetime.now(UTC),
        elapsed_s: Callable[[], float] = time.monotonic,
        backing: Callable[[], Backing] = backing,
    ) -> None:
        self._machine: Callable[[], datetime] = lambda: machine() + ahead
        self._elapsed_s = elapsed_s
        self._backing = backing
        self._setting = threading.Lock()
        self._known = backing() is Backing.SERVER
        self._set_at_s = elapsed_s()
        self._set_to = self._machine() if self._known else max(self._machine(), floor or _LONG_PAST)

    def now(self) -> datetime:
        """This moment in UTC."""
        with self._setting:
            return self._set_to + timedelta(seconds=self._elapsed_s() - self._set_at_s)

    def trusted(self) -> bool:
        """Whether the machine's time is backed, and agrees with what is told here."""
        if self._backing() is Backing.NOBODY:
            return False
        machine = self._machine()
        return machine > _LONG_PAST and abs(machine - self.now()) < _ASTRAY

    def follow(self) -> Setting | None:
        """Set it by a time server, if there is one and it says something new."""
        if self._backing() is not Backing.SERVER:
            return None
        first, self._known = not self._known, True
        off_by = self._machine() - self.now()
        if abs(off_by) < _ASTRAY:
            return Setting(timedelta(), first) if first else None
        with self._setting:
            self._set_to += off_by
        return Setting(off_by, first)


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

    def follow(self) -> Setting | None:
        """Never: there is nothing to know better."""
        return None

    def move_to(self, at: datetime) -> None:
        """Let it be this moment, unless it is later already."""
        self._at = max(self._at, at)
