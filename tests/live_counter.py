"""A counter at work in this process: simulated door, real database, real socket, real time."""

import threading
from pathlib import Path
from typing import Self
from unittest import mock

from kiosk.commands.running import run_counter
from kiosk.counter.counter import Counter
from kiosk.settings.home import Home
from tests.club import ALWAYS_OPEN, add_staff, make_club
from tests.screen_client import ScreenClient


class LiveCounter:
    """Runs until the end of the ``with`` block. Only the signals are left out: they belong to a process's main thread.

    :param people: who works there besides, each with number, role and PIN.
    """

    def __init__(self, folder: Path, *people: tuple[str, str, str]) -> None:
        self.home: Home = make_club(folder, ALWAYS_OPEN)
        add_staff(self.home, people)
        self._counters: list[Counter] = []
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self.counter.quit()
        self._thread.join(10)

    @property
    def counter(self) -> Counter:
        """The counter that runs."""
        return self._counters[0]

    def screen(self) -> ScreenClient:
        """Another screen."""
        return ScreenClient(self.home.socket)

    def _run(self) -> None:
        with mock.patch("kiosk.commands.running._until_signalled", self._counters.append):
            run_counter(self.home, ready=self._ready.set)
