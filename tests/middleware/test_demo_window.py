"""``kiosk demo`` with a display: a real window, a real click, and nothing left behind."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.desk.simulated.requests import Simulate
from kiosk.errors import KioskError
from kiosk.settings.home import Home
from kiosk.wire.asking import Asking
from tests.club import journal_of
from tests.middleware.waiting import wait_until

pytestmark = pytest.mark.side_by_side

PATIENCE_S = 45.0


@pytest.fixture
def display() -> Iterator[str]:
    """An X server of its own."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x700x24"], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    with os.fdopen(read) as number:
        yield f":{number.readline().strip()}"
    server.terminate()
    server.wait(10)


@pytest.fixture
def demo(display: str, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], Home]]:
    """The demo on that display, in a home of its own."""
    home = Home(tmp_path / "home")
    environment = os.environ | {"DISPLAY": display}
    command = [sys.executable, "-m", "kiosk", "demo", "--home", str(home.path)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            yield process, home
        finally:
            process.send_signal(signal.SIGTERM)


def click(display: str, x: int, y: int) -> None:
    environment = os.environ | {"DISPLAY": display}
    subprocess.run(["xdotool", "mousemove", str(x), str(y), "click", "1"], env=environment, check=True, timeout=10)


def happened(home: Home) -> list[str]:
    return [what for what, _ in journal_of(home)] if home.database_file.exists() else []


def answers(home: Home) -> bool:
    try:
        with Asking(home.socket):
            return True
    except KioskError:
        return False


def programs_of(home: Home) -> list[str]:
    listed = subprocess.run(["ps", "-ewwo", "pid,args"], capture_output=True, text=True, check=True).stdout
    return re.findall(rf"^.*{re.escape(str(home.path))}.*$", listed, re.MULTILINE)


@pytest.mark.timeout(150)
def test_a_click_taps_a_card_a_power_cut_is_survived_and_nothing_is_left_behind(
    demo: tuple[subprocess.Popen[str], Home], display: str
) -> None:
    process, home = demo

    def tapped() -> bool:
        click(display, 1160, 200)  # the first card of the panel
        return "granted" in happened(home)

    wait_until(lambda: answers(home), "the counter", PATIENCE_S)
    wait_until(tapped, "the first card to be tapped in the window", PATIENCE_S)
    wait_until(lambda: "entered" in happened(home), "the member to walk in", PATIENCE_S)
    with Asking(home.socket) as asking, pytest.raises(KioskError):
        asking.ask(Simulate({"power_cut": True}))
    wait_until(lambda: answers(home), "the counter to be back", PATIENCE_S)
    assert len(programs_of(home)) >= 3
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert programs_of(home) == []
