"""``kiosk calendars``, and calendars with ``kiosk import classes``: names, second downloads, what is told; with and without a counter."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.database.programme import ChangedClass, keep_change
from kiosk.database.store import Store, Writing
from kiosk.settings.home import Home
from tests.club import ask_database, dump, journal_of, make_club
from tests.command_line import Ran, kiosk, one_sentence
from tests.desk.imports.calendars.importing import calendar, event
from tests.live_counter import LiveCounter

DAILY = ("DTSTART:20261101T190000", "DURATION:PT1H", "RRULE:FREQ=DAILY")
YOGA, ZUMBA = event("yoga@x", *DAILY, name="瑜伽"), event("zumba@x", *DAILY)


@pytest.fixture(params=["alone", "beside a counter"])
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Home]:
    """A home, once without and once with a counter that runs."""
    if request.param == "alone":
        yield make_club(tmp_path)
    else:
        with LiveCounter(tmp_path) as live:
            yield live.home


@pytest.fixture
def quiet_home(tmp_path: Path) -> Home:
    return make_club(tmp_path)


def written(home: Home, file_name: str, *events: str, name: str = "") -> Path:
    file = home.path.parent / file_name
    text = calendar(*events, name=name)
    file.write_text(text if name else text.replace("X-WR-CALNAME:\r\n", ""), encoding="utf-8", newline="")
    return file


def brought(home: Home, file: Path, *options: str) -> Ran:
    return kiosk("import", "classes", file, *options, "--home", home.path)


def names(home: Home) -> list[tuple[object, ...]]:
    return ask_database(home, "SELECT calendar, count(DISTINCT name) FROM calendar_classes GROUP BY calendar ORDER BY calendar")


@pytest.mark.slow
def test_calendars_are_listed_renamed_and_removed(home: Home) -> None:
    assert "no calendars yet" in kiosk("calendars", "--home", home.path).out
    assert "   400  瑜伽\n" in brought(home, written(home, "a.ics", YOGA, name="团课")).out
    assert brought(home, written(home, "b.ics", ZUMBA)).code == 0

    listed = kiosk("calendars", "--json", "--home", home.path).json
    assert [(one["name"], one["classes"]) for one in listed] == [("b", 400), ("团课", 400)]
    assert listed[0]["first"].endswith("T19:00+08:00")

    assert kiosk("calendars", "--rename", "b", "尊巴课", "--home", home.path).code == 0
    assert [name for name, _ in names(home)] == ["团课", "尊巴课"]
    assert kiosk("calendars", "--remove", "团课", "--home", home.path).out.startswith("400 classes are gone, and 0 changes of the desk")
    assert [name for name, _ in names(home)] == ["尊巴课"]
    assert journal_of(home)[-2:] == [
        ("calendar_renamed", {"calendar": "b", "to": "尊巴课"}),
        ("calendar_removed", {"calendar": "团课", "classes": 400, "changes": 0}),
    ]


@pytest.mark.slow
def test_a_calendar_that_is_over_takes_its_classes_away_with_and_without_a_counter(home: Home) -> None:
    brought(home, written(home, "a.ics", YOGA))
    over = event("yoga@x", "DTSTART:20251130T190000", "DURATION:PT1H")
    ran = brought(home, written(home, "a.ics", over))
    assert "warning: it holds no class in the coming 400 days" in ran.err
    assert "400 that came from it before are over" in ran.err
    assert names(home) == []


@pytest.mark.slow
def test_a_second_download_replaces_the_first_when_that_is_said(home: Home) -> None:
    brought(home, written(home, "calendar.ics", YOGA, ZUMBA))
    assert brought(home, written(home, "calendar (1).ics", YOGA), "--replace").code == 0
    assert names(home) == [("calendar", 1)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--rename", "z", "y"), "there is no calendar “z”; see all of them with: kiosk calendars"),
        (("--rename", "a", "b"), "there is a calendar “b” already; remove that one first, or say another name"),
        (("--rename", "a", " "), "the name of a calendar is one line of 1 to 100 letters"),
        (("--remove", "z"), "there is no calendar “z”; see all of them with: kiosk calendars"),
        (("--replace", "z", "a.ics"), "there is no calendar “z”; see all of them with: kiosk calendars"),
        (("--replace", "a", "a.csv"), "a.csv is no calendar: its name ends with .ics"),
        (("--replace", "a", "nothing.ics"), "nothing was imported from nothing.ics: there is no such file"),
    ],
)
@pytest.mark.slow
def test_what_cannot_be_done_is_told_and_changes_nothing(quiet_home: Home, arguments: tuple[str, ...], told: str) -> None:
    for file in ("a.ics", "b.ics"):
        brought(quiet_home, written(quiet_home, file, event(file, *DAILY)))
    before = dump(quiet_home)
    assert one_sentence(kiosk("calendars", *arguments, "--home", quiet_home.path)) == told
    assert dump(quiet_home) == before


def test_one_thing_is_done_at_a_time(quiet_home: Home) -> None:
    ran = kiosk("calendars", "--rename", "a", "b", "--remove", "a", "--home", quiet_home.path)
    assert (ran.code, "one of --rename, --replace and --remove" in ran.err) == (2, True)


def test_a_calendar_is_replaced_by_a_file_of_any_name(quiet_home: Home) -> None:
    brought(quiet_home, written(quiet_home, "a.ics", YOGA))
    file = written(quiet_home, "new.ics", ZUMBA, name="Other")
    ran = kiosk("calendars", "--replace", "a", str(file), "--home", quiet_home.path)
    assert "400 that came from it before are over, or not in it any more" in ran.err
    assert names(quiet_home) == [("a", 1)]


@pytest.mark.parametrize("file", ["calendar (1).ics", "calendar（2）.ics", "other.ics"])
def test_a_second_download_is_not_taken_for_another_calendar(quiet_home: Home, file: str) -> None:
    brought(quiet_home, written(quiet_home, "calendar.ics", YOGA, ZUMBA))
    second = written(quiet_home, file, YOGA)
    assert one_sentence(brought(quiet_home, second)) == (
        f"nothing was imported from {file}: it seems to be the calendar “calendar” again;"
        " to put it in its place say --replace, to keep both say --calendar NAME"
    )
    assert names(quiet_home) == [("calendar", 2)]


@pytest.mark.parametrize(("answer", "left"), [("y\n", [("calendar", 1)]), ("n\n", [("calendar", 2)])])
def test_whoever_is_there_is_asked(quiet_home: Home, monkeypatch: pytest.MonkeyPatch, answer: str, left: list[tuple[str, int]]) -> None:
    monkeypatch.setattr("kiosk.commands.bringing_calendars.somebody_there", lambda: True)
    brought(quiet_home, written(quiet_home, "calendar.ics", YOGA, ZUMBA))
    second = written(quiet_home, "calendar (1).ics", YOGA)
    ran = kiosk("import", "classes", second, "--home", quiet_home.path, typed=answer)
    assert "calendar (1).ics seems to be the calendar “calendar” again. Put it in its place?" in ran.err
    assert names(quiet_home) == left


def test_both_are_kept_where_a_name_is_said(quiet_home: Home) -> None:
    brought(quiet_home, written(quiet_home, "calendar.ics", YOGA))
    assert brought(quiet_home, written(quiet_home, "calendar (1).ics", YOGA), "--calendar", "二店").code == 0
    assert names(quiet_home) == [("calendar", 1), ("二店", 1)]


def test_a_renamed_calendar_is_known_again_by_its_events(quiet_home: Home) -> None:
    file = written(quiet_home, "calendar.ics", YOGA)
    brought(quiet_home, file)
    kiosk("calendars", "--rename", "calendar", "团课", "--home", quiet_home.path)
    assert "it seems to be the calendar “团课” again" in brought(quiet_home, file).err
    assert brought(quiet_home, file, "--replace").code == 0
    assert names(quiet_home) == [("团课", 1)]


def test_what_was_read_and_what_was_left_out_is_told(quiet_home: Home) -> None:
    holiday = event("h", "DTSTART;VALUE=DATE:20261225", name="圣诞节", room=None)
    file = written(quiet_home, "a.ics", YOGA, ZUMBA, holiday, name="团课")
    assert brought(quiet_home, file, "--dry-run").out.splitlines() == [
        "calendar “团课”:",
        "   400  尊巴",
        "   400  瑜伽",
        "left out: 1 that last whole days: “圣诞节”",
        "classes: 800 would be added, 0 would be updated, 0 would be unchanged",
    ]
    told = brought(quiet_home, file, "--json").json
    assert (told["calendar"], told["read"], told["left_out"]) == (
        "团课",
        {"尊巴": 400, "瑜伽": 400},
        ["1 that last whole days: “圣诞节”"],
    )


def test_a_room_and_a_length_are_said_for_classes_without(quiet_home: Home) -> None:
    bare = event("b", "DTSTART:20261101T190000", "RRULE:FREQ=DAILY", room=None)
    file = written(quiet_home, "a.ics", bare)
    ran = brought(quiet_home, file)
    assert (ran.code, "--room" in ran.err, "--minutes" in ran.err) == (1, True, True)
    assert brought(quiet_home, file, "--room", "大厅", "--minutes", "45").code == 0
    assert ask_database(quiet_home, "SELECT DISTINCT room, minutes FROM calendar_classes") == [("大厅", 45)]


SAY_NOTHING = [("--room", " "), ("--room", "x" * 61), ("--minutes", "0"), ("--minutes", "soon"), ("--calendar", "a\nb"), ("--calendar", "")]


@pytest.mark.parametrize("options", SAY_NOTHING)
def test_options_that_say_nothing_are_wrong_usage(quiet_home: Home, options: tuple[str, str]) -> None:
    assert brought(quiet_home, written(quiet_home, "a.ics", YOGA), *options).code == 2


def test_what_is_said_of_a_calendar_is_wrong_usage_with_a_table(quiet_home: Home) -> None:
    ran = kiosk("import", "tags", "tags.csv", "--room", "A", "--home", quiet_home.path)
    assert (ran.code, "are about classes from a calendar" in ran.err) == (2, True)


def test_with_a_calendar_go_the_changes_that_the_desk_made_of_it(quiet_home: Home) -> None:
    brought(quiet_home, written(quiet_home, "a.ics", YOGA))
    brought(quiet_home, written(quiet_home, "b.ics", ZUMBA))
    keys = [row[0] for row in ask_database(quiet_home, "SELECT min(class) FROM calendar_classes GROUP BY calendar ORDER BY calendar")]
    change_classes(quiet_home, [str(key) for key in keys])
    ran = kiosk("calendars", "--remove", "a", "--home", quiet_home.path)
    assert ran.out.startswith("400 classes are gone, and 1 changes of the desk with them")
    assert ask_database(quiet_home, "SELECT class FROM class_changes") == [(keys[1],)]


def change_classes(home: Home, keys: list[str]) -> None:
    """The desk cancelled these classes."""
    start = "2026-11-30T11:00:00.000Z"

    def change(writing: Writing) -> None:
        for key in keys:
            keep_change(writing.db, ChangedClass(key, start, False, True, start, 60, "x", "A"))

    store = Store(home.database_file, "main")
    store.write(change)
    store.close()
