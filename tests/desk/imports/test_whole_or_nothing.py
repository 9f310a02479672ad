"""A file is stored whole or not at all, however long it is and wherever it is bad."""

import string
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from kiosk.database.known import known
from kiosk.database.people import set_plans
from kiosk.database.store import open_database
from kiosk.desk.imports.whole import ImportKind, apply, check, read_rows
from kiosk.lane.card import canonical_uid
from tests.desk.imports.importing import PLANS, TODAY, Importer, dump, member_row

HEADER = "card_no,name,sex,plan,card_uid,valid_until"
GOOD = [f"A{number},Anna,F,ten,04A1B2C3D4E5{number:02X},2026-12-31" for number in range(20)]
BAD = [
    "A99,Anna,F,ten,,2026-13-01",
    "A99,Anna,F,gold,,",
    "A99,Anna,Q,ten,,",
    "A99,,F,ten,,",
    "A99,Anna,F,ten,04,",
    "A99,Anna,F,ten",
    "stored,Anna,F,ten,04A1B2C3D4E5F2,",  # the other stored member's card
    'A99,"An\nna",F,ten,,',
    'A99,"Anna,F,ten,,',
    "A99,An\0na,F,ten,,",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, len(GOOD)), bad=st.sampled_from(BAD), rest=st.lists(st.sampled_from(GOOD), unique=True))
def test_a_bad_row_anywhere_leaves_the_database_as_it_was(importer: Importer, place: int, bad: str, rest: list[str]) -> None:
    importer.members(HEADER, "stored,Bea,F,ten,04A1B2C3D4E5F1,", "other,Cara,F,ten,04A1B2C3D4E5F2,")
    lines = [*rest[:place], bad, *rest[place:]]

    refused = importer.refused(ImportKind.MEMBERS, "\n".join([HEADER, *lines]))

    assert [problem.line for problem in refused.problems] == [lines.index(bad) + 2]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(min_size=4, max_size=10), data=st.data())
def test_one_card_in_any_spelling_is_one_card(importer: Importer, raw: bytes, data: st.DataObject) -> None:
    def spelling() -> str:
        separator = data.draw(st.sampled_from(["", ":", "-", " "]))
        change: Callable[[str], str] = data.draw(st.sampled_from([str.upper, str.lower]))
        return change(raw.hex(separator) if separator else raw.hex())

    one, other = spelling(), spelling()

    problems = importer.problems(ImportKind.MEMBERS, f"{HEADER}", f"A1,Anna,F,ten,{one},", f"A2,Bea,F,ten,{other},")
    assert problems == [f"line 3, card_uid: “{canonical_uid(one)}” stands in line 2 already"]


@pytest.mark.slow
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200) | st.text(string.printable + "“林\ufeff\u202e", max_size=200).map(str.encode))
def test_any_content_that_is_no_table_is_refused_and_never_breaks_the_import(importer: Importer, content: bytes) -> None:
    for kind in ImportKind:
        assert importer.refused(kind, content).count >= 1


def test_a_failure_while_storing_leaves_the_database_as_it_was(importer: Importer, db: Database) -> None:
    before = dump(db)
    db.execute("DELETE FROM plans WHERE code = 'trial'")

    with pytest.raises(Exception, match="FOREIGN KEY constraint failed"):
        importer.members("card_no,name,sex,plan,card_uid", "A1,Anna,F,ten,04A1B2C3D4E501", "A2,Bea,F,trial,04A1B2C3D4E502")

    set_plans(db, [("trial", "trial")])
    assert dump(db) == before


@pytest.mark.slow
def test_a_hundred_thousand_members_are_imported_in_seconds(tmp_path: Path) -> None:
    number = 100_000
    path = tmp_path / "members.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{HEADER},born_on,phone,coach\n")
        file.writelines(f"A{n},林雨禾,F,ten,04{n:012X},2026-12-{n % 31 + 1:02d},19{n % 90 + 10}-03-01,000{n:08d},\n" for n in range(number))
    db = open_database(tmp_path / "kiosk.db")
    with db.conn:
        set_plans(db, [("ten", "visits")])
    checking: list[int] = []
    storing: list[int] = []

    begun = process_time()
    checked = check(ImportKind.MEMBERS, read_rows(path), known(db), TODAY, PLANS, lambda done, _total: checking.append(done))
    db.execute("BEGIN IMMEDIATE")
    imported = apply(db, checked, lambda done, _total: storing.append(done))
    db.conn.commit()
    took_s = process_time() - begun

    assert imported.added == number
    assert member_row(db, f"A{number - 1}")["uid"] == f"04{number - 1:012X}"
    assert checking == storing == list(range(500, number + 1, 500))
    db.conn.close()
    assert took_s < 30  # about 6 s; a loop within a loop over the rows would take minutes


@pytest.mark.slow
def test_a_hundred_thousand_bad_members_are_refused_with_fifty_of_them(importer: Importer) -> None:
    content = "card_no,name,sex,plan\n" + "".join(f"A{n},Anna,F,plan{n % 5000}\n" for n in range(100_000))

    refused = importer.refused(ImportKind.MEMBERS, content)

    assert (refused.count, len(refused.problems), refused.problems[49].line) == (100_000, 50, 51)
