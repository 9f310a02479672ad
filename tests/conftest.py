from pathlib import Path

import pytest

from tests.time_limits import TimeLimits


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(TimeLimits(Path(__file__).parent))
