"""Small work on WAV files."""

import wave
from array import array
from pathlib import Path

import pytest

from audio import wav
from audio.wav import Sound


def sound(*samples: int, rate_hz: int = 1000) -> Sound:
    return Sound(rate_hz, array("h", samples))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    wav.write(tmp_path / "a.wav", sound(1, -32768, 32767))
    assert wav.read(tmp_path / "a.wav") == sound(1, -32768, 32767)


def test_length_is_in_seconds() -> None:
    assert sound(*[0] * 250).seconds == 0.25
    assert wav.silence(0.25, 1000) == sound(*[0] * 250)


def test_half_volume_is_half_the_amplitude_and_none_is_silence() -> None:
    assert wav.scaled(sound(1000, -1000, 0, -1), 0.5) == sound(500, -500, 0, 0)
    assert wav.scaled(sound(1000, -1000), 1) == sound(1000, -1000)
    assert wav.scaled(sound(1000, -1000), 0) == sound(0, 0)


def test_what_would_be_beyond_full_scale_stays_there() -> None:
    assert wav.scaled(sound(32767, -32768, 10000, -10000), 2) == sound(32767, -32768, 20000, -20000)


def test_parts_are_joined_with_a_pause_in_place_of_their_silence() -> None:
    first, second = sound(0, 9000, 0, 0), sound(0, 0, 0, 8000, 0)
    assert wav.joined([first, second], 0.002) == sound(0, 9000, 0, 0, 8000)


def test_silent_part_adds_only_its_pause() -> None:
    assert wav.joined([sound(9000), sound(0, 0), sound(8000)], 0.001) == sound(9000, 0, 0, 8000)


def test_nothing_and_different_rates_cannot_be_joined() -> None:
    with pytest.raises(ValueError, match="nothing to join"):
        wav.joined([], 0.1)
    with pytest.raises(ValueError, match="differ in rate"):
        wav.joined([sound(1), sound(1, rate_hz=2000)], 0.1)


def test_file_that_is_no_wav_or_of_another_kind_or_empty_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"RIFF")
    with pytest.raises(ValueError, match=r"a\.wav is no WAV"):
        wav.read(path)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(1000)
        file.writeframes(bytes(8))
    with pytest.raises(ValueError, match="not mono with 16 bits"):
        wav.read(path)
    wav.write(path, sound())
    with pytest.raises(ValueError, match=r"a\.wav is empty"):
        wav.read(path)
