"""The shell around the lane: on disk first, then done; whatever fails, nothing is opened for a grant that is not written."""

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.counter.clock import VirtualClock
from kiosk.counter.counter import Counter
from kiosk.database.store import Session
from kiosk.errors import DatabaseUnusable
from kiosk.hardware.simulated import Door
from kiosk.lane.events import CardPresented, Event, TagTaken
from kiosk.lane.notices import Notice
from kiosk.lane.state import Lane
from kiosk.lane.view import LaneView, Rest, Welcome
from kiosk.lane.words import Direction, Sex
from kiosk.wiring.counter import counter_of, house_of, open_store
from kiosk.wiring.devices import simulated_devices
from tests.club import LI, UNKNOWN, WANG, ask_database, at, make_club

BEGAN = datetime.fromisoformat(at("18:20:00"))


@dataclass
class Seen:
    """An audience and a voice that remember."""

    views: list[LaneView] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    def show(self, view: LaneView) -> None:
        self.views.append(view)

    def tell(self, notice: Notice) -> None:
        self.notices.append(notice)

    def start(self) -> None:
        self.heard.append("started")

    def chime(self, sound: str) -> None:
        self.heard.append(sound)

    def say(self, phrase: str, language: str, values: dict[str, str]) -> None:
        self.heard.append(f"{phrase}/{language}/{values.get('name')}")

    def stop(self) -> None:
        self.heard.append("stopped")


class Bench:
    """A counter that is handed one event after the other."""

    def __init__(self, folder: Path) -> None:
        self.home = make_club(folder)
        settings, plans = self.home.settings(), self.home.plans()
        self.store = open_store(self.home, settings, plans)
        self.clock = VirtualClock(BEGAN)
        self.door = Door(self.clock.now)
        self.seen = Seen()
        devices, readers = simulated_devices(self.door)
        self.counter: Counter = counter_of(self.store, self.clock, house_of(settings, plans, readers), devices, self.seen, self.seen)
        self.counter.start()
        self.counter.drain()

    def tap(self, uid: str) -> None:
        self.counter.handle(CardPresented(self.clock.now(), "entry", uid))

    def wait(self, seconds: float) -> None:
        self.clock.move_to(self.clock.now() + timedelta(seconds=seconds))


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = Bench(tmp_path)
    yield bench
    bench.store.close()


def break_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    def write(_: Session, change: Callable[..., Any]) -> None:
        del change
        raise DatabaseUnusable("no room is left on the disk")

    monkeypatch.setattr(Session, "write", write)


def test_the_grant_is_on_disk_before_the_tag_drops(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    on_disk = []
    give = Door.give

    def watched(door: Door, pool: Sex) -> None:
        on_disk.extend(ask_database(bench.home, "SELECT stage, tag FROM visits"))
        give(door, pool)

    monkeypatch.setattr(Door, "give", watched)
    bench.tap(LI)
    assert on_disk == [("granted", "F-001")]


def test_what_cannot_be_written_is_not_done_and_ends_the_counter(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    before = bench.counter.lane
    break_writing(monkeypatch)
    with pytest.raises(DatabaseUnusable, match="no room"):
        bench.tap(LI)
    assert (bench.door.trays, bench.door.releases) == (set(), 0)
    assert bench.counter.lane == before == Lane()
    assert bench.counter.reminders.next_at() is None
    assert bench.seen.heard == ["started"]
    assert bench.seen.views[-1].face == Rest()


def test_a_hand_opens_the_arm_while_the_database_is_busy_and_is_written_down_after(bench: Bench) -> None:
    bench.tap(LI)
    bench.counter.drain()
    go_on = threading.Event()

    def hold() -> None:
        go_on.wait(10)

    bench.counter.store.submit(hold)
    bench.door.take_tag(Sex.FEMALE)
    counter = threading.Thread(target=bench.counter.drain)
    counter.start()
    while not bench.door.releases and counter.is_alive():
        counter.join(0.001)
    assert ask_database(bench.home, "SELECT stage FROM visits") == [("granted",)]
    go_on.set()
    counter.join(10)
    assert bench.door.releases == 1
    assert ask_database(bench.home, "SELECT stage FROM visits") == [("tag_given",)]


def test_the_arm_stays_shut_when_the_fall_of_the_tag_cannot_be_written(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.tap(LI)
    break_writing(monkeypatch)
    bench.door.take_tag(Sex.FEMALE)
    with pytest.raises(DatabaseUnusable):
        bench.counter.drain()
    assert bench.door.releases == 0
    assert not bench.door.walk(Direction.ENTRY)


def test_everything_that_was_decided_is_done_shown_and_heard(bench: Bench) -> None:
    bench.tap(LI)
    assert bench.door.trays == {Sex.FEMALE}
    assert isinstance(bench.seen.views[-1].face, Welcome)
    assert bench.seen.heard == ["started", "yes", "welcome/zh/李晓岚"]
    assert bench.counter.reminders.next_at() == BEGAN + timedelta(seconds=15)


def test_a_view_is_shown_when_it_changes_and_not_otherwise(bench: Bench) -> None:
    shown = len(bench.seen.views)
    bench.tap(LI)
    bench.wait(1)
    bench.tap(LI)
    bench.tap(LI)
    assert len(bench.seen.views) == shown + 1


def test_a_timer_that_was_due_comes_before_a_later_event_that_waits_in_the_inbox(bench: Bench) -> None:
    bench.tap(LI)
    bench.wait(15)
    bench.counter.emit(CardPresented(bench.clock.now(), "entry", WANG))
    bench.counter.drain()
    assert ask_database(bench.home, "SELECT stage, annulled FROM visits") == [("annulled", "tag_not_taken"), ("granted", None)]


def test_an_event_that_came_in_time_counts_even_when_it_is_taken_up_late(bench: Bench) -> None:
    bench.tap(LI)
    bench.wait(14)
    taken = TagTaken(bench.clock.now(), Sex.FEMALE)
    bench.wait(10)
    bench.counter.emit(taken)
    bench.counter.drain()
    assert ask_database(bench.home, "SELECT stage FROM visits") == [("tag_given",)]


def test_events_and_jobs_from_many_threads_are_all_handled_by_one(bench: Bench) -> None:
    handled: list[tuple[Event | None, int]] = []
    bench.counter.watchers = (lambda event, _: handled.append((event, threading.get_ident())),)
    runner = threading.Thread(target=bench.counter.run)
    runner.start()

    def pour(number: int) -> None:
        for each in range(20):
            bench.counter.emit(CardPresented(BEGAN, "entry", f"04DD{number:02X}{each:04X}"))
            bench.counter.submit(lambda: handled.append((None, threading.get_ident())))

    pouring = [threading.Thread(target=pour, args=(number,)) for number in range(4)]
    for thread in pouring:
        thread.start()
    for thread in pouring:
        thread.join(10)
    bench.counter.quit()
    runner.join(10)
    assert len(handled) == 160
    assert {ident for _, ident in handled} == {runner.ident}


def test_no_name_and_no_card_is_logged(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    bench.tap(LI)
    bench.wait(5)
    bench.tap(UNKNOWN)
    assert "notice code=card_refused" in caplog.text
    assert not any(secret in caplog.text for secret in ("李晓岚", "A1001", LI, UNKNOWN))


def test_stopping_leaves_the_door_locked_and_silent(bench: Bench) -> None:
    bench.tap(LI)
    bench.door.take_tag(Sex.FEMALE)
    bench.counter.drain()
    assert bench.door.free_until
    bench.counter.stop()
    assert (bench.door.free_until, bench.seen.heard[-1]) == ({}, "stopped")
