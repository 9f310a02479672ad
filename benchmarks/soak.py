"""A tap a second through the real middleware: none is missed, none counts twice. ``make soak``; ``--minutes`` for longer or shorter."""

import time
from collections.abc import Iterator

from benchmarks.figure import Figure, p99
from benchmarks.front import front_of
from benchmarks.processes import resident_mb

MEMBERS = 5_000
REGULARS = 500
A_MINUTE = 60
MINUTES = 10.0
SOON = 20  # taps until the counter's memory has its usual size


def measure(minutes: float = MINUTES) -> Iterator[Figure]:
    """Let members in, a tap a second."""
    motor_ms: list[float] = []
    with front_of(MEMBERS) as front:
        pid, began_s = front.door.process.pid, time.monotonic()
        for number in range(round(minutes * A_MINUTE)):
            time.sleep(max(0.0, began_s + number * 60 / A_MINUTE - time.monotonic()))
            if times := front.visit(number % REGULARS):
                motor_ms.append(times.motor_ms)
            if number == SOON:
                before_mb = resident_mb(pid)
        took_s, grown_mb = time.monotonic() - began_s, resident_mb(pid) - before_mb
        missed, doubled = front.missed, front.doubled()
    yield Figure(f"{front.taps} taps in {took_s / 60:.1f} minutes: missed or doubled", missed + doubled, 0)
    yield Figure("card to pin edge p99 meanwhile", p99(motor_ms), None, "ms")
    yield Figure("the counter's memory grew meanwhile by", grown_mb, None, "MB")
