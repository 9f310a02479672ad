"""Any calendar is unrolled as a reckoning day by day says, and no bytes are ever too much."""

import random
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.database.known import BeforeImport
from kiosk.desk.imports.calendar import DAYS_AHEAD, check_calendar, read_calendar
from kiosk.desk.imports.checked import CheckedCalendar
from kiosk.errors import ImportRefused
from tests.desk.imports.calendars.importing import CASES, CLUB, TODAY
from tests.desk.imports.calendars.writer import Moved, Written, as_lines, days_of, reckoned

BEGINS = datetime.combine(TODAY, time(), CLUB).astimezone(UTC)
ENDS = datetime.combine(TODAY + timedelta(days=DAYS_AHEAD), time(), CLUB).astimezone(UTC)
ZONES = tuple(map(ZoneInfo, ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")))
NOTHING = BeforeImport({}, {}, {}, ())

zones = st.one_of(st.none(), st.sampled_from(ZONES))
hours = st.builds(time, st.integers(4, 22), st.sampled_from((0, 15, 30)))  # no clock of these zones is changed then
first_days = st.dates(date(2025, 10, 1), date(2027, 11, 30))


@st.composite
def events(draw: st.DrawFn, uid: str) -> Written:
    """Any event, with exceptions and moves that meet its classes."""
    zone, first, hour = draw(zones), draw(first_days), draw(hours)
    frequency = draw(st.sampled_from((None, "DAILY", "WEEKLY", "WEEKLY", "MONTHLY")))
    weekdays = draw(st.sets(st.integers(0, 6), max_size=3)) | {first.weekday()} if frequency == "WEEKLY" and draw(st.booleans()) else set()
    interval = draw(st.integers(1, 4)) if frequency else 1
    ending = draw(st.sampled_from(("never", "count", "until"))) if frequency else "never"
    count = draw(st.integers(1, 60)) if ending == "count" else None
    until = first + timedelta(days=draw(st.integers(0, 400))) if ending == "until" else None
    form = draw(st.sampled_from(("date", "clock", "utc")))
    plain = Written(
        uid, first, hour, draw(st.integers(1, 180)), zone, frequency, interval, tuple(sorted(weekdays)), count, until, form,
        as_duration=draw(st.booleans()),
    )  # fmt: skip
    days = list(days_of(plain, ENDS.date()))
    out = draw(st.lists(st.tuples(st.sampled_from(days), zones), max_size=4, unique_by=lambda one: one[0]))
    moves = draw(st.lists(st.sampled_from(days), max_size=3, unique=True))
    moved = tuple(Moved(day, draw(_places(day)), draw(zones)) for day in moves if day not in {one for one, _ in out})
    added = draw(st.sets(first_days, max_size=3)) - set(days) if frequency else set()
    return Written(**{**vars(plain), "out": tuple(out), "moved": moved, "added": tuple(sorted(added))})


def _places(day: date) -> st.SearchStrategy[datetime | None]:
    days = st.integers(-20, 20).map(lambda away: day + timedelta(days=away))
    return st.one_of(st.none(), st.builds(lambda on, at: datetime.combine(on, at, CLUB), days, hours))


calendars = st.integers(1, 3).flatmap(lambda number: st.tuples(*(events(f"event-{each}") for each in range(number))))


def checked(folder: Path, raw: bytes) -> CheckedCalendar:
    file = folder / "any.ics"
    file.write_bytes(raw)
    return check_calendar(read_calendar(file), NOTHING, TODAY, CLUB)


def _unrolled_as_reckoned(folder: Path, written: tuple[Written, ...]) -> None:
    lines = ["BEGIN:VCALENDAR", *(line for event in written for line in as_lines(event)), "END:VCALENDAR", ""]
    unrolled = checked(folder, "\r\n".join(lines).encode())
    found = Counter((one.name, datetime.fromisoformat(one.start), one.minutes) for one in unrolled.classes)
    assert found == Counter((event.uid, *each) for event in written for each in reckoned(event, BEGINS, ENDS))
    assert not [warning for warning in unrolled.warnings if "no class" in warning and "coming" not in warning]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(calendars)
@pytest.mark.slow
def test_any_calendar_is_unrolled_as_a_reckoning_day_by_day_says(tmp_path: Path, written: tuple[Written, ...]) -> None:
    _unrolled_as_reckoned(tmp_path, written)


@pytest.mark.slow
def test_no_change_of_any_bytes_of_a_calendar_ends_otherwise_than_in_classes_or_a_sentence(tmp_path: Path) -> None:
    chance = random.Random(9)
    cases = [file.read_bytes() for file in sorted(CASES.glob("*.ics"))]
    for _ in range(400):
        raw = _mutated(chance, chance.choice(cases), chance.choice(cases))
        try:
            checked(tmp_path, raw)
        except ImportRefused:
            continue


_PIECES = (
    b"", b"\0", b"\r\n ", b",", b";", b":", b'"', b"\xff", b"-1", b"0", b"99999999999", b"T", b"Z", b"END:VEVENT\r\n", b"BEGIN:VEVENT\r\n",
    b"RRULE:FREQ=MONTHLY;BYDAY=MO,FR;BYSETPOS=-1\r\n", b"RRULE:FREQ=YEARLY;BYWEEKNO=53\r\n", b"RDATE:20261201T100000Z/PT1H\r\n",
    b"EXDATE;VALUE=DATE:20261207\r\n", b"DURATION:P99999W\r\n", b"RECURRENCE-ID;RANGE=THISANDFUTURE:20261207T190000\r\n",
    b"TZID=../../etc/passwd:",
)  # fmt: skip


def _mutated(chance: random.Random, raw: bytes, other: bytes) -> bytes:
    """The bytes with some pieces taken out, put in and mixed with those of another calendar."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(raw) + 1)
        to = min(len(raw), at + chance.choice((0, 0, 1, 2, 8, 60)))
        piece = chance.choice((*_PIECES, other[at:to], bytes(chance.randbytes(2))))
        if chance.random() < 0.5:
            lines = raw.split(b"\r\n")
            at = len(b"\r\n".join(lines[: chance.randrange(len(lines))])) + 2
            to = at
        raw = raw[:at] + piece + raw[to:]
    return raw
