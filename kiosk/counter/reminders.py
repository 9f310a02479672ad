"""The timers that the lane has set, soonest first."""

import heapq
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from kiosk.lane.timers import Timer


@dataclass(slots=True)
class Reminders:
    """A heap of timers; equal times keep the order in which they were set."""

    _heap: list[tuple[datetime, int, Timer]] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)

    def add(self, at: datetime, timer: Timer) -> None:
        """Bring this timer back at this time."""
        heapq.heappush(self._heap, (at, next(self._numbers), timer))

    def next_at(self) -> datetime | None:
        """When the soonest is due."""
        return self._heap[0][0] if self._heap else None

    def take_due(self, now: datetime) -> list[Timer]:
        """Remove and return those that are due, soonest first."""
        due = []
        while self._heap and self._heap[0][0] <= now:
            due.append(heapq.heappop(self._heap)[2])
        return due

    def move(self, by: timedelta) -> None:
        """The clock was set: each is due as many seconds from now as before."""
        self._heap = [(at + by, number, timer) for at, number, timer in self._heap]
