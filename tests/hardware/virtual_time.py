"""Time that passes only when a test lets it."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

BEGAN = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


@dataclass
class Call:
    """A call that is due at some time."""

    call: Callable[[], None] | None

    def cancel(self) -> None:
        self.call = None


@dataclass
class VirtualTime:
    """A clock with its timers: ``now`` and ``after`` are what the drivers are given."""

    elapsed_s: float = 0.0
    _due: list[tuple[float, int, Call]] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)

    def now(self) -> datetime:
        return BEGAN + timedelta(seconds=self.elapsed_s)

    def after(self, delay_s: float, call: Callable[[], None]) -> Call:
        due = Call(call)
        heapq.heappush(self._due, (round(self.elapsed_s + delay_s, 6), next(self._numbers), due))
        return due

    def advance(self, seconds: float) -> None:
        """Let time pass; what falls due is called at its time."""
        end_s = round(self.elapsed_s + seconds, 6)
        while self._due and self._due[0][0] <= end_s:
            self.elapsed_s, _, due = heapq.heappop(self._due)
            if due.call is not None:
                due.call()
        self.elapsed_s = end_s
