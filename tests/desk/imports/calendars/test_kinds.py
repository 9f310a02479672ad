"""More calendars of the kinds that the field sends."""

import pytest

from kiosk.desk.imports.calendars.choosing import Choice
from tests.desk.imports.calendars.importing import Bring, calendar, event

MONDAY = "DTSTART;TZID=Asia/Shanghai:20261130T190000"
HOUR = "DURATION:PT1H"
THRICE = "RRULE:FREQ=WEEKLY;COUNT=3"
MONDAYS = ["2026-11-30T11:00", "2026-12-07T11:00", "2026-12-14T11:00"]
BERLIN = "DTSTART;TZID=Europe/Berlin:20261130T120000"


@pytest.mark.parametrize("start", ["DTSTART:20261130T190000", MONDAY, "DTSTART:20261130T110000Z", BERLIN])
@pytest.mark.parametrize(
    "exception",
    [
        "EXDATE:20261207T190000",
        "EXDATE:20261207T110000Z",
        "EXDATE;TZID=Asia/Shanghai:20261207T190000",
        "EXDATE;TZID=Europe/Berlin:20261207T120000",
        "EXDATE;VALUE=DATE:20261207",
        "EXDATE:20261207",
        "EXDATE:20261207T190000,,20261208T190000",
    ],
)
def test_an_exception_meets_its_class_however_both_are_written(bring: Bring, start: str, exception: str) -> None:
    bring(calendar(event("a", start, HOUR, THRICE, exception)))
    assert bring.starts() == [MONDAYS[0], MONDAYS[2]]


@pytest.mark.parametrize("start", ["DTSTART:20261130T190000", MONDAY, "DTSTART:20261130T110000Z", BERLIN])
@pytest.mark.parametrize(
    "planned",
    ["RECURRENCE-ID:20261207T190000", "RECURRENCE-ID:20261207T110000Z", "RECURRENCE-ID;VALUE=DATE:20261207"],
)
def test_a_moved_class_is_found_however_both_are_written(bring: Bring, start: str, planned: str) -> None:
    moved = event("a", planned, "DTSTART:20261208T200000", HOUR)
    assert bring(calendar(event("a", start, HOUR, THRICE), moved)).warnings == ()
    assert bring.starts() == [MONDAYS[0], "2026-12-08T12:00", MONDAYS[2]]


@pytest.mark.parametrize("until", ["20261214", "20261214T190000", "20261214T110000Z", "20261220T235959"])
@pytest.mark.parametrize("start", ["DTSTART:20261130T190000", MONDAY, "DTSTART:20261130T110000Z", BERLIN])
def test_the_class_of_the_last_day_takes_place(bring: Bring, start: str, until: str) -> None:
    if start == BERLIN:
        until = until.replace("T190000", "T120000")
    elif start.endswith("Z"):
        until = until.replace("T190000", "T110000")
    bring(calendar(event("a", start, HOUR, f"RRULE:FREQ=WEEKLY;UNTIL={until}")))
    assert bring.starts() == MONDAYS


@pytest.mark.parametrize(
    ("added", "stored"),
    [
        ("RDATE:20261203T190000", "2026-12-03T11:00 60"),
        ("RDATE:20261203T110000Z", "2026-12-03T11:00 60"),
        ("RDATE;VALUE=DATE:20261203", "2026-12-03T11:00 60"),
        ("RDATE;VALUE=PERIOD:20261203T190000/PT30M", "2026-12-03T11:00 30"),
        ("RDATE;VALUE=PERIOD:20261203T190000/20261203T200000", "2026-12-03T11:00 60"),
    ],
)
def test_an_added_class_is_on_the_club_s_clock(bring: Bring, added: str, stored: str) -> None:
    bring(calendar(event("a", MONDAY, HOUR, added)))
    assert bring.stored()[1] == f"2026-12-03 a {stored} 大厅"


def test_exceptions_that_meet_no_class_are_told_with_their_dates(bring: Bring) -> None:
    series = event("a", MONDAY, HOUR, THRICE, "EXDATE:20261208T190000,20261209T190000", "EXDATE:20200101T190000")
    called_off = event("a", "RECURRENCE-ID:20261210T190000", "STATUS:CANCELLED")
    moved = event("a", "RECURRENCE-ID:20261211T190000", "DTSTART:20261212T190000", HOUR)
    assert bring(calendar(series, called_off, moved)).warnings == (
        "“尊巴”: no class begins at 2026-12-08 19:00, 2026-12-09 19:00, 2026-12-10 19:00, which the calendar takes out:"
        " look whether the right one is left out",
        "“尊巴”: no class was to begin at 2026-12-11 19:00, which the calendar changes: it comes in as one more",
    )
    assert bring.starts() == [*MONDAYS[:2], "2026-12-12T11:00", MONDAYS[2]]


