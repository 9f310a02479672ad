"""The demo's evening is asked for by those who may ask."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date
from pathlib import Path

import pytest

from kiosk.demo.club import demo_club
from kiosk.demo.evening import Progress, play_evening
from kiosk.demo.script import evening
from kiosk.desk.roles import Role
from kiosk.desk.systems import asks_of, requests_of
from kiosk.errors import ScriptError
from kiosk.settings.roles import load_roles
from kiosk.settings.shipped import shipped_file
from kiosk.wire.messages import request_from
from tests.club import make_club

ROLES = load_roles(shipped_file("roles.toml"))


@contextmanager
def unseen(_: str) -> Iterator[Progress]:
    yield lambda _done, _total: None


def test_whoever_asks_in_the_evening_works_there_and_may_ask() -> None:
    club = demo_club(date(2026, 11, 25))
    roles = {row["staff_no"]: Role(row["role"]) for row in club.staff}
    asked = [line for line in evening(club, date(2026, 11, 25), UTC) if "request" in line]
    assert asked
    assert all(ROLES.allow(roles[line["as"]], asks_of()[type(request_from(line["request"], requests_of()))]) for line in asked)


def test_in_a_home_where_they_do_not_work_the_evening_is_not_played(tmp_path: Path) -> None:
    home = make_club(tmp_path)
    with closing(sqlite3.connect(home.database_file)) as db, db:
        db.execute("DELETE FROM staff WHERE staff_no = 'S01'")
    with pytest.raises(ScriptError, match="nobody works here under the number 'S01'"):
        play_evening(home, tmp_path / "pictures", unseen)
