"""Seconds a member at half past six, against the sum of their own times. Run: python -m benchmarks.rush

People walk in virtual time; what the counter and its disk take for them is real, and added as if nobody had moved meanwhile.
"""

import random
import statistics
import tempfile
import time
from pathlib import Path

from tests.member_queue import Pace, club_of, queue_at

MEMBERS = 30
ROUNDS = 5

ratios, computed_s = [], []
for seed in range(ROUNDS):
    chance = random.Random(seed)
    paces = [Pace(chance.uniform(0.5, 2.0), chance.uniform(0.8, 4.0), chance.uniform(1.2, 4.0)) for _ in range(MEMBERS)]
    with tempfile.TemporaryDirectory(prefix="k-") as folder:
        home, people = club_of(Path(folder), MEMBERS)
        queue = queue_at(home, people, paces)
        began_s = time.perf_counter()
        queue.pass_through()
        computed_s.append(time.perf_counter() - began_s)
        queue.stage.close()
    assert queue.entered == [card_no for card_no, _, _ in queue.members]
    took_s = queue.took_s + computed_s[-1]
    ratios.append(took_s / queue.own_s)
    print(f"queue {seed + 1}: {took_s / MEMBERS:.2f} s a member, their own times {queue.own_s / MEMBERS:.2f} s, ratio {ratios[-1]:.3f}")
of_software_ms = 1000 * statistics.median(computed_s) / MEMBERS
print(f"ratio at most {max(ratios):.3f}, of which the counter and its disk are {of_software_ms:.1f} ms a member")
