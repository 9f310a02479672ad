"""A counter that starts again while people wait: what its devices say comes before what its timers say."""

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.lane.state import Step
from kiosk.lane.words import Sex
from kiosk.settings.home import Home
from tests.lane.club import ANNA, BRUNO, Club, found


@pytest.fixture
def club(tmp_path: Path) -> Club:
    found(Home(tmp_path / "club"), per_pool=5)
    return Club(tmp_path / "club")


@pytest.mark.parametrize("dark_s", [3.0, 1.999999])
def test_who_waited_is_not_let_in_by_the_look_into_a_mouth_that_was_empty_before_their_tag_dropped(club: Club, dark_s: float) -> None:
    club.do(behave={"takes_tag": False})
    club.do(tap=ANNA)
    club.wait(13)
    club.do(behave={"takes_tag": False})
    club.do(tap=BRUNO)
    club.clock.move_to(club.clock.now() + timedelta(seconds=dark_s))
    club.stage.do("power_cut", {"power_cut": True})
    club.stage.let_pass(club.clock.now() + timedelta(seconds=0.01))

    serving = club.stage.counter.lane.serving
    assert serving
    assert (serving.visit, serving.step, serving.tag) == (2, Step.TAG, "M-001")
    assert club.stage.door.trays == {Sex.FEMALE, Sex.MALE}
    assert club.stage.door.releases == 0
    club.stage.close()
