"""The door of each test: a counter of its own on the lab's one chip and one PC/SC service."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.club import make_club
from tests.lab.door import Door
from tests.lab.gpio_chip import GpioChip
from tests.lab.lines import lab_settings
from tests.middleware.private_pcscd import SOCKET_VARIABLE, PrivatePcscd, fast_polling


@pytest.fixture(scope="session")
def chip() -> GpioChip:
    return GpioChip()


@pytest.fixture(scope="session")
def pcscd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivatePcscd]:
    directory = tmp_path_factory.mktemp("p")
    with PrivatePcscd(("Front", "Slot"), directory, fast_polling(directory)) as pcscd, pytest.MonkeyPatch.context() as patch:
        patch.setenv(SOCKET_VARIABLE, pcscd.socket)
        yield pcscd


@pytest.fixture
def settings() -> str:
    """The ``kiosk.toml`` of the door; a module may have one of its own."""
    return lab_settings()


@pytest.fixture
def resting_door(tmp_path: Path, chip: GpioChip, pcscd: PrivatePcscd, settings: str) -> Door:
    """A door whose counter does not run yet."""
    door = Door(make_club(tmp_path, settings), chip, pcscd)
    door.at_rest()
    return door


@pytest.fixture
def door(resting_door: Door) -> Iterator[Door]:
    """A door at work, nobody at it."""
    with resting_door.at_work():
        yield resting_door
