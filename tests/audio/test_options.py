"""The settings of sound."""

from pathlib import Path
from typing import Any

import pytest

from audio.options import AudioOptions, ZoneOptions, as_json, from_json


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("volume_percent", 0, 100),
        ("loudness_lufs", -30, -16),
        ("zh_rate_wpm", 80, 300),
        ("en_rate_wpm", 80, 300),
        ("pitch", 0, 99),
        ("synth_limit_s", 0.5, 30),
        ("piper_limit_s", 1, 120),
        ("cache_mb", 1, 10000),
        ("duck_db", 12, 60),
        ("music_db", -40, 0),
    ],
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


def test_zone_refuses_volumes_that_are_no_table_of_the_day() -> None:
    with pytest.raises(ValueError, match="volumes must be lines of"):
        ZoneOptions(volumes=("at noon",))


def test_zones_are_found_by_name() -> None:
    chosen = AudioOptions(bar=ZoneOptions(sink="usb", volumes=("06:00 70", "22:00 40")))
    assert [step.percent for step in chosen.zone("bar").steps] == [70, 40]
    assert (chosen.zone("bar").sink, chosen.zone("desk").sink, chosen.zone("changing").sink) == ("usb", "", "")


def test_folders_stand_in_the_home_unless_they_are_whole_paths() -> None:
    chosen = AudioOptions(recordings="/srv/recordings").at(Path("/home"))
    assert (chosen.recordings, chosen.voices, chosen.cache) == ("/srv/recordings", "/home/voices", "/home/cache/voice")
    assert chosen.at(Path("/elsewhere")) == chosen


def test_options_survive_the_command_line() -> None:
    chosen = AudioOptions(duck_db=30, bar=ZoneOptions("usb", ("06:00 70", "22:00 40"), "/run/mpd", "evening"))
    assert from_json(as_json(chosen)) == chosen
    assert from_json("{}") == AudioOptions()
