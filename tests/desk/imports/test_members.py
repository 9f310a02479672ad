"""The import of members: what is refused, and what a second import keeps."""

import pytest

from kiosk.desk.imports.checked import Imported
from kiosk.desk.imports.options import Options
from kiosk.desk.imports.whole import ImportKind
from tests.desk.imports.importing import Importer, dump, member_row

MEMBERS = ImportKind.MEMBERS
REQUIRED = "card_no,name,sex,plan"
FULL = (
    "card_no,name,sex,born_on,phone,card_uid,plan,valid_from,valid_until,visits_left,"
    "frozen_from,frozen_until,coach,consultant,joined_on,language"
)
ANNA = "A1001,林雨禾,F,1990-02-28,00012345678,04:a1:b2:c3:d4:e5:80,ten,2026-01-01,2026-12-31,7,2026-03-01,2026-03-31,S09,S07,2025-12-30,en"


def test_a_member_is_stored_with_every_column(importer: Importer) -> None:
    importer.staff("staff_no,name,role", "S07,Cora,consultant", "S09,Ben,coach")

    assert importer.members(FULL, ANNA) == Imported(added=1, updated=0, unchanged=0)
    assert member_row(importer.db, "A1001") == {
        "card_no": "A1001", "name": "林雨禾", "sex": "F", "born_on": "1990-02-28", "phone": "00012345678", "plan": "ten",
        "valid_from": "2026-01-01", "valid_until": "2026-12-31", "visits_left": 7, "frozen_from": "2026-03-01",
        "frozen_until": "2026-03-31", "coach": "S09", "consultant": "S07", "joined_on": "2025-12-30", "language": "en",
        "uid": "04A1B2C3D4E580", "lost": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("sex", "W", "“W” is unknown; known are F, M"),
        ("plan", "annul", "“annul” is unknown; did you mean annual?"),
        ("plan", "gold", "“gold” is unknown; known are annual, monthly, couple, offpeak, ten, trial"),
        ("language", "de", "“de” is unknown; known are zh, en"),
        ("born_on", "28.2.1990", "“28.2.1990” is no date such as 2026-11-25; write 1990-02-28"),
        ("born_on", "19900228", "“19900228” is no date such as 2026-11-25"),
        ("born_on", "2026-11-26", "“2026-11-26” is in the future"),
        ("born_on", "1899-12-31", "“1899-12-31” is too long ago"),
        ("valid_from", "2026-02-30", "“2026-02-30” is not in the calendar"),
        ("valid_until", "03/04/2026", "“03/04/2026” has two readings, 2026-03-04 and 2026-04-03: write the one that is meant"),
        ("valid_until", "2025-12-31", "valid_until 2025-12-31 is before valid_from 2026-01-01"),
        ("frozen_until", "2026-02-28", "frozen_until 2026-02-28 is before frozen_from 2026-03-01"),
        ("joined_on", "soon", "“soon” is no date such as 2026-11-25"),
        ("visits_left", "-1", "“-1” is not between 0 and 9999"),
        ("visits_left", "10000", "“10000” is not between 0 and 9999"),
        ("visits_left", "3.5", "“3.5” is no whole number"),
        ("visits_left", "٣", "“٣” is no whole number"),
        ("card_uid", "04A1B2", "“04A1B2” is no UID (4 to 10 bytes in hex, such as 04A1B2C3D4E580)"),
        ("card_uid", "04A1B2C3D4E58G", "“04A1B2C3D4E58G” is no UID (4 to 10 bytes in hex, such as 04A1B2C3D4E580)"),
    ],
)
def test_a_bad_cell_is_told_by_line_column_and_reason(importer: Importer, column: str, cell: str, reason: str) -> None:
    cells = dict(zip(FULL.split(","), ANNA.split(","), strict=True)) | {column: cell}

    assert importer.problems(MEMBERS, FULL, "A1,Bea,F" + "," * 3 + ",ten" + "," * 9, ",".join(cells.values())) == [
        f"line 3, {column}: {reason}"
    ]


