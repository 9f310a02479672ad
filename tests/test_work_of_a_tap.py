"""How much the database is asked to do while somebody waits at the turnstile."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.home import Home
from tests.lane.club import ADAM, BRUNO, Club, found

MOST = 6  # one question, begin, two tables, the journal, commit


@pytest.fixture
def club(tmp_path: Path) -> Club:
    found(Home(tmp_path / "club"), per_pool=5)
    return Club(tmp_path / "club")


def test_no_decision_up_to_the_release_takes_more_than_one_commit_and_six_statements(club: Club) -> None:
    club.do(tap=ADAM)
    club.finish()

    tapped = _statements(club, lambda: club.do(tap=BRUNO))
    taken = _statements(club, lambda: club.wait(1))
    club.stage.close()

    assert club.stage.door.releases == 2
    assert (tapped.count("COMMIT"), taken.count("COMMIT")) == (1, 1)
    assert max(len(tapped), len(taken)) <= MOST


def _statements(club: Club, do: Callable[[], None]) -> list[str]:
    """What the database was asked meanwhile."""
    statements: list[str] = []
    club.stage.store.read(lambda db: db.conn.set_trace_callback(statements.append))
    do()
    club.stage.store.read(lambda db: db.conn.set_trace_callback(None))
    return statements
