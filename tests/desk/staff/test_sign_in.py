"""A number, a PIN, and a lock-out that a power cut does not lift."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.database.store import Store
from kiosk.desk.staff.sign_in import LOCKED_FOR, TRIES, check_pin
from kiosk.errors import RequestRefused
from kiosk.settings.home import Home
from tests.club import PIN, ask_database, at, make_club
from tests.desk_of import desk_over

NOW = datetime.fromisoformat(at("18:20:00"))
WHO = {"staff_no": "S01", "name": "领班", "role": "lead"}


class Desk:
    """Somebody with a keypad."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.store = Store(home.database_file, "main")
        self.now = NOW

    def enter(self, pin: str, staff_no: str = "S01") -> dict[str, str]:
        row = check_pin(desk_over(self.store, self.now), staff_no, pin)
        return {key: row[key] for key in WHO}

    def refused(self, pin: str, staff_no: str = "S01") -> RequestRefused:
        with pytest.raises(RequestRefused) as refused:
            self.enter(pin, staff_no)
        return refused.value

    def cut_power(self) -> None:
        self.store.close()
        self.store = Store(self.home.database_file, "main")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(make_club(tmp_path))
    yield desk
    desk.store.close()


def test_the_right_pin_tells_who_it_is(desk: Desk) -> None:
    assert desk.enter(PIN) == WHO


def test_no_pin_is_in_the_database(desk: Desk) -> None:
    for (stored,) in ask_database(desk.home, "SELECT pin_hash FROM staff"):
        assert str(stored).startswith("$argon2id$")
        assert PIN not in str(stored)


@pytest.mark.parametrize(("staff_no", "pin"), [("S99", PIN), ("S01", ""), ("S01", "0000"), ("s01", PIN)])
def test_a_wrong_number_and_a_wrong_pin_look_alike(desk: Desk, staff_no: str, pin: str) -> None:
    refused = desk.refused(pin, staff_no)
    assert refused.code == "wrong_pin"
    assert str(refused).startswith("number or PIN is wrong")


def test_five_wrong_pins_lock_the_number_for_five_minutes_even_over_a_power_cut(desk: Desk) -> None:
    codes = [desk.refused("0000").code for _ in range(TRIES)]
    assert codes == ["wrong_pin"] * (TRIES - 1) + ["locked"]
    desk.cut_power()
    assert desk.refused(PIN).code == "locked"
    desk.now = NOW + LOCKED_FOR - timedelta(seconds=1)
    assert desk.refused(PIN).code == "locked"
    assert desk.enter(PIN, "S02")["staff_no"] == "S02"
    desk.now = NOW + LOCKED_FOR
    assert desk.enter(PIN) == WHO


def test_wrong_pins_are_counted_over_a_power_cut_and_forgotten_by_the_right_one(desk: Desk) -> None:
    for left in (4, 3, 2):
        assert f"{left} tries left" in str(desk.refused("0000"))
        desk.cut_power()
    desk.enter(PIN)
    assert "4 tries left" in str(desk.refused("0000"))


def test_every_try_is_in_the_journal_without_the_pin(desk: Desk) -> None:
    desk.refused("8642")
    desk.enter(PIN)
    rows = ask_database(desk.home, "SELECT what, who, data FROM journal WHERE what IN ('wrong_pin', 'signed_in') ORDER BY sequence")
    assert [(what, who) for what, who, _ in rows] == [("wrong_pin", "S01"), ("signed_in", "S01")]
    assert not any(pin in str(rows) for pin in (PIN, "8642"))
