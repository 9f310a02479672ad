"""A rush whose touchscreen is killed again and again; ``make powercut`` plays a longer one."""

import statistics
from pathlib import Path
from random import Random

import pytest

from kiosk.database.store import one_moment
from tests.rush.agreement import disagreements
from tests.rush.books import Books
from tests.rush.club import make_rush_club
from tests.rush.counter_on_wire import CounterOnWire
from tests.rush.dying_screen import DyingScreen
from tests.rush.world import World

USUAL_S, LONGEST_S = 0.1, 1.0


@pytest.mark.timeout(180)
def test_a_screen_that_is_killed_in_a_rush_loses_and_delays_no_tap(tmp_path: Path) -> None:
    home = make_rush_club(tmp_path)
    with one_moment(home.database_file) as db:
        before = Books.read(db)
    with DyingScreen(home, Random(7), times=4) as screen:
        world = World(CounterOnWire(home), Random(7), taps=40, enough=lambda: screen.done)
        world.play()

    assert screen.kills == 4
    assert disagreements(world, before) == []
    assert len(world.waits_s) == world.tapped
    assert statistics.median(world.waits_s) < USUAL_S
    assert max(world.waits_s) < LONGEST_S
