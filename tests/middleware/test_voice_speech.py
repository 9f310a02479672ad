"""espeak-ng through pyttsx3 into WAV files, measured."""

import math
import os
from pathlib import Path

import pytest

from audio import wav
from audio.options import LANGUAGES, AudioOptions
from audio.speech import Speaker, render_phrase

MEMBER = {"name": "王丽", "sex": "F", "tag": "F-017"}


def level_dbfs(sound: wav.Sound) -> float:
    """The mean level, RMS below full scale."""
    mean_square = sum(sample * sample for sample in sound.samples) / len(sound.samples)
    return 20 * math.log10(math.sqrt(mean_square) / wav.FULL_SCALE)


def peak(sound: wav.Sound) -> float:
    return max(map(abs, sound.samples)) / wav.FULL_SCALE


@pytest.mark.parametrize("language", LANGUAGES)
def test_greeting_is_a_wav_of_a_few_seconds_clear_and_not_clipped(language: str, tmp_path: Path) -> None:
    render_phrase("welcome", language, MEMBER, tmp_path / "welcome.wav")
    sound = wav.read(tmp_path / "welcome.wav")
    assert 4 < sound.seconds < 9
    assert -26 < level_dbfs(sound) < -18
    assert 0.3 < peak(sound) < 0.9


def test_both_languages_are_equally_loud(tmp_path: Path) -> None:
    levels = []
    for language in LANGUAGES:
        render_phrase("goodbye", language, {"name": "王丽" if language == "zh" else "Smith", "sex": "F"}, tmp_path / "a.wav")
        levels.append(level_dbfs(wav.read(tmp_path / "a.wav")))
    assert abs(levels[0] - levels[1]) < 2


def test_half_volume_is_6_db_quieter(tmp_path: Path) -> None:
    render_phrase("alarm_fire", "en", {}, tmp_path / "full.wav")
    render_phrase("alarm_fire", "en", {}, tmp_path / "half.wav", AudioOptions(volume_percent=50))
    difference_db = level_dbfs(wav.read(tmp_path / "full.wav")) - level_dbfs(wav.read(tmp_path / "half.wav"))
    assert 5.5 < difference_db < 6.6


def test_higher_rate_is_quicker(tmp_path: Path) -> None:
    lengths_s = []
    for rate_wpm in (120, 190, 260):
        render_phrase("goodbye", "zh", MEMBER, tmp_path / "a.wav", AudioOptions(zh_rate_wpm=rate_wpm))
        lengths_s.append(wav.read(tmp_path / "a.wav").seconds)
    assert lengths_s[0] > 1.2 * lengths_s[1] > 1.2 * 1.2 * lengths_s[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gentle_variant_is_really_used(language: str, tmp_path: Path) -> None:
    """espeak-ng drops a variant that it does not like, without a word."""
    base = AudioOptions().voice(language).partition("+")[0]
    render_phrase("goodbye", language, MEMBER, tmp_path / "variant.wav")
    render_phrase("goodbye", language, MEMBER, tmp_path / "base.wav", AudioOptions(zh_voice=base, en_voice=base))
    assert wav.read(tmp_path / "variant.wav") != wav.read(tmp_path / "base.wav")


def test_chinese_name_in_an_english_sentence_is_spoken_in_chinese(tmp_path: Path) -> None:
    speaker = Speaker(AudioOptions())
    speaker.render("王丽", "zh", tmp_path / "name.wav")
    speaker.render("Hello, 王丽", "en", tmp_path / "sentence.wav")
    name, sentence = wav.read(tmp_path / "name.wav").samples, wav.read(tmp_path / "sentence.wav").samples
    assert list(sentence[-5000:]) == list(name[-5000:])


def test_name_never_stands_on_a_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spy = tmp_path / "espeak-ng"
    spy.write_text(f'#!/bin/sh\necho "$*" >> {tmp_path}/seen\nexec /usr/bin/espeak-ng "$@"\n')
    spy.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    render_phrase("welcome", "zh", MEMBER, tmp_path / "welcome.wav")
    assert "-w" in (tmp_path / "seen").read_text()
    assert "王丽" not in (tmp_path / "seen").read_text()
