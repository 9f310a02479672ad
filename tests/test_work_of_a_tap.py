"""How much the database is asked to do while somebody waits at the turnstile."""

from pathlib import Path

import pytest

from kiosk.settings.home import Home
from tests.lane.club import ADAM, BRUNO, Club, found
from tests.lane.work import Work, work_of

MOST = 6  # one question, begin, two tables, the journal, commit


@pytest.fixture
def work(tmp_path: Path) -> Work:
    found(Home(tmp_path / "club"), per_pool=5)
    club = Club(tmp_path / "club")
    club.do(tap=ADAM)
    club.finish()
    work = work_of(club, BRUNO)
    club.stage.close()
    assert club.stage.door.releases == 2
    return work


def test_a_member_waits_for_one_commit_of_six_statements_from_the_card_to_the_release(work: Work) -> None:
    assert work.grant.count("COMMIT") == 1
    assert len(work.grant) <= MOST
    assert work.hand == []


def test_the_tags_fall_is_on_disk_before_a_hand_comes_and_the_hand_after_the_arm_is_free(work: Work) -> None:
    assert [statements.count("COMMIT") for statements in (work.fall, work.after)] == [1, 1]
    assert max(len(work.fall), len(work.after)) <= MOST
