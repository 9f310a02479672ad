"""A rush whose counter is killed again and again; ``make powercut`` plays a longer one."""

from pathlib import Path
from random import Random

import pytest

from kiosk.database.store import one_moment
from tests.rush.agreement import disagreements
from tests.rush.books import Books
from tests.rush.club import make_rush_club
from tests.rush.counter_on_wire import CounterOnWire
from tests.rush.world import World


@pytest.mark.timeout(180)
def test_a_counter_that_is_killed_in_a_rush_lets_nobody_in_twice_and_loses_no_tag(tmp_path: Path) -> None:
    home = make_rush_club(tmp_path)
    with one_moment(home.database_file) as db:
        before = Books.read(db)
    world = World(CounterOnWire(home), Random(6), taps=40, between_kills_s=0.4, enough=lambda: world.kills > 1)
    world.play()

    assert disagreements(world, before) == []
    assert world.walks
