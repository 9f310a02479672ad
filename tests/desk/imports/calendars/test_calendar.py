"""The import of classes from an iCalendar file."""

import pytest

from tests.desk.imports.calendars.importing import Bring, calendar, event
from tests.desk.imports.importing import Importer


def test_a_recurrence_with_exceptions_becomes_its_classes(bring: Bring) -> None:
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
    assert bring.stored() == [
        "2026-11-25 z 2026-11-25T10:00 60 大厅",
        "2026-11-27 z 2026-11-30T11:30 30 小厅",
        "2026-11-29 z 2026-11-29T10:00 60 大厅",
    ]


def test_times_of_other_zones_and_of_none_are_brought_to_the_club_s_clock(bring: Bring) -> None:
    bring(
        calendar(
            event("utc", "DTSTART:20261201T100000Z", "DURATION:PT1H"),
            event("berlin", "DTSTART;TZID=Europe/Berlin:20261201T110000", "DURATION:PT1H"),
            event("floating", "DTSTART:20261201T180000", "DURATION:PT1H"),
        )
    )
    assert {line.split()[2] for line in bring.stored()} == {"2026-12-01T10:00"}


def test_a_weekly_class_keeps_its_hour_over_a_change_of_the_clocks(bring: Bring) -> None:
    bring(calendar(event("b", "DTSTART;TZID=Europe/Berlin:20270321T110000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=2")))
    assert [line.split()[2] for line in bring.stored()] == ["2027-03-21T10:00", "2027-03-28T09:00"]


def test_another_import_replaces_what_came_from_that_calendar_and_nothing_else(bring: Bring) -> None:
    day = "DTSTART;TZID=Asia/Shanghai:20261201T{}0000"
    bring(calendar(event("other", day.format(10), "DURATION:PT1H"), name="Other"))
    bring(calendar(event("a", day.format(10), "DURATION:PT1H"), event("b", day.format(11), "DURATION:PT1H")))

    again = bring(calendar(event("a", day.format(12), "DURATION:PT1H"), event("c", day.format(14), "DURATION:PT1H")))

    assert (again.added, again.updated, again.unchanged) == (1, 1, 0)
    assert again.warnings == ("1 that came from it before are over, or not in it any more",)
    assert [line.split()[1] for line in bring.stored()] == ["a", "c"]
    assert bring.stored()[0].startswith("2026-12-01 a 2026-12-01T04:00")
    assert len(bring.stored("Other")) == 1


def test_two_classes_of_one_event_on_one_day_are_two(bring: Bring) -> None:
    bring(calendar(event("t", "DTSTART;TZID=Asia/Shanghai:20261201T100000", "DURATION:PT1H", "RDATE;TZID=Asia/Shanghai:20261201T150000")))
    assert {line.partition(" 2026-12-01T")[0] for line in bring.stored()} == {"2026-12-01 t", "2026-12-01 t 2"}


def test_holidays_are_left_out_and_endless_classes_told(bring: Bring) -> None:
    imported = bring(
        calendar(
            event("h", "DTSTART;VALUE=DATE:20261225", name="圣诞节", room=None),
            event("e", "DTSTART;TZID=Asia/Shanghai:20261201T100000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY"),
        )
    )
    assert imported.left_out == ("1 that last whole days: “圣诞节”",)
    (warning,) = imported.warnings
    assert "known until 2027-12-30" in warning


def test_a_class_that_the_weekly_timetable_has_too_is_told(importer: Importer, bring: Bring) -> None:
    importer.classes("weekday,start,minutes,name,room", "2,18:00,60,尊巴,大厅")
    (warning,) = bring(calendar(event("z", "DTSTART;TZID=Asia/Shanghai:20261201T180000", "DURATION:PT1H"))).warnings
    assert warning == "weekday 2, 大厅: 18:00 尊巴 is in the weekly timetable too; it counts as one class"


def test_every_bad_event_is_told_with_its_line(bring: Bring) -> None:
    start = "DTSTART;TZID=Asia/Shanghai:20261201T100000"
    found = bring.problems(
        calendar(
            event("a", start, "DURATION:PT1H", room=None),
            event("b", start, "DURATION:PT1H", name="x" * 101),
            event("c", "DURATION:PT1H"),
            event("d", start, "DURATION:PT1M", "RRULE:FREQ=MINUTELY"),
        ),
    )
    assert found == [
        "line 5, LOCATION: “尊巴” has none; it is the room of the class. Say with --room where such classes are held",
        "line 13, SUMMARY: is 101 characters long, at most 100 are allowed",
        "line 18, DTSTART: “尊巴” has none: it does not say when it begins",
        "line 30, RRULE: “尊巴”: “FREQ=MINUTELY” recurs more than once a day",
    ]


def test_a_class_takes_a_minute_at_least_and_a_day_at_most(bring: Bring) -> None:
    start = "DTSTART;TZID=Asia/Shanghai:20261201T100000"
    assert bring.problems(calendar(event("a", start, "DURATION:PT20S"), event("b", start, "DURATION:P2D", name="瑜伽"))) == [
        "line 10, DTEND: “尊巴” on 2026-12-01 10:00 takes 0 minutes; a class takes 1 to 1440",
        "line 17, DTEND: “瑜伽” on 2026-12-01 10:00 takes 2880 minutes; a class takes 1 to 1440",
    ]


@pytest.mark.parametrize(
    "content",
    [b"", b"weekday,start\n1,10:00\n", b"BEGIN:VCALENDAR\r\n", "BEGIN:VCALENDAR".encode("utf-16"), b"\x00\x01", calendar().encode()],
)
def test_what_is_no_calendar_is_told_in_a_sentence(bring: Bring, content: bytes) -> None:
    assert len(bring.problems(content)) == 1
