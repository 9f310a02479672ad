"""Simulated hardware at the pace of real time: what the demo's panel asks for."""

from pathlib import Path

import pytest

from kiosk.desk.simulated.requests import Simulate
from kiosk.errors import RequestRefused
from kiosk.wire.asking import Asking
from tests.club import LI, journal_of
from tests.live_counter import LiveCounter
from tests.middleware.waiting import wait_until

LINGERS = {"takes_tag": False, "walks_through": False}


def test_newcomer_takes_the_tag_and_walks_with_their_own_hands(tmp_path: Path) -> None:
    with LiveCounter(tmp_path) as live, Asking(live.home.socket) as asking:
        asking.ask(Simulate({"behave": LINGERS}))
        asking.ask(Simulate({"tap": LI}))
        wait_until(lambda: "granted" in told(live), "the grant")
        with pytest.raises(RequestRefused, match="locked"):
            asking.ask(Simulate({"hand": "walk"}))
        asking.ask(Simulate({"hand": "take_tag"}))
        wait_until(lambda: "tag_given" in told(live), "the hand")
        with pytest.raises(RequestRefused, match="no tag"):
            asking.ask(Simulate({"hand": "take_tag"}))
        asking.ask(Simulate({"hand": "walk"}))
        wait_until(lambda: "entered" in told(live), "the walk")
    assert told(live).count("entered") == 1


@pytest.mark.parametrize("line", [{"hand": "wave"}, {"hand": "walk", "tap": LI}, {"hand": ["walk"]}])
def test_hand_that_does_something_else_is_told(tmp_path: Path, line: dict[str, object]) -> None:
    with LiveCounter(tmp_path) as live, Asking(live.home.socket) as asking, pytest.raises(RequestRefused):
        asking.ask(Simulate(line))


def told(live: LiveCounter) -> list[str]:
    return [what for what, _ in journal_of(live.home)]
