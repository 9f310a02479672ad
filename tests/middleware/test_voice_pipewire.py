"""Two zones on PipeWire, through pw-play, on a private server with sinks that make no noise."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from audio import wav
from audio.chimes import chime
from audio.gong import GONG
from audio.options import AudioOptions, ZoneOptions
from audio.orders import Part, Ready
from tests.audio.pipewire_server import Recording, pipewire_server
from tests.audio.voice import Voice


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with pipewire_server(tmp_path, ("hall", "bar")) as found, pytest.MonkeyPatch.context() as patch:
        for name, value in found.items():
            patch.setenv(name, value)
        yield tmp_path


def test_announcement_comes_out_of_the_sinks_of_its_zones_at_their_volumes(folder: Path) -> None:
    files = {zone: folder / f"{zone}.wav" for zone in ("hall", "bar")}
    options = AudioOptions(desk=ZoneOptions(sink="hall"), bar=ZoneOptions(sink="bar", volumes=("00:00 50",)), changing=ZoneOptions("hall"))
    with Voice(options) as voice:
        voice.wait_for(Ready("pw-play", "hall"))
        voice.wait_for(Ready("pw-play", "bar"))
        recordings = [Recording(zone, file) for zone, file in files.items()]
        voice.wait_for_end(voice.announcer.announce((Part("en", "Zumba"),), ("desk", "bar", "changing")))
        for recording in recordings:
            recording.stop()
    hall, bar = (max(wav.read(file).samples) for file in files.values())
    assert hall > 0.9 * max(chime(GONG).samples)
    assert bar / hall == pytest.approx(0.5, abs=0.02)