def test_a_moved_class_that_is_excepted_too_is_held(bring: Bring) -> None:
    moved = event("a", "RECURRENCE-ID:20261207T190000", "DTSTART:20261208T190000", HOUR)
    assert bring(calendar(event("a", MONDAY, HOUR, THRICE, "EXDATE:20261207T190000"), moved)).warnings == ()
    assert bring.starts() == [MONDAYS[0], "2026-12-08T11:00", MONDAYS[2]]


def test_the_latest_version_of_a_move_counts(bring: Bring) -> None:
    first = event("a", "RECURRENCE-ID:20261207T190000", "DTSTART:20261208T190000", HOUR, "SEQUENCE:2")
    second = event("a", "RECURRENCE-ID:20261207T190000", "DTSTART:20261209T190000", HOUR, "SEQUENCE:1")
    bring(calendar(event("a", MONDAY, HOUR, THRICE), first, second))
    assert bring.starts() == [MONDAYS[0], "2026-12-08T11:00", MONDAYS[2]]


def test_all_classes_from_one_on_are_moved_together(bring: Bring) -> None:
    later = event("a", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261207T190000", "DTSTART:20261208T200000", "DURATION:PT30M", room="小厅")
    bring(calendar(event("a", MONDAY, HOUR, THRICE), later))
    assert [line.partition(" a ")[2] for line in bring.stored()] == [
        "2026-11-30T11:00 60 大厅",
        "2026-12-08T12:00 30 小厅",
        "2026-12-15T12:00 30 小厅",
    ]


def test_what_a_moved_class_does_not_say_is_as_with_the_others(bring: Bring) -> None:
    moved = "\r\n".join(["BEGIN:VEVENT", "UID:a", "RECURRENCE-ID:20261207T190000", "DTSTART:20261207T200000", "END:VEVENT"])
    assert bring(calendar(event("a", MONDAY, HOUR, THRICE), moved)).read == (("尊巴", 3),)
    assert bring.stored()[1] == "2026-12-07 a 2026-12-07T12:00 60 大厅"


def test_two_events_of_one_uid_are_two_classes_and_their_changes_find_them(bring: Bring) -> None:
    tuesday = event("a", "DTSTART;TZID=Asia/Shanghai:20261201T190000", HOUR, THRICE, name="单车", room="B")
    moved = event("a", "RECURRENCE-ID:20261208T190000", "DTSTART:20261208T203000", HOUR, name="单车", room="B")
    imported = bring(calendar(event("a", MONDAY, HOUR, THRICE), tuesday, moved))
    assert imported.read == (("单车", 3), ("尊巴", 3))
    assert imported.warnings == ()
    assert "2026-12-08 a 2026-12-08T12:30 60 B" in bring.stored()


def test_of_two_versions_of_one_event_the_later_counts(bring: Bring) -> None:
    new, old = event("a", MONDAY, HOUR, "SEQUENCE:3", room="新厅"), event("a", MONDAY, HOUR, "SEQUENCE:1", room="旧厅")
    for events in ((new, old), (old, new)):
        assert bring(calendar(*events)).left_out == ("1 that stand there twice: “尊巴”",)
        assert bring.stored() == ["2026-11-30 a 2026-11-30T11:00 60 新厅"]


@pytest.mark.parametrize(
    "called_off",
    [
        event("a", MONDAY, HOUR, "STATUS:CANCELLED", "SEQUENCE:1"),
        "BEGIN:VEVENT\r\nUID:a\r\nSTATUS:CANCELLED\r\nSEQUENCE:1\r\nEND:VEVENT",
    ],
)
def test_an_event_that_is_called_off_later_is_left_out_with_its_changes(bring: Bring, called_off: str) -> None:
    moved = event("a", "RECURRENCE-ID:20261207T190000", "DTSTART:20261208T190000", HOUR)
    imported = bring(calendar(event("a", MONDAY, HOUR, THRICE), moved, called_off, event("b", MONDAY, HOUR, name="瑜伽")))
    assert imported.read == (("瑜伽", 1),)
    assert "1 that the calendar calls off: “尊巴”" in imported.left_out


@pytest.mark.parametrize(
    "harmless",
    [
        event("old", "DTSTART:20190101T190000", room=None),
        event("old", "DTSTART:20190101T190000", "DTEND:20180101T190000", "EXDATE:--", name=""),
        event("old", "DTSTART:20190101T190000", "RRULE:FREQ=WEEKLY;UNTIL=20200101", "EXDATE:never"),
        event("off", "DTSTART:--", "STATUS:CANCELLED"),
        event("day", "DTSTART;VALUE=DATE:20261301", "RRULE:FREQ=SOMETIMES", room=None),
        event("a2", MONDAY, HOUR, "CREATED:yesterday", "SEQUENCE:many", "ATTENDEE", "DTSTAMP:0", "GEO:1"),
        event("a2", MONDAY, HOUR, "BEGIN:VALARM", "TRIGGER:soon", "SUMMARY:Alarm", "DURATION:long", "END:VALARM"),
        event("a2", MONDAY, HOUR, "BEGIN:VALARM", "TRIGGER:-PT5M"),
        "BEGIN:VTODO\r\nDTSTART:--\r\nEND:VTODO",
        "BEGIN:VTIMEZONE\r\nTZID:x\r\nBEGIN:STANDARD\r\nDTSTART:--\r\nEND:STANDARD\r\nEND:VTIMEZONE",
        "END:VEVENT",
    ],
)
def test_what_makes_no_class_may_be_as_broken_as_it_likes(bring: Bring, harmless: str) -> None:
    bring(calendar(event("a", MONDAY, HOUR), harmless))
    assert "2026-11-30 a 2026-11-30T11:00 60 大厅" in bring.stored()


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([MONDAY, "DTEND:20261130"], "line 10, DTEND: “尊巴”: “20261130” is a day without a time"),
        ([MONDAY, "DTEND:7 pm"], "line 10, DTEND: “尊巴”: “7 pm” is no time such as 20261130T190000"),
        ([MONDAY, "DURATION:1h"], "line 10, DURATION: “尊巴”: “1h” is no time such as 20261130T190000"),
        ([MONDAY, "DURATION:-PT1H"], "line 10, DTEND: “尊巴” on 2026-11-30 19:00 ends before it starts"),
        ([MONDAY, HOUR, "EXDATE:20261130T190000,tomorrow"], "line 11, EXDATE: “尊巴”: “20261130T190000,tomorrow” is no time such as"),
        ([MONDAY, HOUR, "RDATE:20261399T190000"], "line 11, RDATE: “尊巴”: “20261399T190000” is not in the calendar, or on no clock"),
        ([MONDAY, HOUR, "RRULE:FREQ=WEEKLY;UNTIL=soon"], "line 11, RRULE: “尊巴”: “FREQ=WEEKLY;UNTIL=soon” is no time such as"),
        ([MONDAY, HOUR, "RRULE:FREQ=WEEKLY;INTERVAL=0"], "line 11, RRULE: “尊巴”: “FREQ=WEEKLY;INTERVAL=0” cannot be followed: INTERVAL=0"),
        ([MONDAY, HOUR, "RRULE:BYDAY=MO"], "line 11, RRULE: “尊巴”: “BYDAY=MO” cannot be followed: it has no FREQ"),
        (["DTSTART:02026113T190000", HOUR], "line 9, DTSTART: “尊巴”: “02026113T190000” is not between 1900 and 2199"),
        (["RECURRENCE-ID:x", MONDAY, HOUR], "line 9, RECURRENCE-ID: “尊巴”: “x” is no time such as 20261130T190000"),
    ],
)
def test_what_cannot_be_read_is_named(bring: Bring, lines: list[str], told: str) -> None:
    (found,) = bring.problems(calendar(event("a", *lines)))
    assert found.startswith(told)


