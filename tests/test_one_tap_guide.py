"""docs/one-tap.md against a tap that is really played."""

import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from kiosk.counter.clock import VirtualClock
from kiosk.settings.home import Home
from kiosk.simulator.stage import Stage
from kiosk.wiring.new_home import init_home

ROOT = Path(__file__).parent.parent
STEP = re.compile(r"^\d+\. `([\w/.]+)` `(\w+)`", re.MULTILINE)
AT = datetime.fromisoformat("2026-03-02T18:20:00+08:00")

Called = tuple[str, str]


def guided() -> list[Called]:
    return STEP.findall((ROOT / "docs/one-tap.md").read_text(encoding="utf-8"))


@contextmanager
def watching(calls: list[Called]) -> Iterator[None]:
    ours = f"{ROOT}/"

    def profile(frame: FrameType, event: str, argument: Any) -> None:
        del argument
        file = frame.f_code.co_filename
        if event == "call" and file.startswith(ours):
            calls.append((file.removeprefix(ours), frame.f_code.co_name))

    threading.setprofile(profile)
    sys.setprofile(profile)
    try:
        yield
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


@pytest.fixture
def calls_of_a_tap(tmp_path: Path) -> list[Called]:
    """Every function of ours that is called for one tap, in both threads, in order."""
    home = Home(tmp_path / "home")
    init_home(home, now=AT)
    calls: list[Called] = []
    with watching(calls):
        stage = Stage(home, home.settings(), home.plans(), VirtualClock(AT), lambda *_: None)
        stage.store.write(_one_member)
        calls.clear()
        stage.do("tap", {"tap": "04A1B2C3D4E580"})
        stage.let_pass()
    stage.close()
    return calls


def _one_member(writing: Any) -> None:
    writing.db.execute("INSERT INTO members (card_no, name, sex, plan) VALUES ('A1', '样例', 'F', 'annual')")
    writing.db.execute("INSERT INTO credentials (uid, card_no) VALUES ('04A1B2C3D4E580', 'A1')")


def test_guide_names_files_that_exist() -> None:
    named = re.findall(r"`(kiosk/[\w/]+\.py)`", (ROOT / "docs/one-tap.md").read_text(encoding="utf-8"))
    assert len(guided()) > 15
    assert [path for path in named if not (ROOT / path).is_file()] == []


def test_tap_takes_the_way_that_the_guide_tells(calls_of_a_tap: list[Called]) -> None:
    way = iter(calls_of_a_tap)
    lost = next((step for step in guided() if step not in way), None)
    assert lost is None, f"the tap never came to {lost} after the steps before it"
