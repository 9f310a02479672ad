"""The import of classes from an iCalendar file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlite_utils import Database

from kiosk.database.known import known
from kiosk.database.programme import classes_of_calendar
from kiosk.desk.imports.calendar import check_calendar, read_calendar
from kiosk.desk.imports.checked import Imported
from kiosk.desk.imports.whole import apply
from kiosk.errors import ImportRefused
from tests.desk.imports.importing import Importer, dump

CLUB = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 25)

Import = Callable[..., Imported]


def event(uid: str, *lines: str, name: str = "尊巴", room: str | None = "大厅") -> str:
    place = [f"LOCATION:{room}"] if room is not None else []
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{name}", *place, *lines, "END:VEVENT"])


def calendar(*events: str, name: str = "Club") -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//t//t//EN", f"X-WR-CALNAME:{name}", *events, "END:VCALENDAR", ""])


@pytest.fixture
def bring(db: Database, tmp_path: Path) -> Import:
    def bring(content: str | bytes) -> Imported:
        file = tmp_path / "classes.ics"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        checked = check_calendar(read_calendar(file), known(db), TODAY, CLUB)
        db.execute("BEGIN IMMEDIATE")
        imported = apply(db, checked)
        db.conn.commit()
        return imported

    return bring


def stored(db: Database, name: str = "Club") -> list[str]:
    return sorted(f"{one.key} {one.start[:16]} {one.minutes} {one.room}" for one in classes_of_calendar(db, name).values())


def problems(bring: Import, db: Database, content: str | bytes) -> list[str]:
    before = dump(db)
    with pytest.raises(ImportRefused) as refused:
        bring(content)
    assert dump(db) == before
    return [str(problem) for problem in refused.value.problems]


def test_a_recurrence_with_exceptions_becomes_its_classes(db: Database, bring: Import) -> None:
    series = event(
        "z",
        "DTSTART;TZID=Asia/Shanghai:20261120T180000",
        "DTEND;TZID=Asia/Shanghai:20261120T190000",
        "RRULE:FREQ=DAILY;UNTIL=20261129T100000Z",
        "EXDATE;TZID=Asia/Shanghai:20261126T180000",
    )
    moved = event(
        "z", "RECURRENCE-ID;TZID=Asia/Shanghai:20261127T180000", "DTSTART;TZID=Asia/Shanghai:20261130T193000", "DURATION:PT30M", room="小厅"
    )
    called_off = event(
        "z", "RECURRENCE-ID;TZID=Asia/Shanghai:20261128T180000", "DTSTART;TZID=Asia/Shanghai:20261128T180000", "STATUS:CANCELLED"
    )
    assert bring(calendar(series, moved, called_off)).added == 3
    assert stored(db) == [
        "2026-11-25 z 2026-11-25T10:00 60 大厅",
        "2026-11-27 z 2026-11-30T11:30 30 小厅",
        "2026-11-29 z 2026-11-29T10:00 60 大厅",
    ]


def test_times_of_other_zones_and_of_none_are_brought_to_the_club_s_clock(db: Database, bring: Import) -> None:
    bring(
        calendar(
            event("utc", "DTSTART:20261201T100000Z", "DURATION:PT1H"),
            event("berlin", "DTSTART;TZID=Europe/Berlin:20261201T110000", "DURATION:PT1H"),
            event("floating", "DTSTART:20261201T180000", "DURATION:PT1H"),
        )
    )
    assert {line.split()[2] for line in stored(db)} == {"2026-12-01T10:00"}


def test_a_weekly_class_keeps_its_hour_over_a_change_of_the_clocks(db: Database, bring: Import) -> None:
    bring(calendar(event("b", "DTSTART;TZID=Europe/Berlin:20270321T110000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=2")))
    assert [line.split()[2] for line in stored(db)] == ["2027-03-21T10:00", "2027-03-28T09:00"]


def test_another_import_replaces_what_came_from_that_calendar_and_nothing_else(db: Database, bring: Import) -> None:
    day = "DTSTART;TZID=Asia/Shanghai:20261201T{}0000"
    bring(calendar(event("other", day.format(10), "DURATION:PT1H"), name="Other"))
    bring(calendar(event("a", day.format(10), "DURATION:PT1H"), event("b", day.format(11), "DURATION:PT1H")))

    again = bring(calendar(event("a", day.format(12), "DURATION:PT1H"), event("c", day.format(14), "DURATION:PT1H")))

    assert (again.added, again.updated, again.unchanged) == (1, 1, 0)
    assert again.warnings == ("1 that came from it before are over, or not in it any more",)
    assert [line.split()[1] for line in stored(db)] == ["a", "c"]
    assert stored(db)[0].startswith("2026-12-01 a 2026-12-01T04:00")
    assert len(stored(db, "Other")) == 1


def test_two_classes_of_one_event_on_one_day_are_two(db: Database, bring: Import) -> None:
    bring(calendar(event("t", "DTSTART;TZID=Asia/Shanghai:20261201T100000", "DURATION:PT1H", "RDATE;TZID=Asia/Shanghai:20261201T150000")))
    assert {line.partition(" 2026-12-01T")[0] for line in stored(db)} == {"2026-12-01 t", "2026-12-01 t 2"}


def test_holidays_are_left_out_and_endless_classes_told(bring: Import) -> None:
    warnings = bring(
        calendar(
            event("h", "DTSTART;VALUE=DATE:20261225", name="圣诞节", room=None),
            event("e", "DTSTART;TZID=Asia/Shanghai:20261201T100000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY"),
        )
    ).warnings
    assert warnings[0] == "“圣诞节” lasts whole days and is left out"
    assert "known until 2027-12-30" in warnings[1]


def test_a_class_that_the_weekly_timetable_has_too_is_told(importer: Importer, bring: Import) -> None:
    importer.classes("weekday,start,minutes,name,room", "2,18:00,60,尊巴,大厅")
    (warning,) = bring(calendar(event("z", "DTSTART;TZID=Asia/Shanghai:20261201T180000", "DURATION:PT1H"))).warnings
    assert warning == "weekday 2, 大厅: 18:00 尊巴 is in the weekly timetable too; it counts as one class"


def test_every_bad_event_is_told_with_its_line(db: Database, bring: Import) -> None:
    start = "DTSTART;TZID=Asia/Shanghai:20261201T100000"
    found = problems(
        bring,
        db,
        calendar(
            event("a", start, "DURATION:PT1H", room=None),
            event("b", start, "DURATION:PT1H", name="x" * 101),
            event("c", "DURATION:PT1H"),
            event("d", start, "DURATION:PT1M", "RRULE:FREQ=MINUTELY"),
        ),
    )
    assert found == [
        "line 6, LOCATION: “尊巴” has none; it is the room of the class",
        "line 12, SUMMARY: is 101 characters long, at most 100 are allowed",
        "line 19, DTSTART: “尊巴” has none",
        "line 25, RRULE: “尊巴” recurs more than once a day",
    ]


def test_a_class_takes_a_minute_at_least(db: Database, bring: Import) -> None:
    assert problems(bring, db, calendar(event("a", "DTSTART;TZID=Asia/Shanghai:20261201T100000"))) == [
        "DTEND: “尊巴” takes 0 minutes; a class takes 1 to 1440"
    ]


@pytest.mark.parametrize(
    "content",
    [b"", b"weekday,start\n1,10:00\n", b"BEGIN:VCALENDAR\r\n", "BEGIN:VCALENDAR".encode("utf-16"), b"\x00\x01", calendar().encode()],
)
def test_what_is_no_calendar_is_told_in_a_sentence(db: Database, bring: Import, content: bytes) -> None:
    assert len(problems(bring, db, content)) == 1
