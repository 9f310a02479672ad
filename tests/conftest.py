"""What holds for every test."""

from pathlib import Path

import pytest

MIDDLEWARE = Path(__file__).parent / "middleware"


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests on real middleware in one worker: they share a machine's devices and measure time."""
    for item in items:
        if item.path.is_relative_to(MIDDLEWARE):
            item.add_marker(pytest.mark.xdist_group("middleware"))
