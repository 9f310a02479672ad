"""The clock is set while the counter works: the books are put right, and what waits goes on waiting for as long as it was to."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from kiosk.counter.clock import Clock, Setting
from kiosk.database import journal, people, true_times
from kiosk.database.journal import Stamp
from kiosk.database.moment import utc_text
from kiosk.database.store import Store, Writing

log = logging.getLogger("kiosk.timekeeping")

_UNDONE = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class ClockMove:
    """Which journal entries were off when the clock was set.

    :param since: the first of them; none when all were right.
    :param next_entry: the first that was written after.
    """

    off_by: timedelta
    since: int | None
    next_entry: int


def wrong_since(setting: Setting, began: int, before: ClockMove | None) -> int | None:
    """The first entry that was written on the wrong clock, or none.

    Until a time server was reached, nobody knew: all that this run wrote hangs on its one guess. Later it is the machine that jumped:
    what was written before was right, unless the jump undoes the one before, which then was the wrong one.

    :param began: the first entry of this run.
    :param before: the last time that the clock was moved.
    """
    if setting.first:
        return began
    if before and abs(before.off_by + setting.off_by) < _UNDONE:
        return before.next_entry if before.since is None else before.since
    return None


@dataclass(slots=True)
class Timekeeping:
    """Asks the clock whether a time server has set it, and carries the books along. ``began`` is the first entry of this run."""

    store: Store
    clock: Clock
    business_day: Callable[[datetime], date]
    began: int = field(init=False)
    before: ClockMove | None = None

    def __post_init__(self) -> None:
        self.began = self.store.read(journal.head_of).sequence + 1

    def follow(self) -> timedelta:
        """By how much the clock was moved just now."""
        setting = self.clock.follow()
        if setting is None:
            return timedelta()
        since = wrong_since(setting, self.began, self.before)
        written = self.store.write(lambda writing: self._keep(writing, setting, since))
        if setting.off_by:
            self.before = ClockMove(setting.off_by, since, written + 1)
        log.warning("time known off_by_s=%.3f", setting.off_by.total_seconds())
        return setting.off_by

    def _keep(self, writing: Writing, setting: Setting, since: int | None) -> int:
        now = self.clock.now()
        visits = 0
        people.move_lock_outs(writing.db, now - setting.off_by, setting.off_by)
        if since is not None and setting.off_by:
            visits = true_times.correct(writing.db, since, setting.off_by, self._day)
        data = {"off_by_s": round(setting.off_by.total_seconds(), 3), "since": since, "visits": visits}
        writing.journal(Stamp(utc_text(now), self.clock.trusted(), self._day(now), "counter"), "time_known", data)
        return writing.head.sequence

    def _day(self, at: datetime) -> str:
        return self.business_day(at).isoformat()
