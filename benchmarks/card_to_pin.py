"""From a card on a reader of the real pcscd to the edge on the pin, without a touchscreen and with one that animates, in turn."""

from collections.abc import Iterator
from itertools import count

from benchmarks.figure import Figure, p50, p99
from benchmarks.front import Front, Times, front_of
from benchmarks.processes import touchscreen

MEMBERS = 5_000
BLOCKS, VISITS = 4, 30
WARM_UP = 3


def measure(visits: int = VISITS) -> Iterator[Figure]:
    """Time both."""
    alone: list[Times] = []
    beside: list[Times] = []
    with front_of(MEMBERS) as front:
        numbers = count()
        for _ in range(BLOCKS):
            alone += _visits(front, numbers, visits)
            with touchscreen(front.home):
                beside += _visits(front, numbers, visits)
        missed, early = front.missed, front.early
    yield Figure("card to pin edge p99, touchscreen animating", p99([one.motor_ms for one in beside]), 50, "ms")
    yield Figure("card to pin edge p50, touchscreen animating", p50([one.motor_ms for one in beside]), None, "ms")
    yield Figure("card to pin edge p99, no touchscreen", p99([one.motor_ms for one in alone]), None, "ms")
    yield Figure("card to pin edge p50, no touchscreen", p50([one.motor_ms for one in alone]), None, "ms")
    yield Figure("tag in hand to release p99, touchscreen animating", p99([one.release_ms for one in beside]), None, "ms")
    yield Figure("cards of which nothing came", missed, 0)
    yield Figure("edges before their row was on disk", early, 0)


def _visits(front: Front, numbers: "count[int]", visits: int) -> list[Times]:
    times = [front.visit(next(numbers)) for _ in range(visits + WARM_UP)]
    return [one for one in times[WARM_UP:] if one]
