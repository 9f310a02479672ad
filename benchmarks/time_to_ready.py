"""Seconds from the start of Python until a counter with 5,000 members takes the first tap. Run: python -m benchmarks.time_to_ready"""

import statistics
import tempfile
from pathlib import Path

from tests.counter_process import CounterProcess
from tests.test_time_to_ready import club_of_thousands

ROUNDS = 10

with tempfile.TemporaryDirectory(prefix="k-") as folder:
    home = club_of_thousands(Path(folder))
    seconds = []
    for _ in range(ROUNDS):
        with CounterProcess(home) as counter:
            seconds.append(counter.ready_s)
print(f"ready after {statistics.median(seconds):.2f} s (median), {max(seconds):.2f} s (slowest of {ROUNDS})")
