"""MPD's volume steps."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.ducking import SETTLE_S, Ducking
from audio.mixing import lowered, step
from audio.music import RAMP_S


def cubic_db(volume: int) -> float:
    return 60 * math.log10(volume / 100) if volume else -math.inf


def exponential_db(volume: int) -> float:
    return 20 * math.log10(math.expm1(volume / 25) / math.expm1(4)) if volume else -math.inf


def test_full_volume_is_full_and_none_is_mute() -> None:
    assert (step(1), step(0)) == (100, 0)


@pytest.mark.parametrize("gain", [0.1, 0.3, 0.5, 1])
def test_step_gives_the_gain_that_was_asked_for(gain: float) -> None:
    assert cubic_db(step(gain)) == pytest.approx(20 * math.log10(gain), abs=0.6)


@given(st.integers(1, 100), st.floats(12, 60))
def test_lowered_music_is_at_least_so_much_quieter_with_either_mixer(volume: int, by_db: float) -> None:
    quiet = lowered(volume, by_db)
    assert cubic_db(quiet) <= cubic_db(volume) - by_db + 1e-9
    assert exponential_db(quiet) <= exponential_db(volume) - by_db + 1e-9


class Deck:
    def __init__(self, playing: bool) -> None:
        self.playing = playing
        self.orders: list[bool] = []

    def lower(self, lowered: bool) -> None:
        self.orders.append(lowered)


def test_each_zone_goes_down_once_and_back_once() -> None:
    desk, bar = Deck(True), Deck(True)
    ducking = Ducking({"desk": desk, "bar": bar})
    for zones in ({"desk"}, {"desk", "changing"}, {"desk", "bar"}, {"bar"}, set(), set()):
        ducking.lower(frozenset(zones))
    assert (desk.orders, bar.orders) == ([True, False], [True, False])


def test_only_music_that_plays_is_waited_for() -> None:
    ducking = Ducking({"desk": Deck(True), "bar": Deck(False)})
    ducking.lower(frozenset({"desk", "bar"}))
    assert ducking.settled_s(frozenset({"bar", "changing"})) == 0
    assert ducking.settled_s(frozenset({"desk", "bar"})) > 0
    assert RAMP_S < SETTLE_S < 1
