from pathlib import Path

import pytest

from tests.simulator.stage import Club


@pytest.fixture
def club(tmp_path: Path) -> Club:
    return Club(tmp_path)
