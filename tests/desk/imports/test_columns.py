"""Headers and cells that are wrong, by line and column."""

from kiosk.desk.imports.whole import ImportKind
from tests.desk.imports.importing import Importer

MEMBERS, STAFF, TAGS = ImportKind.MEMBERS, ImportKind.STAFF, ImportKind.TAGS
STAFF_HEADER = "staff_no,name,role"


def test_every_mistake_of_a_header_is_told_at_once(importer: Importer) -> None:
    assert importer.problems(MEMBERS, "card_no,Nam,sex,sex,plann,", "A1,Anna,F,F,ten,x") == [
        "line 1, Nam: there is no such column; did you mean name?",
        "line 1, sex: this column stands there twice",
        "line 1, plann: there is no such column; did you mean plan?",
        "line 1: column 6 has no name",
        "line 1, name: this column is missing (姓名)",
        "line 1, plan: this column is missing (卡种)",
    ]


def test_a_column_that_looks_like_none_is_told_all_that_there_are(importer: Importer) -> None:
    assert importer.problems(TAGS, "tag,xyzzy", "F-001,") == ["line 1, xyzzy: there is no such column; known are tag, uid"]


def test_columns_stand_in_any_order(importer: Importer) -> None:
    assert importer.staff("role,staff_no,name", "lead,S01,Anna").added == 1
    assert importer.db.execute("SELECT staff_no, name, role FROM staff").fetchall() == [("S01", "Anna", "lead")]


def test_cells_too_many_or_too_few_are_told(importer: Importer) -> None:
    assert importer.problems(STAFF, STAFF_HEADER, "S01,Anna", "S02,Bea,bar,", "S03,Cara,bar") == [
        "line 2: has 2 cells, the header has 3",
        "line 3: has 4 cells, the header has 3",
    ]


def test_an_empty_required_cell_is_told(importer: Importer) -> None:
    assert importer.problems(STAFF, STAFF_HEADER, "S01,  ,lead", ",Bea,bar") == ["line 2, name: is empty", "line 3, staff_no: is empty"]


def test_blanks_around_a_cell_are_not_kept(importer: Importer) -> None:
    importer.staff(STAFF_HEADER, " S01 ,\t林 雨禾\u3000,lead ")

    assert importer.db.execute("SELECT staff_no, name FROM staff").fetchall() == [("S01", "林 雨禾")]


def test_control_characters_are_told_by_name(importer: Importer) -> None:
    problems = importer.problems(STAFF, STAFF_HEADER, "S01,An\x07na,lead", '"S02","Be\na",bar', "S03,Ca\u202era,bar")

    assert problems == [
        "line 2, name: “An na” holds the control character U+0007",
        "line 3, name: “Be a” holds a line break",
        "line 5, name: “Ca ra” holds the control character U+202E",
    ]


def test_a_value_that_is_too_long_is_told(importer: Importer) -> None:
    assert importer.problems(STAFF, STAFF_HEADER, f"S01,{'林' * 101},lead", f"{'S' * 17},Anna,lead") == [
        "line 2, name: is 101 characters long, at most 100 are allowed",
        "line 3, staff_no: is 17 characters long, at most 16 are allowed",
    ]


def test_a_refusal_reads_as_a_list_and_a_single_problem_as_one_sentence(importer: Importer) -> None:
    assert str(importer.refused(TAGS, "tag\nF-1\n")) == (
        "nothing was imported from import.csv: line 2, tag: “F-1” is no tag's number such as F-001 or M-017"
    )
    assert str(importer.refused(STAFF, f"{STAFF_HEADER}\n,Anna,lead\nS02,,lead\n")) == (
        "nothing was imported from import.csv: 2 problems\n  line 2, staff_no: is empty\n  line 3, name: is empty"
    )


def test_of_many_problems_the_first_fifty_and_the_number_are_told(importer: Importer) -> None:
    refused = importer.refused(STAFF, STAFF_HEADER + "\n" + "".join(f"S{n:03d},Anna,boss\n" for n in range(120)))

    lines = str(refused).splitlines()
    assert lines[0] == "nothing was imported from import.csv: 120 problems"
    assert lines[1].startswith("  line 2, role: “boss” is unknown; known are receptionist, cashier")
    assert lines[50].startswith("  line 51, role:")
    assert lines[51:] == ["  … and 70 more"]


def test_blank_lines_before_the_header_are_counted(importer: Importer) -> None:
    assert importer.problems(TAGS, "", "", "tagg", "F-001")[0].startswith("line 3, tagg: there is no such column; did you mean tag?")
