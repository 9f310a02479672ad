"""The one list of a day's classes."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlite_utils import Database

from kiosk.database.classes import ClassRow
from kiosk.database.imports import store_classes
from kiosk.database.journal import Head, Stamp
from kiosk.database.programme import DatedClass, replace_calendar
from kiosk.database.store import Writing
from kiosk.desk.classes import changes
from kiosk.desk.classes.programme import Occurrence, Sources, held, programme, sources_of
from kiosk.errors import RequestRefused

CLUB = ZoneInfo("Asia/Shanghai")
SATURDAY = date(2026, 11, 28)
SUNDAY = date(2026, 11, 29)
STAMP = Stamp("2026-11-28T01:00:00.000Z", True, "2026-11-28", "S01")
ZUMBA = "2026-11-28 18:00 尊巴 大厅"


@pytest.fixture
def writing(db: Database) -> Writing:
    db.execute("BEGIN IMMEDIATE")
    store_classes(db, [ClassRow(6, "18:00", 60, "尊巴", "大厅"), ClassRow(6, "10:00", 45, "瑜伽", "小厅")], lambda _done, _all: None)
    replace_calendar(db, "Club", [DatedClass("2026-11-28 a@b", "2026-11-28T04:00:00.000Z", 30, "Core", "小厅")])
    return Writing(db, "main", Head())


def day(writing: Writing, of: date = SATURDAY) -> tuple[Occurrence, ...]:
    return programme(of, sources_of(writing.db, of, CLUB), CLUB)


def told(classes: tuple[Occurrence, ...]) -> list[str]:
    return [f"{one.start:%H:%M} {one.name} {one.room}" for one in classes]


def find(writing: Writing, key: str, of: date = SATURDAY) -> Occurrence:
    return next(one for one in day(writing, of) if one.key == key)


def club_time(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CLUB)


def test_weekly_classes_and_those_of_calendars_are_one_list(writing: Writing) -> None:
    assert told(day(writing)) == ["10:00 瑜伽 小厅", "12:00 Core 小厅", "18:00 尊巴 大厅"]
    assert day(writing, SUNDAY) == ()


def test_a_class_that_stands_in_both_is_listed_once(writing: Writing) -> None:
    replace_calendar(writing.db, "Other", [DatedClass("2026-11-28 x", "2026-11-28T10:00:00.000Z", 60, "尊巴", "大厅")])
    assert told(day(writing)).count("18:00 尊巴 大厅") == 1


def test_a_cancelled_class_is_told_and_not_held_until_that_is_undone(writing: Writing) -> None:
    changes.cancel(writing, find(writing, ZUMBA), STAMP)
    assert find(writing, ZUMBA).cancelled
    assert told(held(day(writing))) == ["10:00 瑜伽 小厅", "12:00 Core 小厅"]
    with pytest.raises(RequestRefused, match="already"):
        changes.cancel(writing, find(writing, ZUMBA), STAMP)

    changes.undo(writing, ZUMBA, STAMP)
    assert "18:00 尊巴 大厅" in told(held(day(writing)))


def test_a_class_that_is_moved_to_another_day_keeps_its_key(writing: Writing) -> None:
    changes.move(writing, find(writing, ZUMBA), club_time("2026-11-29T11:30"), "小厅", STAMP)
    assert ZUMBA not in [one.key for one in day(writing)]
    moved = find(writing, ZUMBA, SUNDAY)
    assert (told((moved,)), moved.moved) == (["11:30 尊巴 小厅"], True)

    changes.undo(writing, ZUMBA, STAMP)
    assert (day(writing, SUNDAY), find(writing, ZUMBA).moved) == ((), False)


def test_undo_takes_back_the_cancelling_first_and_the_move_after_it(writing: Writing) -> None:
    changes.move(writing, find(writing, "2026-11-28 a@b"), club_time("2026-11-28T13:00"), "大厅", STAMP)
    changes.cancel(writing, find(writing, "2026-11-28 a@b"), STAMP)
    with pytest.raises(RequestRefused, match="undo that first"):
        changes.move(writing, find(writing, "2026-11-28 a@b"), club_time("2026-11-28T14:00"), "大厅", STAMP)
    changes.undo(writing, "2026-11-28 a@b", STAMP)
    assert "13:00 Core 大厅" in told(held(day(writing)))
    changes.undo(writing, "2026-11-28 a@b", STAMP)
    assert "12:00 Core 小厅" in told(day(writing))
    with pytest.raises(RequestRefused, match="as its timetable has it"):
        changes.undo(writing, "2026-11-28 a@b", STAMP)


def test_an_added_class_can_be_moved_cancelled_and_taken_away(writing: Writing) -> None:
    key = changes.add(writing, club_time("2026-11-28T20:00"), 50, "拳击", "大厅", STAMP)
    other = changes.add(writing, club_time("2026-11-28T20:00"), 50, "拳击", "小厅", STAMP)
    assert key != other
    assert find(writing, key).added
    changes.move(writing, find(writing, key), club_time("2026-11-28T20:30"), "大厅", STAMP)
    changes.cancel(writing, find(writing, key), STAMP)
    changes.undo(writing, key, STAMP)
    assert told((find(writing, key),)) == ["20:30 拳击 大厅"]
    changes.undo(writing, key, STAMP)
    assert key not in [one.key for one in day(writing)]


@pytest.mark.parametrize(("minutes", "name", "room"), [(0, "A", "B"), (1441, "A", "B"), (60, " ", "B"), (60, "A", ""), (60, "A\nB", "C")])
def test_a_class_needs_a_length_a_name_and_a_room(writing: Writing, minutes: int, name: str, room: str) -> None:
    with pytest.raises(RequestRefused):
        changes.add(writing, club_time("2026-11-28T20:00"), minutes, name, room, STAMP)


def test_what_the_desk_changed_outlives_another_import(writing: Writing) -> None:
    changes.cancel(writing, find(writing, ZUMBA), STAMP)
    changes.move(writing, find(writing, "2026-11-28 a@b"), club_time("2026-11-28T13:00"), "小厅", STAMP)
    store_classes(writing.db, [ClassRow(6, "18:00", 75, "尊巴", "大厅")], lambda _done, _all: None)
    replace_calendar(writing.db, "Club", [DatedClass("2026-11-28 a@b", "2026-11-28T04:30:00.000Z", 30, "Core", "小厅")])
    assert told(held(day(writing))) == ["10:00 瑜伽 小厅", "13:00 Core 小厅"]


def test_a_class_in_the_hour_that_spring_leaves_out_is_held_when_the_clock_shows_the_next() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    (one,) = programme(date(2026, 3, 29), Sources(weekly=(ClassRow(7, "02:30", 60, "Yoga", "Hall"),)), berlin)
    assert (one.start.isoformat(), one.end.isoformat()) == ("2026-03-29T03:30:00+02:00", "2026-03-29T04:30:00+02:00")
