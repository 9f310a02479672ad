"""From records to rows: each has its word in the journal, and an admitted tap costs what it must and no more."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import get_args

import pytest
from sqlite_utils import Database

from kiosk.counter import recording
from kiosk.counter.clock import VirtualClock
from kiosk.counter.counter import Counter
from kiosk.database.people import holder
from kiosk.database.store import Store
from kiosk.hardware.simulated import Door
from kiosk.lane.events import CardPresented, Passed, TagReturned, TagTaken
from kiosk.lane.records import Granted, Record
from kiosk.lane.words import Direction, Sex
from kiosk.wiring.counter import counter_of, house_of, open_store
from kiosk.wiring.devices import simulated_devices
from tests.club import LI, UNKNOWN, at, make_club

NOW = datetime.fromisoformat(at("18:20:00"))


class Counted:
    """A counter whose SQL is listened to."""

    def __init__(self, folder: Path) -> None:
        home = make_club(folder)
        settings, plans = home.settings(), home.plans()
        self.store: Store = open_store(home, settings, plans)
        door = Door(lambda: NOW)
        devices, readers = simulated_devices(door)
        self.counter: Counter = counter_of(self.store, VirtualClock(NOW), house_of(settings, plans, readers), devices)
        self.counter.start()
        self.counter.drain()
        self._heard: list[str] = []
        self.store.read(lambda db: db.conn.set_trace_callback(self._heard.append))

    def statements(self, event: CardPresented | TagTaken | Passed | TagReturned) -> list[str]:
        """The first words of the SQL that this event led to, triggers' left out."""
        self._heard.clear()
        self.counter.handle(event)
        return [" ".join(sql.split()[:1]) for sql in self._heard if not sql.startswith("--")]


@pytest.fixture
def counted(tmp_path: Path) -> Iterator[Counted]:
    counted = Counted(tmp_path)
    yield counted
    counted.store.close()


def test_an_admitted_tap_is_one_question_and_one_commit(counted: Counted) -> None:
    tap = counted.statements(CardPresented(NOW, "entry", LI))
    assert tap == ["SELECT", "BEGIN", "INSERT", "UPDATE", "INSERT", "COMMIT"]


def test_a_refused_tap_is_one_question_and_one_entry(counted: Counted) -> None:
    assert counted.statements(CardPresented(NOW, "entry", UNKNOWN)) == ["SELECT", "BEGIN", "INSERT", "COMMIT"]


def test_every_later_stage_is_one_commit(counted: Counted) -> None:
    counted.statements(CardPresented(NOW, "entry", LI))
    for event in (TagTaken(NOW, Sex.FEMALE), Passed(NOW, Direction.ENTRY), TagReturned(NOW, "F-001")):
        statements = counted.statements(event)
        assert statements.count("COMMIT") == statements.count("BEGIN") == 1
        assert statements.count("SELECT") <= 2
        assert len(statements) <= 10


def test_a_card_that_is_held_on_for_long_writes_nothing(counted: Counted) -> None:
    counted.statements(CardPresented(NOW, "entry", LI))
    assert counted.statements(CardPresented(NOW, "entry", LI)) == ["SELECT"]


def test_every_record_has_a_word_of_its_own() -> None:
    words = recording._WORDS
    assert set(words) == set(get_args(Record)) - {Granted}
    assert len({"granted", *words.values()}) == len(words) + 1


def test_the_tap_uses_its_indexes(counted: Counted) -> None:
    def plan(db: Database) -> list[str]:
        heard: list[str] = []
        db.conn.set_trace_callback(heard.append)
        holder(db, LI)
        db.conn.set_trace_callback(None)
        return [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {heard[0]}")]

    assert [step for step in counted.store.read(plan) if step.startswith("SCAN") and "CONSTANT" not in step] == []
