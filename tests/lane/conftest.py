import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from kiosk.settings.home import Home
from tests.lane.club import Club, found
from tests.lane.world import World

# Two busy cores: no time limit for one example, few of them, and the same ones each time.
settings.register_profile(
    "lane",
    deadline=None,
    max_examples=60,
    stateful_step_count=40,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)
settings.load_profile("lane")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with three tags a pool, to be copied."""
    path = tmp_path_factory.mktemp("founded")
    found(Home(path), per_pool=3)
    return path


@pytest.fixture
def open_club(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Club]]:
    """Opens a club with three tags a pool, as often as wanted."""
    clubs = []

    def opened(**fields: object) -> Club:
        path = tmp_path_factory.mktemp("club")
        clubs.append(Club(shutil.copytree(founded, path, dirs_exist_ok=True), **fields))  # type: ignore[arg-type]
        return clubs[-1]

    yield opened
    for club in clubs:
        club.stage.close()


@pytest.fixture
def club(open_club: Callable[..., Club]) -> Club:
    return open_club()
