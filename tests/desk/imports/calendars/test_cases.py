"""Calendars as the field sends them, each for a kind."""

import pytest

from kiosk.desk.imports.calendars.choosing import Choice
from kiosk.errors import SecondDownload
from tests.desk.imports.calendars.importing import CASES, Bring

MONDAYS = ["2026-11-30T11:00", "2026-12-07T11:00", "2026-12-14T11:00"]
NAME = "课表"


@pytest.mark.parametrize(
    ("case", "starts"),
    [
        ("exdate-empty", MONDAYS),
        ("exdate-trailing-comma", [MONDAYS[0], MONDAYS[2]]),
        ("float-exdate-utc", [MONDAYS[0], MONDAYS[2]]),
        ("until-date", MONDAYS),
        ("dup-uid", ["2026-11-30T11:00", "2026-12-01T11:00"]),
        ("fold-inside-utf8", MONDAYS[:1]),
        ("no-uid", MONDAYS[:1]),
        ("cancelled-instance-bare", [MONDAYS[0], MONDAYS[2]]),
        ("no-location-past", MONDAYS[:1]),
    ],
)
def test_what_is_well_meant_is_read_without_a_word(bring: Bring, case: str, starts: list[str]) -> None:
    assert bring(CASES / f"{case}.ics").warnings == ()
    assert bring.starts(NAME) == starts


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("dtstart-dashes", "line 8, DTSTART: “瑜伽”: “--T::” is no time such as 20261130T190000"),
        ("bad-rrule", "line 12, RRULE: “瑜伽”: “FREQ=WEEKLY;BYDAY=XX” cannot be followed: BYDAY=XX"),
        ("end-before-start", "line 9, DTEND: “瑜伽” on 2026-11-30 19:00 ends before it starts"),
        (
            "no-end-weekly",
            "line 5, DTEND: “瑜伽” on 2026-11-30 19:00 does not say when it ends. Say with --minutes how long such classes take",
        ),
    ],
)
def test_what_cannot_be_read_is_told_once_with_line_event_and_value(bring: Bring, case: str, told: str) -> None:
    assert bring.problems(CASES / f"{case}.ics") == [told]


@pytest.mark.parametrize(
    ("case", "start", "told"),
    [
        (
            "cancelled-american",
            MONDAYS[0],
            "called off by its title alone, so it comes in and is called: “Canceled: 瑜伽” 2026-11-30 19:00; cancel it at the desk",
        ),
        ("eastern-time", "2026-11-29T22:00", "the zone “Eastern Time” is not known, its times are taken for the club's: “瑜伽”"),
        ("location-newline", MONDAYS[0], "a room is one short line; shortened to “A 教室”"),
    ],
)
def test_what_may_be_meant_otherwise_comes_in_and_is_warned_about(bring: Bring, case: str, start: str, told: str) -> None:
    assert bring(CASES / f"{case}.ics").warnings == (told,)
    assert bring.starts(NAME) == [start]


def test_a_title_that_was_folded_inside_a_character_is_whole(bring: Bring) -> None:
    assert bring(CASES / "fold-inside-utf8.ics").read == (("瑜伽基础与冥想放松课程适合所有人", 1),)


def test_an_event_without_a_uid_is_named_by_start_title_and_room(bring: Bring) -> None:
    bring(CASES / "no-uid.ics")
    assert bring.stored(NAME) == ["2026-11-30 20261130T190000 瑜伽 A 教室 2026-11-30T11:00 60 A 教室"]
    assert bring(CASES / "no-uid.ics").unchanged == 1


def test_a_room_of_two_lines_is_its_first_one(bring: Bring) -> None:
    bring(CASES / "location-newline.ics")
    assert bring.stored(NAME)[0].endswith(" 60 A 教室")


def test_an_old_meeting_without_a_room_is_left_out_and_told(bring: Bring) -> None:
    assert bring(CASES / "no-location-past.ics").left_out == ("1 without a class in the coming 400 days: “老会议”",)


def test_what_the_calendar_takes_out_is_told(bring: Bring) -> None:
    assert bring(CASES / "cancelled-instance-bare.ics").left_out == ("1 single classes that the calendar calls off: “瑜伽”",)
    assert bring(CASES / "float-exdate-utc.ics").left_out == ("1 single classes that the calendar takes out: “瑜伽”",)


def test_a_missing_end_is_helped_by_minutes(bring: Bring) -> None:
    imported = bring(CASES / "no-end-weekly.ics", Choice(minutes=45))
    assert imported.added == 57
    assert {line.split()[3] for line in bring.stored(NAME)} == {"45"}


def test_a_second_download_takes_the_place_of_the_first_when_somebody_says_so(bring: Bring) -> None:
    first, second = CASES / "calendar.ics", CASES / "calendar (1).ics"
    bring(first)
    before = bring.stored("calendar")
    with pytest.raises(SecondDownload, match="calendar “calendar” again") as asked:
        bring(second)
    assert (asked.value.calendar, bring.stored("calendar")) == ("calendar", before)

    imported = bring(second, Choice(replace=True))
    assert (imported.calendar, imported.updated, imported.added) == ("calendar", 1, 0)
    assert bring.stored("calendar") == ["2026-11-29 yoga@x 2026-11-29T12:00 60 A 教室"]
    assert bring.stored("calendar (1)") == []
