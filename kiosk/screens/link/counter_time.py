"""The club's time, as the counter tells it. The screen's own clock may be wrong, or in another zone."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class CounterTime:
    """Goes on from the time of the last view, in that view's offset from UTC.

    :param ticks: seconds of a clock that never jumps.
    """

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self._ticks = ticks
        self._at = datetime.now(UTC)
        self._heard = ticks()

    def heard(self, at: datetime) -> None:
        """The counter says that it is ``at`` now."""
        self._at = at
        self._heard = self._ticks()

    def now(self) -> datetime:
        """The club's time, with its offset."""
        return self._at + timedelta(seconds=self._ticks() - self._heard)

    def until_next_minute(self) -> float:
        """Seconds until the minute changes."""
        now = self.now()
        return 60 - now.second - now.microsecond / 1e6
