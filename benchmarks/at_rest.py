"""Memory and processor of the counter and of the touchscreen, while nobody comes."""

import time
from collections.abc import Iterator

from benchmarks.figure import Figure
from benchmarks.front import front_of
from benchmarks.processes import resident_mb, share_of_a_core, touchscreen

MEMBERS = 100_000
VISITS = 60
SETTLE_S, WATCHED_S = 20.0, 60.0


def measure(watched_s: float = WATCHED_S) -> Iterator[Figure]:
    """Let some members in, wait until all is quiet, look on."""
    with front_of(MEMBERS) as front, touchscreen(front.home) as screen:
        for number in range(VISITS):
            front.visit(number)
        time.sleep(SETTLE_S)
        counter = front.door.process.pid
        of_counter, of_screen = share_of_a_core((counter, screen), watched_s)
        yield Figure(f"resident memory of the counter, {MEMBERS:,} members", resident_mb(counter), 80, "MB")
        yield Figure("resident memory of the screen", resident_mb(screen), 220, "MB")
    yield Figure("processor at rest, counter, of one core", of_counter, 1, "%")
    yield Figure("processor at rest, screen, of one core", of_screen, 4, "%")
