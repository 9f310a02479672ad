"""Who is inside, in one command and one request, and how those are accounted for who walk out during an alarm."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.counter.clock import VirtualClock
from kiosk.desk.asked import Caller
from kiosk.desk.door.requests import ReportLostCard, WhoIsInside
from kiosk.desk.figures.requests import Handover
from kiosk.desk.outcome import Outcome
from kiosk.lane.notices import Notice, NoticeCode
from kiosk.lane.view import Alarm, Face, LaneView, Rest
from kiosk.lane.words import Direction
from kiosk.simulator.stage import Stage
from tests.club import CLEANER, LI, PIN, WANG, ZHAO, ask_database, at, journal_of, make_club
from tests.command_line import kiosk
from tests.live_counter import LiveCounter


@dataclass
class Desk:
    """What the screens are shown and the desk is told."""

    views: list[LaneView] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def show(self, view: LaneView) -> None:
        self.views.append(view)

    def tell(self, notice: Notice) -> None:
        self.notices.append(notice)

    def face(self) -> Face:
        return self.views[-1].face

    def told(self) -> list[NoticeCode]:
        return [notice.code for notice in self.notices]


class Evening:
    """The small club at twenty past six, in virtual time."""

    def __init__(self, folder: Path) -> None:
        self.home = make_club(folder)
        self.desk = Desk()
        self.clock = VirtualClock(datetime.fromisoformat(at("18:20:00")))
        self.stage = Stage(self.home, self.home.settings(), self.home.plans(), self.clock, lambda *_: None, audience=self.desk)

    def come_in(self, *uids: str) -> None:
        for uid in uids:
            self.stage.do("tap", {"tap": uid})
            self.wait(10)

    def wait(self, seconds: float) -> None:
        self.stage.let_pass(self.clock.now() + timedelta(seconds=seconds))

    def alarm(self, on: bool, line: str = "fire_alarm") -> None:
        self.stage.do("input", {"input": line, "on": on})

    def ask(self, request: object, staff_no: str | None = None) -> Outcome:
        return self.stage.desk.answer(Caller(staff_no), request)

    def walk(self, direction: Direction, people: int = 1) -> None:
        for _ in range(people):
            assert self.stage.door.walk(direction)
            self.stage.counter.drain()

    def entries(self, what: str) -> list[dict[str, object]]:
        return [data for word, data in journal_of(self.home) if word == what]


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[Evening]:
    evening = Evening(tmp_path)
    yield evening
    evening.stage.close()


def test_inside_tells_names_tags_and_times_of_members_and_staff_beside_a_counter_that_runs(evening: Evening) -> None:
    evening.come_in(LI, CLEANER)
    told = kiosk("inside", "--json", "--home", evening.home.path)
    assert told.code == 0
    assert told.json == [
        {"name": "李晓岚", "card_no": "A1001", "tag": "F-001", "since": at("18:20:03"), "kind": "member"},
        {"name": "保洁", "card_no": None, "tag": None, "since": at("18:20:12"), "kind": "staff"},
    ]


def test_inside_can_be_read_out_at_the_assembly_point_though_no_counter_runs(evening: Evening) -> None:
    evening.come_in(LI)
    evening.stage.close()
    lines = kiosk("inside", "--home", evening.home.path).out.splitlines()
    assert lines[0].split() == ["李晓岚", "F-001", "11-25", "18:20", "A1001"]
    assert lines[1] == "在场 Inside: 1"


def test_nobody_is_inside_before_the_first(evening: Evening) -> None:
    assert kiosk("inside", "--json", "--home", evening.home.path).json == []
    assert kiosk("inside", "--home", evening.home.path).out == "在场 Inside: 0\n"


def test_who_is_inside_is_one_request_of_the_screen_while_the_alarm_is_on(tmp_path: Path) -> None:
    with LiveCounter(tmp_path) as live, live.screen() as screen:
        assert screen.ask("who_is_inside").error == "sign_in"
        screen.simulate(input="fire_alarm", on=True)
        assert screen.face(Alarm).fire
        assert screen.ask("who_is_inside").value == []
        screen.simulate(input="fire_alarm", on=False)
        assert screen.ask("who_is_inside").error == "sign_in"
        assert screen.sign_in("S01", PIN).ok
        assert screen.ask("who_is_inside").value == []


@pytest.mark.parametrize("line", ["fire_alarm", "emergency"])
def test_nobody_needs_a_pin_to_see_who_is_inside_until_the_last_alarm_line_is_off(evening: Evening, line: str) -> None:
    evening.come_in(LI)
    assert evening.ask(WhoIsInside()).error == "sign_in"
    evening.alarm(True, line)
    assert [(person["name"], person["tag"]) for person in evening.ask(WhoIsInside()).value] == [("李晓岚", "F-001")]
    evening.alarm(True, "fire_alarm" if line == "emergency" else "emergency")
    evening.alarm(False, line)
    assert len(evening.ask(WhoIsInside()).value) == 1
    evening.alarm(False, "fire_alarm" if line == "emergency" else "emergency")
    assert evening.ask(WhoIsInside()).error == "sign_in"


def test_an_alarm_opens_nothing_but_who_is_inside(evening: Evening) -> None:
    evening.alarm(True)
    assert evening.ask(Handover()).error == "sign_in"


def test_card_numbers_are_told_only_to_who_signed_in(evening: Evening) -> None:
    evening.come_in(LI)
    evening.alarm(True)
    told = [evening.ask(WhoIsInside(), who).value[0]["card_no"] for who in (None, "S01")]
    assert told == [None, "A1001"]


def test_the_journal_tells_once_in_each_alarm_that_the_list_was_opened_without_a_pin(evening: Evening) -> None:
    evening.come_in(LI, CLEANER)
    for lines in ((True, False), (True, False)):
        for on in lines:
            evening.alarm(on)
            if on:
                evening.ask(WhoIsInside(), "S01")
                evening.ask(WhoIsInside())
                evening.ask(WhoIsInside())
    assert evening.entries("inside_seen_in_alarm") == [{"people": 2}, {"people": 2}]


def test_the_list_is_shown_in_an_alarm_though_the_disk_takes_no_note(evening: Evening, caplog: pytest.LogCaptureFixture) -> None:
    evening.come_in(LI)
    evening.alarm(True)
    evening.stage.store.read(lambda db: db.execute("PRAGMA query_only = ON"))
    assert [len(evening.ask(WhoIsInside()).value) for _ in range(2)] == [1, 1]
    assert [record.message.partition(" ")[0] for record in caplog.records] == ["inside_seen_not_noted"]
    evening.stage.store.read(lambda db: db.execute("PRAGMA query_only = OFF"))


def test_both_ways_are_free_during_an_alarm_and_every_passage_is_counted_until_it_ends(evening: Evening) -> None:
    evening.come_in(LI, WANG, ZHAO)
    evening.alarm(True)
    assert evening.desk.face() == Alarm(fire=True)
    evening.walk(Direction.EXIT, 3)
    evening.walk(Direction.ENTRY, 2)  # the fire brigade
    evening.alarm(False)
    assert evening.entries("alarm_over") == [{"walked_in": 2, "walked_out": 3}]
    assert evening.desk.notices[-1].code is NoticeCode.COUNT_HEADS
    assert dict(evening.desk.notices[-1].values) == {"walked_in": "2", "walked_out": "3"}
    assert evening.desk.face() == Rest()


def test_who_walked_out_unseen_is_inside_until_the_tag_is_back(evening: Evening) -> None:
    evening.come_in(LI, WANG)
    evening.alarm(True)
    evening.walk(Direction.EXIT, 2)
    assert len(kiosk("inside", "--json", "--home", evening.home.path).json) == 2
    evening.stage.do("return", {"return": "F-001"})
    evening.alarm(False)
    assert [person["name"] for person in kiosk("inside", "--json", "--home", evening.home.path).json] == ["王一鸣"]


def test_an_alarm_in_which_nobody_walked_asks_nobody_to_count(evening: Evening) -> None:
    evening.alarm(True)
    evening.alarm(False)
    assert evening.entries("alarm_over") == [{"walked_in": 0, "walked_out": 0}]
    assert evening.desk.told() == [NoticeCode.ALARM, NoticeCode.ALARM_OVER]


def test_the_second_of_two_alarm_lines_ends_the_count(evening: Evening) -> None:
    evening.alarm(True)
    evening.alarm(True, "emergency")
    evening.walk(Direction.EXIT)
    evening.alarm(False)
    evening.walk(Direction.EXIT)
    assert evening.entries("alarm_over") == []
    evening.alarm(False, "emergency")
    assert evening.entries("alarm_over") == [{"walked_in": 0, "walked_out": 2}]


def test_a_power_cut_in_the_middle_of_an_alarm_loses_no_count_and_the_next_alarm_begins_anew(evening: Evening) -> None:
    evening.alarm(True)
    evening.walk(Direction.EXIT, 2)
    evening.stage.do("power_cut", {})
    evening.walk(Direction.EXIT)
    evening.alarm(False)
    evening.stage.door.slip_through(Direction.EXIT)
    evening.stage.counter.drain()
    evening.alarm(True)
    evening.walk(Direction.EXIT)
    evening.alarm(False)
    assert [entry["walked_out"] for entry in evening.entries("alarm_over")] == [3, 1]


def test_the_count_asks_two_short_indexes(evening: Evening) -> None:
    plan = ask_database(evening.home, "EXPLAIN QUERY PLAN SELECT max(sequence) FROM journal WHERE what = 'alarm_over'") + ask_database(
        evening.home, "EXPLAIN QUERY PLAN SELECT count(*) FROM journal WHERE what = 'walked_through' AND sequence > 5"
    )
    assert {index for index in ("journal_of_alarms", "journal_of_walks") if index in str(plan)} == {"journal_of_alarms", "journal_of_walks"}


def test_a_card_is_lost_and_its_visit_called_off_together_or_not_at_all(evening: Evening) -> None:
    evening.stage.do("behave", {"behave": {"takes_tag": False}})
    evening.stage.do("tap", {"tap": LI})
    evening.stage.store.read(lambda db: db.execute("PRAGMA query_only = ON"))
    assert evening.stage.desk.answer(Caller("S01"), ReportLostCard("A1001"), "key").error == "database"
    evening.stage.store.read(lambda db: db.execute("PRAGMA query_only = OFF"))
    assert ask_database(evening.home, "SELECT lost FROM credentials WHERE card_no = 'A1001'") == [(0,)]
    for _ in range(2):
        assert evening.stage.desk.answer(Caller("S01"), ReportLostCard("A1001"), "key").ok
    assert ask_database(evening.home, "SELECT stage, annulled FROM visits") == [("annulled", "by_staff")]
    assert [what for what, _ in journal_of(evening.home)].count("card_lost") == 1


def test_a_card_that_is_lost_already_calls_nothing_off(evening: Evening) -> None:
    evening.stage.store.write(lambda writing: writing.db.execute("UPDATE credentials SET lost = 1 WHERE card_no = 'A1002'"))
    evening.come_in(LI)
    assert evening.ask(ReportLostCard("A1002"), "S01").error == "no_change"
    assert ask_database(evening.home, "SELECT stage FROM visits") == [("entered",)]