@pytest.mark.parametrize(
    ("location", "room"),
    [
        (r"Studio 1\n12 Main Street\nSpringfield", "Studio 1"),
        (r"\nStudio 1", "Studio 1"),
        ("A 教室，北京市朝阳区建国路 88 号", "A 教室"),
        (r"Studio A\, 12 Main Street\, Springfield", "Studio A"),
        (r"A\, B", "A, B"),
        ("  大   厅 ", "大 厅"),
        ("厅" * 61, "厅" * 60),
    ],
)
def test_a_location_becomes_a_room_of_one_short_line(bring: Bring, location: str, room: str) -> None:
    bring(calendar(event("a", MONDAY, HOUR, room=location)))
    assert bring.stored() == [f"2026-11-30 a 2026-11-30T11:00 60 {room}"]


def test_a_room_can_be_said_for_events_that_have_none(bring: Bring) -> None:
    bring(calendar(event("a", MONDAY, HOUR, room=None), event("b", MONDAY, HOUR, name="瑜伽", room="B")), Choice(room="A"))
    assert bring.stored() == ["2026-11-30 a 2026-11-30T11:00 60 A", "2026-11-30 b 2026-11-30T11:00 60 B"]


@pytest.mark.parametrize(
    ("title", "warned"),
    [
        ("Canceled: Yoga", 1),
        ("Cancelled - Yoga", 1),
        ("【已取消】瑜伽", 1),
        ("取消：瑜伽", 1),
        ("瑜伽（已取消）", 1),
        ("Cancellation yoga", 0),
        ("瑜伽", 0),
    ],
)
def test_a_class_that_is_called_off_by_its_title_is_warned_about(bring: Bring, title: str, warned: int) -> None:
    assert len(bring(calendar(event("a", MONDAY, HOUR, name=title))).warnings) == warned


