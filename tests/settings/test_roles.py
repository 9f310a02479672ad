"""What each role may ask, as a technician writes it: every mistake at once, with its line and what was meant."""

from pathlib import Path

import pytest

from kiosk.desk.asked import GROUPS
from kiosk.desk.roles import Role
from kiosk.errors import SettingsError
from kiosk.settings.home import Home
from kiosk.settings.roles import load_roles
from kiosk.settings.shipped import shipped_text
from tests.club import make_club
from tests.command_line import kiosk

SHIPPED = shipped_text("roles.toml")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return make_club(tmp_path)


def mistakes(folder: Path, text: str) -> list[str]:
    file = folder / "roles.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as wrong:
        load_roles(file)
    return [mistake.removeprefix(f"{file}:") for mistake in wrong.value.mistakes]


def test_the_shipped_table_gives_every_role_something_and_every_group_to_somebody(tmp_path: Path) -> None:
    (tmp_path / "roles.toml").write_text(SHIPPED, encoding="utf-8")
    may = load_roles(tmp_path / "roles.toml").may
    assert set(may) == set(Role)
    assert all(may.values())
    assert set().union(*may.values()) == {group.value for group in GROUPS}


def test_every_mistake_is_told_with_its_line_and_what_was_meant(tmp_path: Path) -> None:
    text = SHIPPED.replace('bar          = ["staff", "house"]', 'bar          = ["staff", "hose", "retrun_tag"]')
    line = text.splitlines().index('bar          = ["staff", "hose", "retrun_tag"]') + 1
    told = mistakes(tmp_path, text.replace("cleaner ", "claener "))
    wanted = "is no group and no request; wanted staff, house, desk, leads, or a name of docs/requests.md; did you mean"
    assert [mistake for mistake in told if mistake.startswith(f"{line}:")] == [
        f'{line}: bar[2]: "hose" {wanted} house?',
        f'{line}: bar[3]: "retrun_tag" {wanted} return_tag?',
    ]
    assert any("claener: no such key" in mistake and "did you mean cleaner?" in mistake for mistake in told)
    assert any("cleaner: is missing" in mistake for mistake in told)


def test_check_tells_the_mistakes_of_the_roles_too(home: Home) -> None:
    home.roles_file.write_text(SHIPPED.replace('lead         = ["staff"', 'lead         = ["stuff"'), encoding="utf-8")
    checked = kiosk("check", "--json", "--home", home.path)
    assert checked.code == 2
    assert [("roles.toml" in mistake, "did you mean staff?" in mistake) for mistake in checked.json["mistakes"]] == [(True, True)]


def test_a_home_from_before_there_were_roles_has_those_that_ship(home: Home) -> None:
    home.roles_file.unlink()
    assert kiosk("check", "--home", home.path).code == 0
    assert home.roles().may[Role.LEAD] == {"staff", "house", "desk", "leads"}


def test_a_new_home_has_the_table_to_write_in(home: Home) -> None:
    assert home.roles_file.read_text(encoding="utf-8") == SHIPPED


@pytest.mark.parametrize("word", ["ping", "sign_in", "begin_import", "simulate", "anybody", "program"])
def test_what_no_role_decides_can_be_given_to_none(tmp_path: Path, word: str) -> None:
    (told,) = mistakes(tmp_path, SHIPPED.replace('bar          = ["staff"', f'bar          = ["{word}"'))
    assert "is no group and no request" in told


def test_a_link_that_leads_nowhere_is_told(home: Home) -> None:
    home.roles_file.unlink()
    home.roles_file.symlink_to(home.path / "nowhere.toml")
    assert kiosk("check", "--home", home.path).code == 2
