"""What is exported comes back as it was: a round trip changes nothing."""

import csv
import stat
from pathlib import Path

import pytest

from kiosk.settings.home import Home
from tests.club import dump, make_club
from tests.command_line import kiosk, one_sentence

KINDS = ("members", "staff", "classes", "tags")
CLASSES = "weekday,start,minutes,name,room,coach,from,until\n1,19:00,60,瑜伽,一号操房,S03,2026-01-01,\n6,09:30,45,尊巴,大厅,,,\n"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = make_club(tmp_path)
    classes = tmp_path / "classes.csv"
    classes.write_text(CLASSES, encoding="utf-8")
    assert kiosk("import", "classes", classes, "--home", home.path).code == 0
    return home


def tables(home: Home) -> list[str]:
    """What stands in the tables, without the journal, which tells of each import."""
    return [line for line in dump(home) if 'INTO "journal"' not in line and "_sqlite_migrations" not in line]


@pytest.mark.parametrize("kind", KINDS)
def test_a_round_trip_changes_nothing(home: Home, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"{kind}.csv"
    exported = kiosk("export", kind, file, "--json", "--home", home.path)
    assert exported.code == 0
    before = tables(home)
    imported = kiosk("import", kind, file, "--json", "--home", home.path).json
    assert (imported["added"], imported["updated"], imported["unchanged"]) == (0, 0, exported.json["rows"])
    assert exported.json["rows"] > 1
    assert tables(home) == before


def test_a_new_home_can_be_filled_from_the_files_of_another(home: Home, tmp_path: Path) -> None:
    other = Home(tmp_path / "other")
    assert kiosk("init", "--home", other.path).code == 0
    for kind in ("staff", "members", "classes", "tags"):
        assert kiosk("export", kind, tmp_path / kind, "--home", home.path).code == 0
        assert kiosk("import", kind, tmp_path / kind, "--home", other.path).code == 0
        assert kiosk("export", kind, tmp_path / f"{kind}.again", "--home", other.path).code == 0
    for kind in ("staff", "members", "classes"):
        assert (tmp_path / f"{kind}.again").read_bytes() == (tmp_path / kind).read_bytes()


def test_no_pin_is_in_the_file_and_it_is_for_its_owner_alone(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "staff.csv"
    kiosk("export", "staff", file, "--home", home.path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with file.open(encoding="utf-8-sig", newline="") as rows:
        assert next(csv.reader(rows)) == ["staff_no", "name", "role", "sex", "card_uid"]
    assert "argon2" not in file.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_left(home: Home, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere" / "members.csv"
    assert "cannot be written: No such file" in one_sentence(kiosk("export", "members", nowhere, "--home", home.path))
    assert list(tmp_path.glob("**/*.half")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [("李晓", ["A1001"]), ("a100", 9), ("04aa000001", ["A1001"]), ("T1", ["T1001", "T1002"]), ("nobody", []), ("%", []), ("", 13)],
)
def test_members_are_found_by_any_part_of_name_number_or_uid(home: Home, text: str, found: list[str] | int) -> None:
    told = kiosk("members", "--find", text, "--json", "--home", home.path).json
    numbers = [row["card_no"] for row in told["members"]]
    assert (len(numbers) if isinstance(found, int) else numbers) == found
    assert not told["more"]


def test_members_are_listed_for_people_and_no_longer_than_asked(home: Home) -> None:
    lines = kiosk("members", "--most", "2", "--home", home.path).out.splitlines()
    assert lines[0].split() == ["A1001", "李晓岚", "F", "annual", "-", "04AA000001"]
    assert lines[2].startswith("… and more")
    assert kiosk("members", "--find", "沈失", "--home", home.path).out.split()[-1] == "LOST"
    assert kiosk("members", "--find", "nobody", "--home", home.path).out == "Nobody was found.\n"
