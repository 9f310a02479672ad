"""A rush as it was written to disk and told to the world, step by step, and what each step promised."""

import json
import threading
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from kiosk.database.journal import entries_after
from kiosk.database.store import one_moment
from kiosk.lane.words import Direction, Sex
from tests.powercut.disk import Disk
from tests.powercut.trace import Heard, Said, Step, UnderStrace, steps_of
from tests.rush.books import Books
from tests.rush.club import QuickHome, make_rush_club
from tests.rush.counter_on_wire import CounterOnWire
from tests.rush.door import Door
from tests.rush.world import World
from tests.screen_client import ScreenClient

DATABASE = frozenset({"kiosk.db", "kiosk.db-wal"})
BESIDE_THE_LANE = ("init", "signed_in", "tags_put_back")
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Order:
    """An order, and how far the journal must be on disk when it is given. ``which`` is a release's visit or the tag that is to drop."""

    step: int
    head: int
    what: str
    of: str
    which: str | int | None


@dataclass(frozen=True)
class Recording:
    """A counter's life.

    :param files: its home before it started, by name.
    :param books: what the tables said then.
    :param journal: all that it wrote, in the end.
    """

    files: dict[str, bytes]
    books: Books
    steps: tuple[Step, ...]
    journal: tuple[Line, ...]
    lines: list[tuple[int, str, Line]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines.extend(_lines(self.steps))

    @cached_property
    def reports(self) -> list[tuple[int, Line]]:
        """After each decision: the step, and what was decided, with the ``head`` of the journal that it led to."""
        by_lane = [0, *(entry["sequence"] for entry in self.journal if self._is_decided(entry))]
        reports, written = [], 0
        for step, side, line in self.lines:
            if side == "said" and "event" in line:
                written += line["wrote"]
                reports.append((step, line | {"head": by_lane[written]}))
        return reports

    @cached_property
    def orders(self) -> list[Order]:
        """Each order to a device, with what the report after it says that it was for."""
        given = [step for step, side, line in self.lines if side == "said" and ("give" in line or "release" in line)]
        did = [(report["head"], each) for _, report in self.reports for each in report["did"]]
        return [Order(step, self._entry_before(head, *each), *each) for step, (head, each) in zip(given, did, strict=True)]

    def _entry_before(self, head: int, what: str, of: str, which: str | int | None) -> int:
        """The entry that must be on disk before this is done: the grant before the way in is opened, else all that was decided with it."""
        if (what, of) != ("release", Direction.ENTRY):
            return head
        return next(int(entry["sequence"]) for entry in self.journal if entry["what"] == "granted" and entry["data"]["visit"] == which)

    @cached_property
    def promises(self) -> list[tuple[int, int, str]]:
        """From each step on: how many journal entries must be on disk, and who could see that they are."""
        promised = [(order.step, order.head, f"{order.what} {order.of} {order.which}") for order in self.orders]
        heads: dict[datetime, int] = {}
        for _, report in self.reports:
            heads.setdefault(datetime.fromisoformat(report["at"]), report["head"])
        put_back = iter([entry["sequence"] for entry in self.journal if entry["what"] == "tags_put_back"])
        for step, side, line in self.lines:
            seen = line.get("lane") or line.get("notice")
            if side == "said" and seen:
                promised.append((step, heads.get(datetime.fromisoformat(seen["at"]), 0), "a screen"))
            elif side == "said" and line.get("ok") and isinstance(line.get("value"), dict) and "tags" in line["value"]:
                promised.append((step, next(put_back), "a reply"))
        return sorted(promised)

    def _is_decided(self, entry: Line) -> bool:
        """Whether it is one of a decision's records. That staff have left before is written beside the record of their next entry."""
        left_before = entry["what"] == "left" and self._end.visits[entry["data"]["visit"]]["staff_no"]
        return not left_before and entry["what"] not in BESIDE_THE_LANE

    def released(self, cut: int) -> set[int]:
        """The visits for which the way in was opened before the cut."""
        opened = (order for order in self.orders if order.step < cut and (order.what, order.of) == ("release", "entry"))
        return {order.which for order in opened if isinstance(order.which, int)}

    def returned(self, cut: int, kept: int) -> set[str]:
        """The tags that came into the slot before the cut, and of which nothing is written in what was kept."""
        heads = iter([report["head"] for _, report in self.reports if report["event"] == "TagReturned"])
        heard = [(step, line["returned"], next(heads)) for step, side, line in self.lines if side == "heard" and "returned" in line]
        return {tag for step, tag, head in heard if step < cut and head > kept}

    def disk(self) -> Disk:
        """The disk as it was at the start."""
        return Disk(self.files, DATABASE)

    def door_at(self, cut: int) -> Door:
        """Where the tags lay when the power went."""
        door = Door({pool: self._stack(pool) for pool in Sex})
        moved = list(self._end.moved.values())
        for step, side, line in self.lines:
            if step >= cut:
                break
            match side, line:
                case "said", {"give": pool}:
                    door.give(Sex(pool))
                case "said", {"release": direction}:
                    door.releases[Direction(direction)] += 1
                case "said", {"ok": True, "value": {"tags": _}}:
                    door.refill(moved.pop(0))
                case "heard", {"taken": pool}:
                    door.take(Sex(pool))
                case "heard", {"returned": tag}:
                    door.put_in_slot(tag)
                case _:
                    pass
        return door

    def time_at(self, cut: int) -> datetime:
        """The time of the last decision before."""
        begun = self.reports[0][1]["at"]
        return datetime.fromisoformat(max((report["at"] for step, report in self.reports if step < cut), default=begun))

    @cached_property
    def _end(self) -> Books:
        books = self.books.copy()
        for entry in self.journal:
            books.write(entry)
        return books

    def _stack(self, pool: Sex) -> list[str]:
        tags = [(tag["position"], name) for name, tag in self.books.tags.items() if (tag["pool"], tag["place"]) == (pool, "stack")]
        return [name for _, name in sorted(tags)]


def record(folder: Path, seed: int, taps: int, options: tuple[str, ...] = (), line: int = 3) -> Recording:
    """Let a rush of so many taps happen under strace.

    :param options: more arguments of ``tests.rush.wired_counter``.
    :param line: how many stand before the reader at once.
    """
    home, trace = make_rush_club(folder), folder / "trace"
    files = {file.name: file.read_bytes() for file in home.path.iterdir()}
    with one_moment(home.database_file) as db:
        books, before = Books.read(db), len(list(entries_after(db, 0)))
    onlooker = threading.Thread(target=_look_on, args=(home,), daemon=True)
    onlooker.start()
    World(CounterOnWire(home, options, UnderStrace(trace)), Random(seed), taps, line).play()
    onlooker.join(20)
    _await_end(trace)
    with one_moment(home.database_file) as db:
        journal = tuple(entries_after(db, 0))
    assert len(journal) > before
    return Recording(files, books, tuple(steps_of(trace, home.path)), journal)


def _look_on(home: QuickHome) -> None:
    """A screen that is shown everything."""
    ends = time.monotonic() + 20
    while time.monotonic() < ends:
        with suppress(OSError), ScreenClient(home.socket, timeout_s=60) as screen:
            return screen.read_to_the_end()
        time.sleep(0.01)
    return None


def _await_end(trace: Path) -> None:
    """strace is nobody's child: it is done when the last process has exited."""
    ends = time.monotonic() + 20
    while not trace.read_text(encoding="ascii").rstrip().endswith("+++ exited with 0 +++"):
        assert time.monotonic() < ends, "strace does not end"
        time.sleep(0.05)


def _lines(steps: tuple[Step, ...]) -> list[tuple[int, str, Line]]:
    """The lines of JSON that were said and heard; a line that came in pieces counts from its last."""
    lines, halves = [], defaultdict[tuple[str, int], str](str)
    for number, step in enumerate(steps):
        if isinstance(step, Said | Heard):
            side = "said" if isinstance(step, Said) else "heard"
            *whole, halves[side, step.descriptor] = (halves[side, step.descriptor] + step.text).split("\n")
            lines += [(number, side, json.loads(line)) for line in whole]
    return lines
