"""The invented club goes through the same checks as any import, and shows a card of every sort."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from itertools import chain
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlite_utils import Database

from kiosk.database.known import known
from kiosk.database.people import set_plans
from kiosk.database.store import open_database
from kiosk.database.tags import add_pools
from kiosk.demo.club import DemoClub, demo_club, demo_csv
from kiosk.demo.settling import prepare, settle
from kiosk.desk.classes.timetable import classes_on
from kiosk.desk.imports.whole import ImportKind, check, read_rows
from kiosk.desk.roles import Role

TODAY = date(2026, 11, 25)
PLANS = {"annual": None, "monthly": None, "couple": None, "offpeak": None, "ten": 10, "trial": 1}
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="module")
def club() -> DemoClub:
    return demo_club(TODAY)


@pytest.fixture
def db() -> Iterator[Database]:
    db = open_database(":memory:")
    with db.conn:
        set_plans(db, [(code, "trial" if code == "trial" else "visits" if visits else "term") for code, visits in PLANS.items()])
        add_pools(db, 60)
    yield db
    db.conn.close()


def move_in(db: Database, club: DemoClub) -> None:
    prepared = prepare(club, known(db), TODAY, PLANS, QUICK)
    assert [checked.warnings for checked in prepared] == [(), (), (), ()]
    db.execute("BEGIN IMMEDIATE")
    settle(db, club, prepared)
    db.conn.commit()


def test_the_club_is_as_large_as_it_says(club: DemoClub) -> None:
    assert (len(club.members), len(club.staff), len(club.tags), len(club.classes)) == (200, 14, 120, 24)
    assert {row["role"] for row in club.staff} == set(Role)
    assert {row["plan"] for row in club.members} == set(PLANS)
    assert Counter(row["sex"] for row in club.members).most_common()[1][1] >= 80
    assert 20 <= Counter(row["language"] for row in club.members)["en"] <= 60


def test_the_club_moves_in_twice_without_a_change(db: Database, club: DemoClub) -> None:
    move_in(db, club)
    before = list(db.conn.iterdump())
    move_in(db, club)

    assert list(db.conn.iterdump()) == before
    assert db.execute("SELECT count(*) FROM members").fetchone() == (200,)
    assert db.execute("SELECT count(*) FROM tags WHERE uid IS NOT NULL").fetchone() == (120,)
    assert db.execute("SELECT card_no FROM credentials WHERE lost").fetchall() == [(club.lost[0],)]


def test_every_uid_is_of_seven_bytes_and_nobody_elses(club: DemoClub) -> None:
    people = [row["card_uid"] for row in chain(club.members, club.staff)]
    uids = [*people, *(row["uid"] for row in club.tags), *(sample.uid for sample in club.samples if sample.name is None)]

    assert len(set(uids)) == len(uids) == 200 + 14 + 120 + 1
    assert {(len(uid), uid[:2]) for uid in uids} == {(14, "04")}


def test_the_lead_signs_in_with_the_pin_that_is_written_down(db: Database, club: DemoClub) -> None:
    move_in(db, club)

    ((role, pin_hash),) = db.execute("SELECT role, pin_hash FROM staff WHERE staff_no = 'S01'").fetchall()
    assert role == "lead"
    assert QUICK.verify(pin_hash, "4801")


def test_each_sample_is_the_card_that_it_says(club: DemoClub) -> None:
    cards = {row["card_uid"]: (row.get("card_no") or row["staff_no"], row["name"]) for row in chain(club.members, club.staff)}
    (unknown,) = (sample for sample in club.samples if sample.card_no is None)

    assert {sample.uid: (sample.card_no, sample.name) for sample in club.samples if sample is not unknown}.items() <= cards.items()
    assert unknown.uid not in cards
    assert len({sample.what_en for sample in club.samples}) == len({sample.what_zh for sample in club.samples}) == len(club.samples)


@pytest.mark.parametrize(
    ("what", "columns"),
    [
        ("3 days left", {"valid_until": "2026-11-28"}),
        ("last day, still valid", {"valid_until": "2026-11-25"}),
        ("expired", {"valid_until": "2026-11-13"}),
        ("not yet valid", {"valid_from": "2026-11-30"}),
        ("frozen", {"frozen_from": "2026-11-15", "frozen_until": "2026-12-15"}),
        ("frozen without an end", {"frozen_from": "2026-11-22", "frozen_until": ""}),
        ("ten visits, none left", {"plan": "ten", "visits_left": "0"}),
        ("turns 16 today, admitted", {"born_on": "2010-11-25"}),
        ("under age", {"born_on": "2011-11-25"}),
        ("speaks English", {"plan": "annual", "language": "en"}),
        ("annual card, woman", {"plan": "annual", "language": "zh", "sex": "F"}),
        ("trial guest", {"plan": "trial", "visits_left": ""}),
    ],
)
def test_a_samples_row_says_what_the_sample_promises(club: DemoClub, what: str, columns: dict[str, str]) -> None:
    (sample,) = (sample for sample in club.samples if sample.what_en == what)
    (row,) = (row for row in club.members if row["card_no"] == sample.card_no)

    assert {column: row[column] for column in columns} == columns


def test_only_days_move_with_today(club: DemoClub) -> None:
    later = demo_club(TODAY + timedelta(days=100))

    assert [sample.uid for sample in later.samples] == [sample.uid for sample in club.samples]
    assert [row["name"] for row in later.members] == [row["name"] for row in club.members]
    assert later.staff == club.staff
    assert later.members != club.members


@pytest.mark.parametrize("today", [date(2028, 2, 29), date(2027, 1, 1), date(2026, 12, 31)])
def test_the_club_passes_its_checks_on_any_day(db: Database, today: date) -> None:
    prepare(demo_club(today), known(db), today, PLANS, QUICK)


def test_there_are_classes_on_every_day_of_the_week(db: Database, club: DemoClub) -> None:
    move_in(db, club)

    assert [len(classes_on(TODAY + timedelta(days=days), known(db).classes)) for days in range(7)] == [4, 4, 4, 2, 2, 4, 4]


def test_the_example_files_are_imports(db: Database, club: DemoClub, tmp_path: Path) -> None:
    files = demo_csv(club)

    assert sorted(files) == ["classes.csv", "members.csv", "staff.csv", "tags.csv"]
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        check(ImportKind(name.removesuffix(".csv")), read_rows(tmp_path / name), known(db), TODAY, PLANS)
    assert list(csv.DictReader(StringIO(files["members.csv"]))) == list(club.members)
