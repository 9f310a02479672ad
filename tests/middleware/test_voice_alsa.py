"""Two zones on ALSA alone, through aplay, into files: ALSA's own file device needs no card and no server."""

from pathlib import Path

import pytest

from audio import wav
from audio.options import AudioOptions, ZoneOptions
from audio.orders import NoSound, Part, Ready
from tests.audio.voice import Voice

CONFIGURATION = """
</usr/share/alsa/alsa.conf>
pcm.bar {{ type file file "{folder}/bar.wav" format wav slave.pcm "null" }}
pcm.!default {{ type file file "{folder}/desk.wav" format wav slave.pcm "null" }}
"""


@pytest.fixture
def alsa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "asound.conf").write_text(CONFIGURATION.format(folder=tmp_path))
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "asound.conf"))
    return tmp_path


def test_announcement_comes_out_of_the_devices_of_its_zones_at_their_volumes(alsa: Path) -> None:
    with Voice(AudioOptions(player="aplay", bar=ZoneOptions(sink="bar", volumes=("00:00 50",)))) as voice:
        voice.wait_for(Ready("aplay", ""))
        voice.wait_for(Ready("aplay", "bar"))
        voice.wait_for_end(voice.announcer.announce((Part("en", "Zumba"),), ("desk", "bar", "changing")))
    desk, bar = (max(wav.read(alsa / f"{zone}.wav").samples) for zone in ("desk", "bar"))
    assert desk > 8000
    assert bar / desk == pytest.approx(0.5, abs=0.01)


def test_zone_whose_device_is_missing_is_said_once_and_the_others_hear_it(alsa: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Voice(AudioOptions(player="aplay", changing=ZoneOptions(sink="unplugged"))) as voice:
        voice.wait_for(NoSound("aplay", "unplugged"))
        voice.wait_for(Ready("aplay", ""))
        for _ in range(2):
            voice.wait_for_end(voice.announcer.announce((Part("en", "Zumba"),), ("desk", "changing")))
    assert (alsa / "desk.wav").exists()
    assert caplog.messages == ["sound_lost reason=no_sound player=aplay sink=unplugged"]
