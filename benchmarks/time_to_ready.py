"""Seconds from the start of Python until a counter with 5,000 members takes the first tap."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.club import club_of
from benchmarks.figure import Figure, p50
from tests.counter_process import CounterProcess

MEMBERS = 5_000
ROUNDS = 10


def measure() -> Iterator[Figure]:
    """Start it time and again."""
    seconds = []
    with tempfile.TemporaryDirectory(prefix="k-") as folder:
        home = club_of(Path(folder), MEMBERS)
        for _ in range(ROUNDS):
            with CounterProcess(home) as counter:
                seconds.append(counter.ready_s)
    yield Figure(f"ready for a tap, {MEMBERS:,} members, median", p50(seconds), 1.0, "s")
    yield Figure(f"ready for a tap, slowest of {ROUNDS}", max(seconds), None, "s")
