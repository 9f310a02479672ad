"""Many cuts of one recording, spread over the processor's cores."""

import os
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random

from tests.powercut.judging import Judge, Verdict
from tests.powercut.recording import Recording
from tests.rush.club import QuickHome

MEMORY = Path("/dev/shm")


def cut(recording: Recording, seeds: Sequence[int]) -> list[Verdict]:
    """Cut the power once for each seed, at a step of its own."""
    cores = os.cpu_count() or 1
    ordered = sorted(seeds, key=lambda seed: _step(recording, seed))
    size = -(-len(ordered) // cores)
    shares = [ordered[start : start + size] for start in range(0, len(ordered), size)]
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        return [verdict for verdicts in pool.map(_cut_share, [recording] * len(shares), shares) for verdict in verdicts]


def _cut_share(recording: Recording, seeds: Sequence[int]) -> list[Verdict]:
    """In the order of the steps, so that the disk is followed once."""
    verdicts, disk, done = [], recording.disk(), 0
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        judge = Judge(QuickHome(Path(folder)), recording)
        for seed in seeds:
            step = _step(recording, seed)
            for each in recording.steps[done:step]:
                disk.follow(each)
            done, chance = step, Random(f"tear {seed}")
            verdicts.append(judge.judge(step, seed, disk.left(chance), chance))
    return verdicts


def _step(recording: Recording, seed: int) -> int:
    return Random(f"step {seed}").randint(0, len(recording.steps))
