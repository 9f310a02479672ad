"""The settings of sound."""

from typing import Any

import pytest

from audio.options import AudioOptions


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [("volume_percent", 0, 100), ("zh_rate_wpm", 80, 300), ("en_rate_wpm", 80, 300), ("pitch", 0, 99), ("synth_limit_s", 0.5, 30)],
)
def test_number_out_of_its_range_is_refused_by_name(name: str, least: float, most: float) -> None:
    for value in (least, most):
        assert getattr(options(name, value), name) == value
    for value in (least - 1, most + 1):
        with pytest.raises(ValueError, match=f"{name} must be {least} to {most}, not {value}"):
            options(name, value)


def options(name: str, value: Any) -> AudioOptions:
    return AudioOptions(**{name: value})


def test_unknown_player_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="player must be one of auto, pw-play, paplay, aplay, not 'mpg123'"):
        AudioOptions(player="mpg123")


def test_each_language_has_its_voice_and_its_rate() -> None:
    chosen = AudioOptions(zh_voice="z", en_voice="e", zh_rate_wpm=100, en_rate_wpm=200)
    assert (chosen.voice("zh"), chosen.rate_wpm("zh")) == ("z", 100)
    assert (chosen.voice("en"), chosen.rate_wpm("en")) == ("e", 200)
