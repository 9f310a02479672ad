"""The small club of the tests with thousands of members more, who are women first."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.database.store import Store, Writing
from kiosk.settings.home import Home
from tests.club import ALWAYS_OPEN, make_club

WOMEN_FIRST = 1_000
TAGS_LAST = 50  # visits; then the desk puts those that came back into the stack
SIMULATED = ALWAYS_OPEN.replace("per_pool = 5", "per_pool = 60")
ON_PINS = SIMULATED.replace('kind = "simulated"', 'kind = "device"\ngpio = "mock"') + "[lane]\ntake_tag_s = 30.0\nwalk_s = 30.0\n"


def uid_of(number: int) -> str:
    """The card of a member."""
    return f"{0x05000000 + number:08X}"


def card_no_of(number: int) -> str:
    """What is printed on it."""
    return f"B{number:07}"


def club_of(folder: Path, members: int, settings: str = SIMULATED) -> Home:
    """Make it in this folder, which must be there."""
    home = make_club(folder, settings)
    store = Store(home.database_file, "main")
    store.write(lambda writing: _join(writing, members))
    store.close()
    return home


def members_file(folder: Path, members: int) -> Path:
    """A file of so many other members, to import."""
    file = folder / "members.csv"
    with file.open("w", encoding="utf-8") as csv:
        csv.write("card_no,name,sex,plan,valid_from,valid_until,phone,card_uid\n")
        for number in range(members):
            sex, phone, uid = "FM"[number % 2], f"138{number:08}", f"{0x07000000 + number:08X}"
            csv.write(f"C{number:07},会员{number},{sex},annual,2026-01-01,2036-12-31,{phone},{uid}\n")
    return file


def _join(writing: Writing, members: int) -> None:
    people: Iterator[tuple[str, str, str]] = (
        (card_no_of(number), f"会员{number}", "F" if number < WOMEN_FIRST else "FM"[number % 2]) for number in range(members)
    )
    cards = ((uid_of(number), card_no_of(number)) for number in range(members))
    writing.db.conn.executemany("INSERT INTO members (card_no, name, sex, plan) VALUES (?, ?, ?, 'annual')", people)
    writing.db.conn.executemany("INSERT INTO credentials (uid, card_no) VALUES (?, ?)", cards)
