"""Virtual time: what was scheduled happens in order, and nobody waits for it."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from kiosk.counter.clock import VirtualClock


@dataclass(slots=True)
class VirtualSchedule:
    """Keeps what people will do, soonest first. Equal times keep their order."""

    clock: VirtualClock
    _heap: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)

    def after(self, seconds: float, then: Callable[[], None]) -> None:
        """Do this so many seconds from now."""
        heapq.heappush(self._heap, (self.clock.now() + timedelta(seconds=seconds), next(self._numbers), then))

    def next_at(self) -> datetime | None:
        """When the soonest happens."""
        return self._heap[0][0] if self._heap else None

    def do_next(self) -> None:
        """Let the soonest happen."""
        heapq.heappop(self._heap)[2]()
