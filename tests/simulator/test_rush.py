"""Half past six: thirty members get through at the pace of the people, not of the software, and nobody swaps places."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.settings.home import Home
from tests.member_queue import Pace, Queue, club_of, queue_at

MEMBERS = 30
AIM = 1.05

seconds = st.integers(2, 90).map(lambda tenths: tenths / 10)
paces = st.lists(st.builds(Pace, st.integers(1, 20).map(lambda tenths: tenths / 10), seconds, seconds), min_size=MEMBERS, max_size=MEMBERS)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, list[tuple[str, str]]]:
    return club_of(tmp_path_factory.mktemp("rush"), MEMBERS)


def passed_through(template: tuple[Home, list[tuple[str, str]]], folder: Path, given_paces: list[Pace]) -> Queue:
    home, people = template
    fresh = Home(folder / "club")
    fresh.path.mkdir(exist_ok=True)
    for file in (home.settings_file, home.plans_file, home.database_file):
        (fresh.path / file.name).write_bytes(file.read_bytes())
    queue = queue_at(fresh, people, given_paces)
    queue.pass_through()
    queue.stage.close()
    return queue


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(paces=paces)
def test_thirty_members_take_as_long_as_they_take_themselves_and_keep_their_places(
    template: tuple[Home, list[tuple[str, str]]], tmp_path_factory: pytest.TempPathFactory, paces: list[Pace]
) -> None:
    queue = passed_through(template, tmp_path_factory.mktemp("k"), paces)
    assert queue.failed == []
    assert queue.entered == [card_no for card_no, _, _ in queue.members]
    idle_s = _reader_was_awaited_s(paces)
    assert queue.took_s <= AIM * queue.own_s + idle_s
    assert queue.took_s >= queue.own_s - 0.001


def _reader_was_awaited_s(paces: list[Pace]) -> float:
    """How long the turnstile stood idle because the next member had not tapped yet: their time, not the software's."""
    tapped_s = free_s = idle_s = 0.0
    for number, pace in enumerate(paces):
        tapped_s += pace.tap_s if number else 0.0
        idle_s += max(0.0, tapped_s - free_s)
        free_s = max(free_s, tapped_s) + pace.take_s + pace.walk_s
    return idle_s


def test_a_queue_of_human_pace_keeps_the_turnstile_busy(template: tuple[Home, list[tuple[str, str]]], tmp_path: Path) -> None:
    queue = passed_through(template, tmp_path, [Pace(1.0, 1.0 + number % 4 * 0.5, 2.0) for number in range(MEMBERS)])
    assert len(queue.entered) == MEMBERS
    assert queue.took_s / queue.own_s <= AIM
