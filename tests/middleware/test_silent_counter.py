"""A real counter that hangs with its socket open: the touchscreen must not go on showing its last picture."""

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.club import ALWAYS_OPEN, make_club
from tests.counter_process import CounterProcess
from tests.middleware.screen_process import ScreenProcess
from tests.middleware.waiting import Since

NOTICED_WITHIN_S = 10.0


@pytest.fixture
def counter() -> Iterator[CounterProcess]:
    with tempfile.TemporaryDirectory(prefix="k-") as folder, CounterProcess(make_club(Path(folder), ALWAYS_OPEN)) as counter:
        yield counter


def test_a_counter_that_hangs_sends_members_to_the_desk_until_it_goes_on(counter: CounterProcess, tmp_path: Path) -> None:
    with ScreenProcess(tmp_path, counter.home.socket) as screen:
        screen.until_seen("请刷会员卡")
        os.kill(counter.process.pid, signal.SIGSTOP)
        hung = Since()
        try:
            screen.until_seen("Please see the desk")
            assert hung.free_s() < NOTICED_WITHIN_S
            screen.until(lambda: "请刷会员卡" not in screen.texts(), "the call to tap to be gone")
        finally:
            os.kill(counter.process.pid, signal.SIGCONT)
        screen.until_seen("请刷会员卡")
        screen.until(lambda: "Please see the desk" not in screen.texts(), "the lost counter's face to be gone")
