"""``kiosk import``: a file goes in whole or not at all, and a bad one is told by its lines."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from kiosk.settings.home import Home
from tests.club import LI, ask_database, dump, journal_of, make_club
from tests.command_line import Ran, kiosk

HEADER = "card_no,name,sex,plan,card_uid,valid_until"
GOOD = ("B1,林一,F,annual,05AA0001,2027-12-31", "B2,林二,M,ten,05AA0002,")
MANY = 100_000


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return make_club(tmp_path)


def members(home: Home, rows: Sequence[str], *options: str) -> Ran:
    file = home.path.parent / "members.csv"
    file.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return kiosk("import", "members", file, *options, "--home", home.path)


def refused(home: Home, content: bytes) -> str:
    """What is told of a file that must change nothing."""
    file = home.path.parent / "members.csv"
    file.write_bytes(content)
    before = dump(home)
    ran = kiosk("import", "members", file, "--home", home.path)
    assert (ran.code, ran.out) == (1, "")
    assert "Traceback" not in ran.err
    assert dump(home) == before
    return ran.err


def test_a_good_file_goes_in_and_is_counted(home: Home) -> None:
    ran = members(home, GOOD, "--json")
    assert (ran.code, ran.json) == (
        0,
        {
            "kind": "members",
            "dry_run": False,
            "read_as": "UTF-8; names such as “林一” and “林二”",
            "added": 2,
            "updated": 0,
            "unchanged": 0,
            "warnings": [],
        },
    )
    assert ask_database(home, "SELECT card_no, visits_left FROM members WHERE card_no LIKE 'B%' ORDER BY 1") == [("B1", None), ("B2", 10)]
    assert journal_of(home)[-1] == ("import_members", {"added": 2, "updated": 0})
    assert members(home, GOOD).out == "members: 0 added, 0 updated, 2 unchanged\n"


def test_a_rehearsal_counts_the_same_and_changes_nothing(home: Home) -> None:
    home.plans_file.write_text(
        home.plans_file.read_text(encoding="utf-8")
        + '\n[[plan]]\ncode = "student"\nname_zh = "学生卡"\nname_en = "Student"\nkind = "term"\nprice_fen = 100\n',
        encoding="utf-8",
    )
    before = dump(home)
    rows = (*GOOD, "B3,林三,F,student,05000003,2027-12-31")
    ran = members(home, rows, "--dry-run", "--json")
    assert (ran.json["added"], ran.json["dry_run"]) == (3, True)
    assert dump(home) == before
    assert members(home, rows, "--dry-run").out == "members: 3 would be added, 0 would be updated, 0 would be unchanged\n"
    assert members(home, rows).code == 0
    assert ask_database(home, "SELECT plan FROM members WHERE card_no = 'B3'") == [("student",)]


@pytest.mark.parametrize(
    ("row", "place", "told"),
    [
        ("B3,林三,F,annual,05000003,2027-13-31", "line 4, valid_until", "2027-13-31"),
        ("B3,林三,F,anual,05000003,", "line 4, plan", "annual"),
        ("B1,林三,F,annual,05000003,", "line 4, card_no", "line 2"),
        ("B3,林三,F,annual,05AA0001,", "line 4, card_uid", "line 2"),
        (f"B3,林三,F,annual,{LI},", "line 4, card_uid", "A1001"),
    ],
)
def test_one_bad_row_keeps_all_out(home: Home, row: str, place: str, told: str) -> None:
    err = refused(home, "\n".join([HEADER, *GOOD, row]).encode())
    assert place in err
    assert told in err


def test_every_bad_row_is_told_at_once(home: Home) -> None:
    rows = ("B1,林一,X,annual,05000001,", "B2,林二,F,no,05000002,", "B3,林三,F,annual,xyz,", "B4,林四,F,annual,05000004,31.12.2027")
    err = refused(home, "\n".join([HEADER, *rows]).encode())
    assert "4 problems" in err
    assert [line.split(",")[0].strip() for line in err.splitlines()[1:]] == ["line 2", "line 3", "line 4", "line 5"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (f"{HEADER}\nB1,M\xfcller,F,annual,05000001,\n".encode("latin-1"), "UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
        (f"{HEADER}\n".encode(), "row"),
        (b"card_no,name\nB1,x\n", "sex"),
    ],
)
def test_a_file_that_is_no_table_of_ours_is_told_in_a_sentence(home: Home, content: bytes, told: str) -> None:
    assert told in refused(home, content)


def test_a_file_that_is_not_there_is_told_in_a_sentence(home: Home) -> None:
    ran = kiosk("import", "members", home.path / "nothing.csv", "--home", home.path)
    assert (ran.code, "there is no such file" in ran.err) == (1, True)


@pytest.mark.slow
def test_a_hundred_thousand_rows_with_one_bad_one_change_nothing(home: Home) -> None:
    rows = [f"B{number:06d},会员,F,annual,{0x06000000 + number:08X},2027-12-31" for number in range(MANY)]
    rows[77_777] = rows[77_777].replace("2027-12-31", "soon")
    err = refused(home, "\n".join([HEADER, *rows]).encode())
    assert "line 77779, valid_until" in err


@pytest.mark.parametrize(
    ("kind", "text", "word"),
    [
        ("staff", "staff_no,name,role,pin\nS09,林九,bar,4711\n", "import_staff"),
        ("classes", "weekday,start,minutes,name,room\n3,18:30,60,瑜伽,一号厅\n", "import_classes"),
        ("tags", "tag,uid\nF-009,05AA0001\n", "import_tags"),
    ],
)
def test_every_kind_of_file_leaves_its_entry_in_the_journal(home: Home, kind: str, text: str, word: str) -> None:
    file = home.path.parent / "file.csv"
    file.write_text(text, encoding="utf-8")
    assert kiosk("import", kind, file, "--home", home.path).out == f"{kind}: 1 added, 0 updated, 0 unchanged\n"
    assert journal_of(home)[-1] == (word, {"added": 1, "updated": 0})
