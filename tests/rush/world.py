"""A rush at a door whose counter may be killed at any time: people, their pace, and what they saw."""

import heapq
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from random import Random
from typing import Any

from kiosk.lane.state import Step
from kiosk.lane.words import Direction, Sex
from tests.club import PIN, ask_database
from tests.rush.club import LEAD, MEMBERS, STAFF, STRANGERS, WALK_S
from tests.rush.counter_on_wire import CounterOnWire, Line
from tests.rush.door import Door
from tests.screen_client import ScreenClient

PACE_S = 0.01  # people in a test are quick
PATIENCE_S = 1.5
FREE_S = WALK_S / 2  # the arm locks again before the lane gives up, whatever the machine's load
FEW_TAGS = 3
NEVER = float("inf")
_STACK = "SELECT tag FROM tags WHERE pool = ? AND place = 'stack' ORDER BY position"


@dataclass
class World:
    """Everybody at the door, and whoever starts the counter again when it is gone.

    :param taps: how many cards are held to the reader, or more until ``enough`` says so.
    :param line: how many stand before it at once.
    :param between_kills_s: how long a counter lives on average; none is to the end.
    """

    counter: CounterOnWire
    chance: Random
    taps: int
    line: int = 3
    between_kills_s: float | None = None
    enough: Callable[[], bool] = lambda: True
    door: Door = field(init=False)
    walks: list[int] = field(default_factory=list)  # visits whose person went in
    released: list[int] = field(default_factory=list)
    unsure: list[dict[str, str]] = field(default_factory=list)  # what was done while nobody is known to have seen it
    kills: int = 0
    tapped: int = 0
    waits_s: list[float] = field(default_factory=list)  # from each card, at a counter that had started, to what was decided on it

    def __post_init__(self) -> None:
        self.door = Door({pool: self._stack(pool) for pool in Sex})
        self._tags: dict[str, str] = {}  # in whose hand
        self._visits: dict[int, str] = {}  # whose they are
        self._waiting: dict[str, float] = {}  # who waits for something, and since when
        self._leaving: list[str] = []
        self._free_until: dict[str, float] = {}
        self._acts: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = count()
        self._told: list[tuple[float, dict[str, str]]] = []

    def play(self) -> None:
        """Play until everybody who tapped is in or was sent away and every tag in a hand came back."""
        self._start()
        self._after(0, self._next_tap)
        while not self._over or self._waiting or self._tags or self._acts:
            self._let_pass()
            self._lose_patience()
        self.between_kills_s, self._dies_at = None, NEVER
        ends = time.monotonic() + 2 * WALK_S  # every timer of the lane runs out
        while time.monotonic() < ends or not self._heard or self._told:  # and it has seen everything that was done
            self._let_pass()
        self.counter.stop()

    # the counter

    def _start(self) -> None:
        self.counter.start(set(self.door.trays))
        self._acted: Any = None
        self._heard, self._dies_at = False, NEVER
        if self.between_kills_s and self.chance.random() < 0.2:
            self._dies_at = time.monotonic() + self.chance.uniform(0, 1)

    def _kill(self) -> None:
        self.kills += 1
        for line in self.counter.kill():
            self._hear(line)
        self.unsure += [line for _, line in self._told]
        self._told.clear()
        self._start()

    def _let_pass(self) -> None:
        """Until somebody wants to act or the counter says something."""
        due = min(self._acts[0][0] if self._acts else NEVER, self._dies_at)
        for line in self.counter.hear(min(0.05, max(0.0001, due - time.monotonic()))):
            self._hear(line)
        while self._acts and self._acts[0][0] <= time.monotonic():
            heapq.heappop(self._acts)[2]()
        if time.monotonic() >= self._dies_at:
            self._kill()

    def _hear(self, line: Line) -> None:
        match line:
            case {"give": pool}:
                if self.door.give(Sex(pool)) and self.counter.lives:
                    self.counter.tell(fell=pool)
            case {"release": direction, "at_s": at_s}:
                self.door.releases[Direction(direction)] += 1
                self._free_until[direction] = at_s + FREE_S
                if direction == Direction.EXIT and self._leaving:
                    self._after(self._pace(), partial(self._walk_out, self._leaving.pop(0)))
            case _:
                self._see(line)

    def _see(self, report: Line) -> None:
        """What the screen tells those who wait."""
        if self.between_kills_s and not self._heard:
            self._dies_at = min(self._dies_at, time.monotonic() + self.chance.expovariate(1 / self.between_kills_s))
        if not self._heard:
            self._heard, self._heard_s = True, time.monotonic()
        if report["event"] in ("CardPresented", "TagTaken", "Passed", "TagReturned"):
            told_s, _ = self._told.pop(0)
            self.waits_s += [time.monotonic() - max(told_s, self._heard_s)] if report["event"] == "CardPresented" else []
        self._visits |= dict(report["granted"])
        self.released += [visit for what, direction, visit in report["did"] if (what, direction) == ("release", "entry")]
        ended = [self._visits[visit] for visit in (*report["entered"], *report["annulled"]) if visit in self._visits]
        for uid in (*report["turned_away"], *ended):
            self._waiting.pop(uid, None)
        if report["serving"] and report["serving"] != self._acted:
            self._acted = report["serving"]
            self._turn_of(*report["serving"])

    # the people

    def _next_tap(self) -> None:
        if self._over:
            return
        self._after(self._pace(), self._next_tap)
        if len(self._waiting) >= self.line:
            return
        self._go_home()
        free = [uid for uid in MEMBERS if uid not in self._waiting and uid not in self._tags]
        crowd = free if self.chance.random() < 0.85 else [*MEMBERS, *STAFF * 4, *STRANGERS]
        uid = self.chance.choice([uid for uid in crowd if uid not in self._waiting] or [STRANGERS[0]])
        self.tapped += 1
        self._waiting[uid] = time.monotonic()
        self._tell(tap=uid)

    def _turn_of(self, visit: int, step: str) -> None:
        uid = self._visits.get(visit)
        if uid is None or self.chance.random() < 0.04:
            return  # they do not do what they are asked to
        self._after(self._pace(), partial(self._take, uid) if step == Step.TAG else partial(self._walk, visit))

    def _take(self, uid: str) -> None:
        pool = MEMBERS[uid]
        if pool in self.door.trays and uid not in self._tags:
            self._tags[uid] = self.door.take(pool)
            self._tell(taken=pool.value)

    def _walk(self, visit: int) -> None:
        uid = self._visits[visit]
        if uid in MEMBERS and uid not in self._tags:
            return  # they have lost patience, and given the tag back
        if self._acted == [visit, Step.WALK] and self._free_until.pop("entry", 0) > time.monotonic():
            self.walks.append(visit)
            self._tell(passed="entry")

    def _go_home(self) -> None:
        """Somebody leaves; everybody does when tags run out, and the lead fills them up."""
        low = min(map(len, self.door.stacks.values())) < FEW_TAGS
        staying = [uid for uid in self._tags if uid not in self._waiting]
        for uid in staying if low or self._over else staying[: self.chance.random() < 0.4]:
            self._leaving.append(uid)
            self._waiting[uid] = time.monotonic()
            tag = self._tags.pop(uid)
            self.door.put_in_slot(tag)
            self._tell(returned=tag)
        if low and self.door.slot:
            self._put_back()

    def _walk_out(self, uid: str) -> None:
        self._waiting.pop(uid, None)
        if self._free_until.pop("exit", 0) > time.monotonic():
            self._tell(passed="exit")

    def _lose_patience(self) -> None:
        """Who sees nothing happen goes to the desk."""
        for uid, since in list(self._waiting.items()):
            if since + PATIENCE_S < time.monotonic():
                del self._waiting[uid]
                self._leaving = [other for other in self._leaving if other != uid]
        if self._over:
            self._go_home()

    def _put_back(self) -> None:
        for pool in Sex:
            try:
                with ScreenClient(self.counter.home.socket, timeout_s=20) as screen:
                    done = screen.sign_in(LEAD, PIN).ok and screen.ask("put_tags_back", pool=pool.value).ok
            except (OSError, EOFError):
                continue
            if done:
                self.door.refill([tag for tag in self._stack(pool) if tag in self.door.slot])

    @property
    def _over(self) -> bool:
        return self.tapped >= self.taps and self.enough()

    # the means

    def _tell(self, **line: str) -> None:
        self._told.append((time.monotonic(), line))
        self.counter.tell(**line)

    def _after(self, seconds: float, then: Callable[[], None]) -> None:
        heapq.heappush(self._acts, (time.monotonic() + seconds, next(self._numbers), then))

    def _pace(self) -> float:
        return self.chance.expovariate(1 / PACE_S)

    def _stack(self, pool: Sex) -> list[str]:
        return [str(tag) for (tag,) in ask_database(self.counter.home, _STACK, pool.value)]
