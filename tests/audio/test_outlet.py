"""Where sound comes out, and when it is tried again."""

from pathlib import Path
from queue import SimpleQueue

import pytest

from audio import outlet
from audio.orders import NoSound, Ready
from audio.outlet import Outlet, Probed
from tests.audio.programs import program


def test_player_that_fails_once_is_tried_again_soon_and_its_silence_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlet, "PROBE_AGAIN_S", (0.0, 0.0, 600.0))
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    program(tmp_path, "paplay", f'echo x >> {tmp_path}/tries; [ "$(wc -l < {tmp_path}/tries)" -gt 2 ]')
    probed: SimpleQueue[Probed] = SimpleQueue()
    told: list[Ready | NoSound] = []
    place = Outlet("bar", "paplay", tmp_path / "silence.wav", probed.put, told.append)
    place.probe()
    for _ in range(2):
        place.probed(probed.get(timeout=5).player)
        place.probe_when_due()
        assert not place.silent
    place.probed(probed.get(timeout=5).player)
    assert told == [NoSound("paplay", "bar"), Ready("paplay", "bar")]


def test_player_that_goes_on_failing_is_tried_seldom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlet, "PROBE_AGAIN_S", (0.0, 600.0))
    place = Outlet("", "paplay", tmp_path / "silence.wav", lambda _: None, lambda _: None)
    place.probed(None)
    place.probe_when_due()
    assert not place.silent
    place.probed(None)
    place.probe_when_due()
    assert place.silent