def test_every_bad_row_is_told_in_the_order_of_the_file(importer: Importer) -> None:
    problems = importer.problems(
        MEMBERS, f"{REQUIRED},card_uid", "A1,Anna,F,ten,04A1B2C3", "A1,Bea,X,ten,", "A2,Cara,F,tenn,04 a1 b2 c3", "A3,Dora,F,ten,xyz"
    )

    assert problems == [
        "line 3, sex: “X” is unknown; known are F, M",
        "line 3, card_no: “A1” stands in line 2 already",
        "line 4, plan: “tenn” is unknown; did you mean ten?",
        "line 4, card_uid: “04A1B2C3” stands in line 2 already",
        "line 5, card_uid: “xyz” is no UID (4 to 10 bytes in hex, such as 04A1B2C3D4E580)",
    ]


def test_a_card_that_is_somebody_elses_is_told(importer: Importer) -> None:
    importer.members(f"{REQUIRED},card_uid", "A1,Anna,F,ten,04A1B2C3D4E501")
    importer.staff("staff_no,name,role,card_uid", "S01,Bea,lead,04A1B2C3D4E502")
    importer.tags("tag,uid", "F-001,04A1B2C3D4E503")

    assert importer.problems(
        MEMBERS, f"{REQUIRED},card_uid", "A2,Cara,F,ten,04-a1-b2-c3-d4-e5-01", "A3,Dora,F,ten,04A1B2C3D4E502", "A4,Eva,F,ten,04a1b2c3d4e503"
    ) == [
        "line 2, card_uid: 04A1B2C3D4E501 belongs to member A1",
        "line 3, card_uid: 04A1B2C3D4E502 belongs to staff S01",
        "line 4, card_uid: 04A1B2C3D4E503 belongs to tag F-001",
    ]


def test_cards_that_were_swapped_are_put_right_in_one_file(importer: Importer) -> None:
    header = f"{REQUIRED},card_uid"
    importer.members(header, "A1,Anna,F,ten,04A1B2C3D4E501", "A2,Bea,F,ten,04A1B2C3D4E502")

    assert importer.members(header, "A1,Anna,F,ten,04A1B2C3D4E502", "A2,Bea,F,ten,04A1B2C3D4E501").updated == 2
    assert member_row(importer.db, "A1")["uid"] == "04A1B2C3D4E502"
    assert member_row(importer.db, "A2")["uid"] == "04A1B2C3D4E501"


def test_a_second_import_keeps_what_has_no_column(importer: Importer) -> None:
    importer.members(FULL, ANNA)

    assert importer.members(REQUIRED, "A1001,林雨薇,F,ten") == Imported(added=0, updated=1, unchanged=0)
    row = member_row(importer.db, "A1001")
    kept = ("00012345678", 7, "en", "04A1B2C3D4E580")
    assert (row["name"], row["phone"], row["visits_left"], row["language"], row["uid"]) == ("林雨薇", *kept)


def test_an_empty_cell_takes_nothing_away(importer: Importer) -> None:
    importer.members(FULL, ANNA)
    before = dump(importer.db)

    assert importer.members(FULL, "A1001,林雨禾,F,,,,ten,,,,,,,,,").unchanged == 1
    assert dump(importer.db) == before


