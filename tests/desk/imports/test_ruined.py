"""What a spreadsheet ruined is refused and never stored; what it only dressed up is mended."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.desk.imports.ruined import mended, perhaps
from kiosk.desk.imports.whole import ImportKind
from tests.desk.imports.importing import Importer

MEMBERS = ImportKind.MEMBERS
HEADER = "card_no,name,sex,plan,phone,visits_left,card_uid"
HOW = "format the column as text"


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("1.23457E+15", "“1.23457E+15” is a number that a spreadsheet shortened, and its digits are lost"),
        ("1.23e15", "“1.23e15” is a number that a spreadsheet shortened"),
        ("1E+10", "“1E+10” is a number that a spreadsheet shortened"),
        ("1001.0", "“1001.0” has a point and zeros that a spreadsheet put there"),
        ("=1001", "“=1001” begins with “=”, which belongs to the spreadsheet"),
        ('"=""1001"""', '“="1001"” begins with “=”, which belongs to the spreadsheet'),
        ("'1001", "“'1001” begins with “'”, which belongs to the spreadsheet"),
        ("#N/A", "“#N/A” is an error of the spreadsheet, or its column is too narrow"),
        ("########", "“########” is an error of the spreadsheet, or its column is too narrow"),
        ("1001\u200b", "“1001[U+200B]” holds the invisible sign U+200B"),
        ("10\u200d01", "“10[U+200D]01” holds the invisible sign U+200D"),
        ("\ufeff1001", "“[U+FEFF]1001” holds the invisible sign U+FEFF"),
        ("\u00ad1001", "“[U+00AD]1001” holds the invisible sign U+00AD"),
        ("\ufffd\ufffd梅", "“\ufffd\ufffd梅” holds U+FFFD, where a sign was lost when the list was saved"),
    ],
)
@pytest.mark.parametrize("column", ["card_no", "name", "phone"])
def test_a_ruined_cell_is_refused_with_how_to_save_the_column_as_text(importer: Importer, column: str, cell: str, told: str) -> None:
    row = {"card_no": "A2", "name": "Bea", "sex": "F", "plan": "ten", "phone": "1", "visits_left": "", "card_uid": ""} | {column: cell}
    (problem,) = importer.problems(MEMBERS, HEADER, "A1,Anna,F,ten,,,", ",".join(row.values()))
    assert problem.startswith(f"line 3, {column}: {told}")
    assert HOW in problem


def test_a_pin_is_not_repeated_either(importer: Importer) -> None:
    problems = importer.problems(
        ImportKind.STAFF, "staff_no,name,role,pin", "S1,A,bar,4801.0", "S2,A,bar,4802\u200b", "S3,A,bar,=4803", "S4,A,bar,48\x0705"
    )
    assert len(problems) == 4
    assert not [problem for problem in problems if "48" in problem]


def test_full_width_digits_are_stored_plain_and_told(importer: Importer) -> None:
    imported = importer.members(HEADER, "Ａ１００１,林　Ａ，一,Ｆ,ten,１３８,７,０４Ａ１Ｂ２Ｃ３", "A2,Bea,F,ten,,８,")
    assert imported.warnings == (
        "card_no: full-width signs were read as plain ones (line 2)",
        "sex: full-width signs were read as plain ones (line 2)",
        "phone: full-width signs were read as plain ones (line 2)",
        "visits_left: full-width signs were read as plain ones (line 2 and 1 more)",
        "card_uid: full-width signs were read as plain ones (line 2)",
    )
    assert importer.db.execute("SELECT card_no, name, phone, visits_left FROM members").fetchall()[0] == ("A1001", "林　Ａ，一", "138", 7)
    assert importer.db.execute("SELECT uid FROM credentials").fetchall() == [("04A1B2C3",)]


def test_a_space_that_does_not_break_is_a_space(importer: Importer) -> None:
    importer.members(HEADER, "\u00a0A1\u00a0,Anna\u00a0Li,F,ten,138\u202f0001,,")
    assert importer.db.execute("SELECT card_no, name, phone FROM members").fetchall() == [("A1", "Anna Li", "138 0001")]


@pytest.mark.parametrize("cell", ["O'Brien", "E+", "A.0", "12E45678", "1.5", "a=b", "#1", "No. 0", "x1001.0"])
def test_what_only_looks_a_little_like_it_is_kept(cell: str) -> None:
    assert mended(cell) == cell


@settings(max_examples=50)
@given(
    st.text("0123456789.eE+-='#/NA \u200b\ufffd\u00a0１Ａ陈", min_size=1, max_size=8)
    | st.from_regex(r"[-+]?[0-9]{1,3}(\.[0-9]{1,2})?([eE][-+]?[0-9]{1,2})?", fullmatch=True)
)
def test_the_quick_look_never_overlooks_what_the_close_one_finds(cell: str) -> None:
    if not perhaps(cell):
        assert mended(cell) == cell
