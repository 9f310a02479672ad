"""How long a tap takes while the desk asks 50 things a second, against nobody asking anything, in turn."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count, cycle
from pathlib import Path
from typing import Any

from benchmarks.club import card_no_of
from benchmarks.figure import Figure, p50, p99
from benchmarks.front import Front, Times, front_of
from tests.club import PIN
from tests.screen_client import ScreenClient

MEMBERS = 5_000
BLOCKS, VISITS = 4, 40
WARM_UP = 3
A_SECOND = 50
CARD = card_no_of(MEMBERS - 1)
ASKED: tuple[dict[str, Any], ...] = (
    {"do": "who_is_inside"},
    {"do": "classes"},
    {"do": "report_lost_card", "card_no": CARD},
    {"do": "announcements"},
    {"do": "who_is_inside"},
    {"do": "found_card", "card_no": CARD},
    {"do": "handover"},
    {"do": "ping"},
    {"do": "let_out", "card_no": CARD},
    {"do": "classes", "day": "2026-11-27"},
)
"""What a busy desk asks; three of ten change something or are refused."""


def measure(visits: int = VISITS) -> Iterator[Figure]:
    """Time both."""
    alone: list[Times] = []
    beside: list[Times] = []
    with front_of(MEMBERS) as front:
        numbers = count()
        asked, took_s = 0, 0.0
        for _ in range(BLOCKS):
            alone += _visits(front, numbers, visits)
            began_s = time.monotonic()
            with busy_desk(front.home.socket) as answers:
                beside += _visits(front, numbers, visits)
            asked, took_s = asked + len(answers), took_s + time.monotonic() - began_s
        missed = front.missed
    for what, times in (("p50", p50), ("p99", p99)):
        ratio = times([one.motor_ms for one in beside]) / times([one.motor_ms for one in alone])
        yield Figure(f"card to pin edge {what} while the desk asks, against idle", ratio, 1.2 if what == "p50" else 1.5, "×")
    yield Figure("card to pin edge p99 while the desk asks", p99([one.motor_ms for one in beside]), 50, "ms")
    yield Figure("card to pin edge p99 idle", p99([one.motor_ms for one in alone]), None, "ms")
    yield Figure("requests a second meanwhile", asked / took_s, None)
    yield Figure("cards of which nothing came", missed, 0)


@contextmanager
def busy_desk(socket: Path) -> Iterator[list[float]]:
    """Ask evenly, ``A_SECOND``, until the end of the block; yields the milliseconds that each answer took, as they come."""
    stopping = threading.Event()
    answers: list[float] = []

    def ask() -> None:
        with ScreenClient(socket) as desk:
            assert desk.sign_in("S01", PIN).ok
            begun_s = time.monotonic()
            for number, request in enumerate(cycle(ASKED)):
                if stopping.wait(max(0.0, begun_s + number / A_SECOND - time.monotonic())):
                    return
                asked_s = time.monotonic()
                desk.send_request(request, key=f"{number} {begun_s}")
                answers.append(1000 * (time.monotonic() - asked_s))

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        yield answers
    finally:
        stopping.set()
        asking.join()


def _visits(front: Front, numbers: "count[int]", visits: int) -> list[Times]:
    times = [front.visit(next(numbers)) for _ in range(visits + WARM_UP)]
    return [one for one in times[WARM_UP:] if one]