def test_an_empty_cell_clears_all_but_the_visits_and_the_card_where_that_is_asked_for(importer: Importer) -> None:
    importer.staff("staff_no,name,role", "S07,Cora,consultant", "S09,Ben,coach")
    importer.members(FULL, ANNA, ANNA.replace("A1001", "A1002").replace("04:a1", "05:a1"))

    emptied = importer.members(FULL, "A1001,林雨禾,F,,,,ten,,,,,,,,,", "A1002,林雨禾,F,,,,ten,,,,,,,,,", options=Options(clear_empty=True))

    assert emptied.warnings[:2] == (
        "born_on: empty cells take away what is stored of 2 (line 2 and 1 more)",
        "phone: empty cells take away what is stored of 2 (line 2 and 1 more)",
    )
    assert len(emptied.warnings) == 9
    again = importer.members(FULL, "A1001,林雨禾,F,,,,ten,,,,,,,,,", options=Options(clear_empty=True))
    assert (again.unchanged, again.warnings) == (1, ())

    row = member_row(importer.db, "A1001")
    assert {column for column, value in row.items() if value is None} == {
        "born_on", "phone", "valid_from", "valid_until", "frozen_from", "frozen_until", "coach", "consultant", "joined_on",
    }  # fmt: skip
    assert (row["visits_left"], row["uid"], row["language"]) == (7, "04A1B2C3D4E580", "zh")


def test_the_same_file_again_changes_nothing(importer: Importer) -> None:
    importer.members(FULL, ANNA)

    again = importer.members(FULL, ANNA)

    assert (again.added, again.updated, again.unchanged) == (0, 0, 1)


def test_a_new_card_takes_the_place_of_the_old_one_even_when_that_was_lost(importer: Importer) -> None:
    header = f"{REQUIRED},card_uid"
    importer.members(header, "A1,Anna,F,ten,04A1B2C3D4E501")
    importer.db.execute("UPDATE credentials SET lost = 1")

    importer.members(header, "A1,Anna,F,ten,04A1B2C3D4E501")
    assert member_row(importer.db, "A1")["lost"] == 1
    importer.members(header, "A1,Anna,F,ten,04A1B2C3D4E502")

    assert importer.db.execute("SELECT uid, card_no, lost FROM credentials").fetchall() == [("04A1B2C3D4E502", "A1", 0)]


@pytest.mark.parametrize(("plan", "visits"), [("annual", None), ("ten", 10), ("trial", 1)])
@pytest.mark.parametrize("cell", ["", ",visits_left"])
def test_a_new_card_holds_the_visits_of_its_plan(importer: Importer, plan: str, visits: int | None, cell: str) -> None:
    importer.members(f"{REQUIRED}{cell}", f"A1,Anna,F,{plan}{',' if cell else ''}")

    assert member_row(importer.db, "A1")["visits_left"] == visits


def test_an_annual_member_who_buys_a_visit_card_gets_its_visits(importer: Importer) -> None:
    importer.members(REQUIRED, "A1,Anna,F,annual")

    importer.members(REQUIRED, "A1,Anna,F,ten")

    assert member_row(importer.db, "A1")["visits_left"] == 10


def test_used_up_visits_stay_used_up(importer: Importer) -> None:
    importer.members(f"{REQUIRED},visits_left", "A1,Anna,F,ten,0")

    importer.members(f"{REQUIRED},visits_left", "A1,Anna,F,ten,")

    assert member_row(importer.db, "A1")["visits_left"] == 0


def test_a_day_is_checked_against_the_stored_one_where_the_file_has_no_column(importer: Importer) -> None:
    importer.members(FULL, ANNA)

    assert importer.problems(MEMBERS, f"{REQUIRED},valid_from", "A1001,林雨禾,F,ten,2027-01-01") == [
        "line 2, valid_from: valid_until 2026-12-31 is before valid_from 2027-01-01"
    ]
    assert importer.problems(MEMBERS, f"{REQUIRED},frozen_until", "A1001,林雨禾,F,ten,2026-02-01") == [
        "line 2, frozen_until: frozen_until 2026-02-01 is before frozen_from 2026-03-01"
    ]


def test_unknown_staff_numbers_are_one_warning_each(importer: Importer) -> None:
    imported = importer.members(f"{REQUIRED},coach,consultant", "A1,Anna,F,ten,S77,", "A2,Bea,F,ten,S77,S88")

    assert imported.added == 2
    assert imported.warnings == (
        "coach “S77” is nobody's staff number (line 2 and 1 more)",
        "consultant “S88” is nobody's staff number (line 3)",
    )
