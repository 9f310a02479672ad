"""A small club in a home of its own: one member of every sort, four who work there, five tags a changing room."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from argon2 import PasswordHasher

from kiosk.database.known import known
from kiosk.database.people import set_lost
from kiosk.database.store import Store, Writing
from kiosk.desk.imports.whole import ImportKind, apply, check, rows_of, with_hashed_pins
from kiosk.settings.home import Home
from kiosk.wiring.new_home import init_home

TODAY = date(2026, 11, 25)  # a Wednesday
MADE = datetime(2026, 11, 1, tzinfo=UTC)
PIN = "2580"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
SETTINGS = """
[tags]
per_pool = 5
[hardware]
kind = "simulated"
[sound]
enabled = false
"""
ALWAYS_OPEN = '[club]\nopens = "10:00"\ncloses = "10:00"\n' + SETTINGS

LI, WANG, ZHAO, SUN = "04AA000001", "04AA000002", "04AA000003", "04AA000004"
TEN, USED_UP, TRIAL, EXPIRED = "04AA000010", "04AA000011", "04AA000012", "04AA000013"
FUTURE, FROZEN, OFFPEAK, CHILD, LOST = "04AA000014", "04AA000015", "04AA000016", "04AA000017", "04AA000018"
COACH, CLEANER, UNKNOWN = "04BB000001", "04BB000002", "04CC000001"

_COLUMNS = (
    "card_no", "name", "sex", "card_uid", "plan", "valid_from", "valid_until", "visits_left", "frozen_from", "frozen_until", "born_on",
)  # fmt: skip
_MEMBERS = (
    ("A1001", "李晓岚", "F", LI, "annual"),
    ("A1002", "王一鸣", "M", WANG, "annual"),
    ("A1003", "赵青禾", "F", ZHAO, "annual"),
    ("A1004", "孙远舟", "M", SUN, "annual"),
    ("T1001", "周南", "F", TEN, "ten", "", "", "2"),
    ("T1002", "吴越", "M", USED_UP, "ten", "", "", "0"),
    ("X1001", "郑知秋", "F", TRIAL, "trial", "", "", "1"),
    ("A1005", "冯过期", "F", EXPIRED, "annual", "2025-01-01", "2026-11-24"),
    ("A1006", "陈未到", "M", FUTURE, "annual", "2026-11-26", "2027-11-25"),
    ("A1007", "褚停", "F", FROZEN, "annual", "2026-01-01", "2027-12-31", "", "2026-11-01", "2026-11-25"),
    ("O1001", "卫闲", "M", OFFPEAK, "offpeak", "2026-01-01", "2027-12-31"),
    ("A1008", "蒋小", "F", CHILD, "annual", "2026-01-01", "2027-12-31", "", "", "", "2010-11-26"),
    ("A1009", "沈失", "M", LOST, "annual", "2026-01-01", "2027-12-31"),
)
_STAFF = (
    {"staff_no": "S01", "name": "领班", "role": "lead", "sex": "F", "card_uid": "", "pin": PIN},
    {"staff_no": "S02", "name": "前台", "role": "receptionist", "sex": "M", "card_uid": "", "pin": PIN},
    {"staff_no": "S03", "name": "教练", "role": "coach", "sex": "M", "card_uid": COACH, "pin": PIN},
    {"staff_no": "S04", "name": "保洁", "role": "cleaner", "sex": "F", "card_uid": CLEANER, "pin": PIN},
)


def make_club(folder: Path, settings: str = SETTINGS) -> Home:
    """The club, ready to run."""
    home = Home(folder / "club")
    home.path.mkdir()
    for name, content in _files(settings).items():
        (home.path / name).write_bytes(content)
    return home


@cache
def _files(settings: str) -> dict[str, bytes]:
    """What a home with the club in it holds; made once."""
    with TemporaryDirectory() as folder:
        home = Home(Path(folder))
        home.settings_file.write_text(settings, encoding="utf-8")
        init_home(home, now=MADE)
        store = Store(home.database_file, "main")
        store.write(_settle)
        store.close()
        return {file.name: file.read_bytes() for file in home.path.iterdir()}


def _settle(writing: Writing) -> None:
    plans = {"annual": None, "monthly": None, "couple": None, "offpeak": None, "ten": 10, "trial": 1}
    members = [dict(zip(_COLUMNS, (*row, *[""] * len(_COLUMNS)), strict=False)) for row in _MEMBERS]
    for kind, table in ((ImportKind.MEMBERS, members), (ImportKind.STAFF, _STAFF)):
        there = known(writing.db)
        apply(writing.db, with_hashed_pins(check(kind, rows_of("the club", table), there, TODAY, plans), there, QUICK))
    set_lost(writing.db, "A1009", True)


def add_staff(home: Home, people: Iterable[tuple[str, str, str]]) -> None:
    """More who work there, each with number, role and PIN."""
    with sqlite3.connect(home.database_file) as connection:
        rows = ((number, role, role, QUICK.hash(pin)) for number, role, pin in people)
        connection.executemany("INSERT INTO staff (staff_no, name, role, pin_hash) VALUES (?, ?, ?, ?)", rows)
    connection.close()


def at(clock: str, day: str = "2026-11-25") -> str:
    """A moment of that day on the club's clock."""
    return f"{day}T{clock}+08:00"


def dump(home: Home) -> list[str]:
    """Everything in the tables, as text."""
    with sqlite3.connect(f"{home.database_file.as_uri()}?mode=ro", uri=True) as connection:
        lines = list(connection.iterdump())
    connection.close()
    return lines


def journal_of(home: Home) -> list[tuple[str, dict[str, object]]]:
    """What the journal tells, in order."""
    connection = sqlite3.connect(f"{home.database_file.as_uri()}?mode=ro", uri=True)
    rows = [(what, json.loads(data)) for what, data in connection.execute("SELECT what, data FROM journal ORDER BY sequence")]
    connection.close()
    return rows


def ask_database(home: Home, question: str, *values: object) -> list[tuple[object, ...]]:
    """The answer of the database file."""
    connection = sqlite3.connect(f"{home.database_file.as_uri()}?mode=ro", uri=True)
    rows = connection.execute(question, values).fetchall()
    connection.close()
    return rows
