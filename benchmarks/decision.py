"""How long a decision takes until it is on disk, against the disk's own price: one page appended and synchronised.

Event in the inbox to commit, in the counter's real code and database, with 5,000 members and with 1,000,000 in turn, and a page
between each two: all on the same disk in the same minute.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from benchmarks.club import TAGS_LAST, card_no_of, club_of, uid_of
from benchmarks.figure import Figure, p50, p99
from kiosk.counter.clock import VirtualClock
from kiosk.database.store import Store, Urgency
from kiosk.simulator.stage import Stage
from tests.club import at

FEW, MANY = 5_000, 1_000_000
ROUNDS = 500
WARM_UP = 20
PAGE = bytes(4096)


class Noting:
    """A store that remembers when it was done with what the counter asked it first."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.read = store.read
        self.write = store.write
        self.done_s: list[float] = []

    def carry_out(self, job: Callable[..., Any], urgency: Urgency = Urgency.TAP) -> Any:
        """As the store's."""
        done = self._store.carry_out(job, urgency)
        self.done_s.append(time.perf_counter())
        return done


class Lane:
    """A club of this many members on a simulated door."""

    def __init__(self, folder: Path, members: int) -> None:
        folder.mkdir()
        home = club_of(folder, members)
        clock = VirtualClock(datetime.fromisoformat(at("18:30:00")))
        self.stage = Stage(home, home.settings(), home.plans(), clock, lambda *_: None)
        self.store = Noting(self.stage.store)
        self.stage.counter.store = cast(Store, self.store)
        self.took_s: list[float] = []

    def visit(self, number: int) -> None:
        """One tap, timed; then the rest of the visit, which is not."""
        self.store.done_s.clear()
        began_s = time.perf_counter()
        self.stage.door.tap(uid_of(number))
        self.stage.counter.drain()
        self.took_s.append(self.store.done_s[0] - began_s)
        self.stage.let_pass()
        self.stage.do("return_of", {"return_of": card_no_of(number)})
        if len(self.took_s) % TAGS_LAST == 0:
            self.stage.do("request", {"request": {"do": "put_tags_back", "pool": "F"}, "as": "S01"})

    def close(self) -> None:
        """Every tap was admitted."""
        visits = self.stage.store.read(lambda db: db.execute("SELECT count(*) FROM visits WHERE stage = 'left'").fetchone())
        assert visits == (len(self.took_s),), visits
        self.stage.close()


def measure(rounds: int = ROUNDS) -> Iterator[Figure]:
    """Time all three in turn."""
    pages_s: list[float] = []
    with tempfile.TemporaryDirectory(prefix="k-", dir="/var/tmp") as name:
        folder = Path(name)
        few, many = Lane(folder / "few", FEW), Lane(folder / "many", MANY)
        with (folder / "pages").open("wb", buffering=0) as pages:
            for number in range(rounds + WARM_UP):
                for lane in (few, many) if number % 2 else (many, few):
                    lane.visit(number)
                    pages_s.append(_append(pages.fileno()))
        few.close()
        many.close()
    few_s, many_s, pages_s = few.took_s[WARM_UP:], many.took_s[WARM_UP:], pages_s[2 * WARM_UP :]
    yield Figure("durable decision p50, against a page", p50(few_s) / p50(pages_s), 1.5, "×")
    yield Figure("durable decision p99, against a page", p99(few_s) / p99(pages_s), 3, "×")
    yield Figure(f"durable decision p50, {MANY:,} members against {FEW:,}", p50(many_s) / p50(few_s), 1.2, "×")
    yield Figure(f"durable decision p99, {MANY:,} members against {FEW:,}", p99(many_s) / p99(few_s), None, "×")
    for what, seconds in (("durable decision", few_s), ("page appended and synchronised", pages_s)):
        yield Figure(f"{what} p50", 1000 * p50(seconds), None, "ms")
        yield Figure(f"{what} p99", 1000 * p99(seconds), None, "ms")


def _append(file: int) -> float:
    began_s = time.perf_counter()
    os.write(file, PAGE)
    os.fdatasync(file)
    return time.perf_counter() - began_s
