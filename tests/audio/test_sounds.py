"""The chimes, measured."""

import math
from itertools import pairwise
from pathlib import Path

import pytest

from audio import make_sounds, wav

SOUNDS = Path(make_sounds.__file__).with_name("sounds")
NAMES = ("alarm", "announce", "bye", "no", "wait", "yes")
DOOR = tuple(name for name in NAMES if name != "announce")


def strongest_pitch_hz(sound: wav.Sound, start_s: float, seconds: float = 0.09) -> float:
    """Which of the tones a third apart or closer is strongest in this stretch (Goertzel's sum at each)."""
    first = round(start_s * sound.rate_hz)
    stretch = sound.samples[first : first + round(seconds * sound.rate_hz)]
    tones = [220 * 2 ** (step / 12) for step in range(36)]

    def strength(tone_hz: float) -> float:
        turn = math.tau * tone_hz / sound.rate_hz
        return math.hypot(
            sum(s * math.cos(turn * i) for i, s in enumerate(stretch)), sum(s * math.sin(turn * i) for i, s in enumerate(stretch))
        )

    return max(tones, key=strength)


def test_making_the_sounds_again_gives_the_same_bytes(tmp_path: Path) -> None:
    make_sounds.make(tmp_path)
    assert sorted(path.stem for path in SOUNDS.glob("*.wav")) == list(NAMES)
    for name in NAMES:
        assert (tmp_path / f"{name}.wav").read_bytes() == (SOUNDS / f"{name}.wav").read_bytes()


@pytest.mark.parametrize("name", DOOR)
def test_chime_of_the_door_is_short_and_peaks_at_6_db_below_full_scale(name: str) -> None:
    sound = wav.read(SOUNDS / f"{name}.wav")
    peak_dbfs = 20 * math.log10(max(map(abs, sound.samples)) / wav.FULL_SCALE)
    assert 0.25 <= sound.seconds <= 0.5
    assert -6.1 < peak_dbfs < -5.9


@pytest.mark.parametrize("name", NAMES)
def test_chime_begins_and_ends_without_a_click(name: str) -> None:
    samples = wav.read(SOUNDS / f"{name}.wav").samples
    assert samples[0] == samples[-1] == 0
    assert max(abs(sample) for sample in [*samples[:20], *samples[-20:]]) < 0.1 * wav.FULL_SCALE
    assert max(abs(b - a) for a, b in pairwise(samples)) < 0.25 * wav.FULL_SCALE


def test_yes_rises_and_no_falls() -> None:
    yes, no = wav.read(SOUNDS / "yes.wav"), wav.read(SOUNDS / "no.wav")
    assert strongest_pitch_hz(yes, 0.01) * 1.3 < strongest_pitch_hz(yes, 0.2)
    assert strongest_pitch_hz(no, 0.01) > 1.3 * strongest_pitch_hz(no, 0.28)


def test_no_is_lower_than_yes_throughout() -> None:
    yes, no = wav.read(SOUNDS / "yes.wav"), wav.read(SOUNDS / "no.wav")
    assert strongest_pitch_hz(no, 0.01) < strongest_pitch_hz(yes, 0.01)
    assert strongest_pitch_hz(no, 0.28) < strongest_pitch_hz(yes, 0.2)


def test_wait_stays_on_one_pitch() -> None:
    wait = wav.read(SOUNDS / "wait.wav")
    assert strongest_pitch_hz(wait, 0.01) == strongest_pitch_hz(wait, 0.2)


def test_gong_is_longer_quieter_and_falls() -> None:
    gong = wav.read(SOUNDS / "announce.wav")
    peak_dbfs = 20 * math.log10(max(map(abs, gong.samples)) / wav.FULL_SCALE)
    assert 0.9 <= gong.seconds <= 1.2
    assert -10.6 < peak_dbfs < -10.3
    assert strongest_pitch_hz(gong, 0.1) > 1.2 * strongest_pitch_hz(gong, 0.6)
