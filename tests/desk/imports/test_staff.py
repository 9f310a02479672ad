"""The import of staff: roles, cards, and PINs that are only ever stored hashed."""

import pytest

from kiosk.database.known import known
from kiosk.desk.imports.checked import CheckedStaff, Imported
from kiosk.desk.imports.whole import ImportKind, apply, check, rows_of, with_hashed_pins
from tests.desk.imports.importing import PLANS, QUICK, TODAY, Importer

STAFF = ImportKind.STAFF
FULL = "staff_no,name,role,sex,card_uid,pin"


def pin_hash(importer: Importer, staff_no: str) -> str:
    return str(importer.db.execute("SELECT pin_hash FROM staff WHERE staff_no = ?", (staff_no,)).fetchone()[0])


def test_staff_are_stored_with_their_cards_and_hashed_pins(importer: Importer) -> None:
    assert importer.staff(FULL, "S01,Anna,lead,F,04a1b2c3d4e501,4801", "S02,Bea,bar,,,") == Imported(2, 0, 0)
    assert importer.db.execute("SELECT staff_no, name, role, sex, wrong_pins FROM staff ORDER BY staff_no").fetchall() == [
        ("S01", "Anna", "lead", "F", 0),
        ("S02", "Bea", "bar", None, 0),
    ]
    assert importer.db.execute("SELECT uid, staff_no FROM credentials").fetchall() == [("04A1B2C3D4E501", "S01")]
    assert QUICK.verify(pin_hash(importer, "S01"), "4801")


def test_bad_rows_are_told_and_never_repeat_a_pin(importer: Importer) -> None:
    problems = importer.problems(
        STAFF, FULL, "S01,Anna,leed,F,,48a1", "S02,Bea,bar,X,,123", "S01,Cara,bar,F,,123456789", "S04,Dora,bar,F,zz,１２３４"
    )

    assert problems == [
        "line 2, role: “leed” is unknown; did you mean lead?",
        "line 2, pin: a PIN has 4 to 8 digits",
        "line 3, sex: “X” is unknown; known are F, M",
        "line 3, pin: a PIN has 4 to 8 digits",
        "line 4, pin: a PIN has 4 to 8 digits",
        "line 4, staff_no: “S01” stands in line 2 already",
        "line 5, card_uid: “zz” is no UID (4 to 10 bytes in hex, such as 04A1B2C3D4E580)",
        "line 5, pin: a PIN has 4 to 8 digits",
    ]


def test_a_members_card_is_not_given_to_staff(importer: Importer) -> None:
    importer.members("card_no,name,sex,plan,card_uid", "A1,Anna,F,ten,04A1B2C3D4E501")

    assert importer.problems(STAFF, FULL, "S01,Bea,lead,F,04A1B2C3D4E501,") == ["line 2, card_uid: 04A1B2C3D4E501 belongs to member A1"]


def test_the_same_pin_again_keeps_the_hash_and_a_lock_out(importer: Importer) -> None:
    importer.staff(FULL, "S01,Anna,lead,F,,4801")
    before = pin_hash(importer, "S01")
    importer.db.execute("UPDATE staff SET wrong_pins = 5, locked_until = '2026-11-25T10:00:00.000Z'")

    assert importer.staff(FULL, "S01,Anna,lead,F,,4801") == Imported(0, 0, 1)
    assert importer.db.execute("SELECT pin_hash, wrong_pins FROM staff").fetchall() == [(before, 5)]


def test_a_new_pin_lifts_a_lock_out(importer: Importer) -> None:
    importer.staff(FULL, "S01,Anna,lead,F,,4801")
    importer.db.execute("UPDATE staff SET wrong_pins = 5, locked_until = '2026-11-25T10:00:00.000Z'")

    assert importer.staff(FULL, "S01,Anna,lead,F,,9999") == Imported(0, 1, 0)
    assert QUICK.verify(pin_hash(importer, "S01"), "9999")
    assert importer.db.execute("SELECT wrong_pins, locked_until FROM staff").fetchall() == [(0, None)]


@pytest.mark.parametrize("header", ["staff_no,name,role", FULL])
def test_no_pin_and_no_card_keep_what_is_stored(importer: Importer, header: str) -> None:
    importer.staff(FULL, "S01,Anna,lead,F,04A1B2C3D4E501,4801")

    importer.staff(header, "S01,Anna,manager" + (",F,," if header == FULL else ""))

    assert importer.db.execute("SELECT role, sex FROM staff").fetchall() == [("manager", "F")]
    assert QUICK.verify(pin_hash(importer, "S01"), "4801")
    assert importer.db.execute("SELECT uid FROM credentials").fetchall() == [("04A1B2C3D4E501",)]


def test_a_pin_in_clear_is_never_stored_or_shown(importer: Importer) -> None:
    rows = rows_of("staff.csv", [dict(zip(FULL.split(","), ["S01", "Anna", "lead", "F", "", "4801"], strict=True))])
    checked = check(STAFF, rows, known(importer.db), TODAY, PLANS)

    assert "4801" not in repr(checked)
    with pytest.raises(ValueError, match="hashed before"):
        apply(importer.db, checked)


def test_hashing_reports_its_progress(importer: Importer) -> None:
    rows = rows_of("staff.csv", [{"staff_no": f"S{n}", "name": "Anna", "role": "bar", "pin": "4801"} for n in range(3)])
    told: list[tuple[int, int]] = []

    checked = with_hashed_pins(
        check(STAFF, rows, known(importer.db), TODAY, PLANS), known(importer.db), QUICK, lambda *args: told.append(args)
    )

    assert told == [(1, 3), (2, 3), (3, 3)]
    assert isinstance(checked, CheckedStaff)
    assert checked.pins == {}