def test_a_calendar_that_is_over_is_warned_about(bring: Bring) -> None:
    imported = bring(calendar(event("a", "DTSTART:20251130T190000", HOUR)))
    assert imported.warnings == ("it holds no class in the coming 400 days: what is in it is over, or no class",)
    assert imported.left_out == ("1 without a class in the coming 400 days: “尊巴”",)


@pytest.mark.parametrize("name", ["China Standard Time", "/example.org/Olson_1/Asia/Shanghai", '"Asia/Shanghai"'])
def test_a_zone_is_known_by_its_other_names(bring: Bring, name: str) -> None:
    assert bring(calendar(event("a", f"DTSTART;TZID={name}:20261130T190000", HOUR))).warnings == ()
    assert bring.starts() == MONDAYS[:1]


def test_a_zone_that_the_calendar_describes_is_known(bring: Bring) -> None:
    described = "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0300\r\nTZOFFSETTO:+0300"
    described += "\r\nEND:STANDARD\r\nEND:VTIMEZONE"
    assert bring(calendar(described, event("a", "DTSTART;TZID=Ours:20261130T140000", HOUR))).warnings == ()
    assert bring.starts() == MONDAYS[:1]


@pytest.mark.parametrize("line_break", [b"\r\n", b"\n", b"\r"])
def test_lines_end_as_they_like(bring: Bring, line_break: bytes) -> None:
    bring(b"\xef\xbb\xbf" + calendar(event("a", MONDAY, HOUR)).encode().replace(b"\r\n", line_break))
    assert bring.starts() == MONDAYS[:1]


def test_a_file_that_was_cut_off_is_refused(bring: Bring) -> None:
    whole = calendar(event("a", MONDAY, HOUR), event("b", MONDAY, HOUR))
    assert bring.problems(whole[: whole.index("UID:b")]) == [
        "line 12: what begins here does not end: the file was cut off; export the calendar again"
    ]


def test_a_name_that_is_no_utf_8_is_refused_with_its_line(bring: Bring) -> None:
    (told,) = bring.problems(calendar(event("a", MONDAY, HOUR, name="瑜伽", room="A")).encode("gb18030"))
    assert told.startswith("line 7, SUMMARY: ")
    assert told.endswith("is not UTF-8: export the calendar again, as UTF-8")


def test_a_line_that_is_no_property_is_told_and_passed_over(bring: Bring) -> None:
    (warning,) = bring(calendar(event("a", MONDAY, HOUR, "and bring a towel"))).warnings
    assert warning == "line 11: “and bring a towel” is no property and was passed over"


def test_a_class_at_an_hour_that_the_clock_leaves_out_begins_when_the_clock_goes_on(bring: Bring) -> None:
    bring(calendar(event("a", "DTSTART;TZID=Europe/Berlin:20270327T023000", HOUR, "RRULE:FREQ=DAILY;COUNT=3")))
    assert bring.starts() == ["2027-03-27T01:30", "2027-03-28T01:30", "2027-03-29T00:30"]


def test_a_title_that_would_move_the_cursor_is_told_without_that(bring: Bring) -> None:
    (told,) = bring.problems(calendar(event("a", "DTSTART:soon\x1b[2J", name="{}\x1b[2J")))
    assert told == "line 9, DTSTART: “{}\ufffd[2J”: “soon\ufffd[2J” is no time such as 20261130T190000"


def test_two_calendars_in_one_file_are_read_as_one(bring: Bring) -> None:
    assert bring(calendar(event("a", MONDAY, HOUR)) + calendar(event("b", MONDAY, HOUR), name="Other")).added == 2
    assert len(bring.stored("Club")) == 2


def test_a_rule_that_goes_on_for_ever_may_say_so_with_a_count_of_minus_one(bring: Bring) -> None:
    assert bring(calendar(event("a", MONDAY, HOUR, "RRULE:FREQ=WEEKLY;COUNT=-1"))).added == 57


def test_more_classes_than_a_counter_takes_in_are_refused(bring: Bring) -> None:
    hours = ",".join(map(str, range(24)))
    often = event("a", "DTSTART:20261101T000000", "DURATION:PT5M", f"RRULE:FREQ=DAILY;BYHOUR={hours};BYMINUTE=0,10,20")
    assert bring.problems(calendar(often)) == ["there are more than 20000 classes in the coming 400 days"]
