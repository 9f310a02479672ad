"""``kiosk import``: sheets, empty cells, templates, help."""

from pathlib import Path

import pytest

from kiosk.desk.imports.kinds import columns_of
from kiosk.desk.imports.requests import ImportKind
from kiosk.desk.imports.rows import read_rows
from kiosk.desk.imports.workbook import Wanted
from kiosk.settings.home import Home
from tests.club import dump, make_club
from tests.command_line import kiosk, one_sentence
from tests.desk.imports.saving import as_workbook

HEADER = ["card_no", "name", "sex", "plan", "phone"]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return make_club(tmp_path)


def test_a_sheet_is_named(home: Home, tmp_path: Path) -> None:
    file = as_workbook(
        tmp_path / "l.xlsx", {"一月": [HEADER, ["B1", "林", "F", "ten", ""]], "二月": [HEADER, ["B2", "王", "F", "ten", ""]]}
    )
    ran = kiosk("import", "members", file, "--sheet", "二月", "--home", home.path)
    assert (ran.code, ran.err) == (0, "read as the sheet “二月”; names such as “王”\n")
    assert "there are “一月”, “二月”" in one_sentence(kiosk("import", "members", file, "--sheet", "三月", "--home", home.path))


def test_what_empty_cells_would_take_away_is_counted_in_the_dry_run(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "l.csv"
    file.write_text("card_no,name,sex,plan,phone\nB1,林,F,ten,138\nB2,王,F,ten,139\n", encoding="utf-8")
    assert kiosk("import", "members", file, "--home", home.path).code == 0
    file.write_text("card_no,name,sex,plan,phone\nB1,林,F,ten,\nB2,王,F,ten,\n", encoding="utf-8")
    before = dump(home)
    ran = kiosk("import", "members", file, "--dry-run", "--clear-empty", "--json", "--home", home.path)
    assert ran.json["warnings"] == ["phone: empty cells take away what is stored of 2 (line 2 and 1 more)"]
    assert ran.json["updated"] == 2
    assert kiosk("import", "members", file, "--json", "--home", home.path).json["unchanged"] == 2
    assert [line for line in dump(home) if "journal" not in line] == [line for line in before if "journal" not in line]


@pytest.mark.parametrize("kind", list(ImportKind))
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_template_is_a_list_that_only_lacks_its_rows(tmp_path: Path, kind: ImportKind, suffix: str) -> None:
    file, nowhere = tmp_path / f"list{suffix}", tmp_path / "no home"
    assert kiosk("import", kind, "--template", file, "--home", nowhere).code == 0
    ran = kiosk("import", kind, "--template", file, "--home", nowhere)
    assert "is there already; choose another name" in one_sentence(ran)
    home = make_club(tmp_path)
    assert "there are no rows below the header" in one_sentence(kiosk("import", kind, file, "--home", home.path))


def test_a_filled_in_template_is_imported(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    told = kiosk("import", "members", "--template", file, "--home", home.path).out
    assert "卡种 (plan, must be filled in): the card kind" in told
    assert "annual (年卡, Annual)" in told
    examples = {column.name: column.words.example for column in columns_of(ImportKind.MEMBERS)}
    with file.open("a", encoding="utf-8") as rows:
        rows.write(",".join(examples.values()) + "\n")
    ran = kiosk("import", "members", file, "--home", home.path)
    assert (ran.code, ran.out) == (0, "members: 0 added, 1 updated, 0 unchanged\n")


def test_a_workbook_to_fill_in_explains_each_column_on_its_second_sheet(tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    kiosk("import", "members", "--template", file, "--json", "--home", tmp_path)
    rows = read_rows(file, Wanted("说明 columns"))
    assert [row.cells[1] for row in rows.rows] == [column.name for column in columns_of(ImportKind.MEMBERS)]
    assert rows.rows[6].cells[3].endswith("trial (体验, Trial)")


@pytest.mark.parametrize("arguments", [(), ("list.csv", "--template", "other.csv"), ("--template", "list.doc")])
def test_a_file_or_a_template_and_a_template_of_a_known_kind(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    ran = kiosk("import", "members", *arguments, "--home", tmp_path)
    assert (ran.code, "Traceback" in ran.err) == (2, False)


def test_help_tells_every_column() -> None:
    told = " ".join(kiosk("import", "--help").out.split())
    for kind in ImportKind:
        assert f"{kind} {', '.join(column.name + '*' * column.required for column in columns_of(kind))}" in told
