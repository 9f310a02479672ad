"""No unit test is slow: each may take a second of its own time, but for those marked ``slow``.

A test has taken its own second when all of these are over one second, from the start of its set-up to its end:

- the time that passed, and
- either the processor time of this process and of the programs that it has waited for, or the time for which one core was idle.

So a busy machine lets no test fail: it makes a test longer, but gives it no more processor time, and leaves no core idle while something
waits for one. The time for which a core waited for a disk, or for the host of a virtual machine, is taken off the idle time. A test that
works for more than a second fails on any machine. One that sleeps fails where a core is idle meanwhile; on a busy machine it gets away.

A processor that is shared works at half its speed, so whatever needs more than half a second on a quiet machine is made faster or marked.
"""

import os
import resource
import sys
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import pytest

LIMIT_S = 1.0
TIME_OUT_S = 10
SLOW_TIME_OUT_S = 120
NO_UNIT_TESTS = ("middleware", "lab")


@dataclass(frozen=True, slots=True)
class Meter:
    """What the clocks say: what has passed, what was worked, for how long each core was idle, and for how long cores were held up."""

    passed_s: float
    worked_s: float
    idle_s: tuple[float, ...]
    held_up_s: float


def read_meter() -> Meter:
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    ticks = os.sysconf("SC_CLK_TCK")
    ours = {f"cpu{number}" for number in os.sched_getaffinity(0)}
    lines = [line.split() for line in Path("/proc/stat").read_text(encoding="ascii").splitlines()]
    cores = [[int(ticked) / ticks for ticked in numbers] for name, *numbers in lines if name in ours]
    return Meter(
        monotonic(),
        sum(one.ru_utime + one.ru_stime for one in used),
        tuple(core[3] for core in cores),
        sum(core[4] + core[7] for core in cores),  # iowait and steal
    )


def free_time_s(begun: Meter, ended: Meter) -> float:
    """How much time passed in which nothing had to wait for a core: whatever took that long took it by itself."""
    idle_s = max((after - before for before, after in zip(begun.idle_s, ended.idle_s, strict=True)), default=0.0)
    return min(ended.passed_s - begun.passed_s, max(0.0, idle_s - (ended.held_up_s - begun.held_up_s)))


def own_time_s(begun: Meter, ended: Meter) -> float:
    """How long it took by itself."""
    return max(free_time_s(begun, ended), min(ended.passed_s - begun.passed_s, ended.worked_s - begun.worked_s))


class TimeLimits:
    """What pytest does about it.

    :param tests: the folder of all tests.
    """

    def __init__(self, tests: Path, limit_s: float = LIMIT_S, read: Callable[[], Meter] = read_meter) -> None:
        self._tests = tests
        self._limit_s = limit_s
        self._read = read
        self._begun: dict[str, Meter] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            if self._is_unit(item) and not item.get_closest_marker("timeout"):
                item.add_marker(pytest.mark.timeout(SLOW_TIME_OUT_S if item.get_closest_marker("slow") else TIME_OUT_S))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        if self._is_unit(item) and not item.get_closest_marker("slow") and not sys.gettrace():  # a traced test takes longer
            self._begun[item.nodeid] = self._read()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        begun = self._begun.pop(item.nodeid, None) if call.when == "call" else None
        if begun and report.passed:
            took_s = own_time_s(begun, self._read())
            if took_s > self._limit_s:
                report.outcome = "failed"
                report.longrepr = f"It took {took_s:.1f} s by itself, and may take {self._limit_s:g} s: make it faster, or mark it slow."
        return report

    def _is_unit(self, item: pytest.Item) -> bool:
        room = item.path.relative_to(self._tests).parts[0] if item.path.is_relative_to(self._tests) else ""
        return room not in NO_UNIT_TESTS
