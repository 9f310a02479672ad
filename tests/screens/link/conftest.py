"""A client and a fake counter, over a real Unix socket."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.screens.link.client import CounterClient
from tests.screens.fake_counter import FakeCounter
from tests.screens.link.ui_thread import UiThread


@pytest.fixture
def ui() -> UiThread:
    return UiThread()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "counter.sock"


@pytest.fixture
def client(ui: UiThread, path: Path) -> Iterator[CounterClient]:
    client = CounterClient(str(path), ui, ui.work.put, answer_within_s=60, silent_after_s=60)
    client.start()
    yield client
    client.stop()


@pytest.fixture
def impatient(ui: UiThread, path: Path) -> Iterator[CounterClient]:
    """One that soon gives a question up."""
    client = CounterClient(str(path), ui, ui.work.put, answer_within_s=0.4, silent_after_s=60)
    client.start()
    yield client
    client.stop()


@pytest.fixture
def counter(path: Path) -> Iterator[FakeCounter]:
    with FakeCounter(path) as counter:
        yield counter
