"""Which player is taken, on stand-ins for the players."""

from pathlib import Path
from queue import SimpleQueue

import pytest

from audio import outlet
from audio.orders import NoSound, Ready
from audio.outlet import Outlet, Probed
from audio.players import KNOWN, candidates, first_that_works
from tests.audio.programs import program

PW_PLAY, PAPLAY, APLAY = KNOWN


def test_installed_players_come_best_first(tmp_path: Path) -> None:
    for name in ("aplay", "pw-play"):
        program(tmp_path, name, "exit 0")
    assert candidates("auto", {"PATH": str(tmp_path)}) == (PW_PLAY, APLAY)
    assert candidates("aplay", {"PATH": str(tmp_path)}) == (APLAY,)
    assert candidates("paplay", {"PATH": str(tmp_path)}) == ()


def test_player_is_given_a_short_buffer_and_the_file() -> None:
    path = Path("/a.wav")
    assert PW_PLAY.command(path) == ["pw-play", "--latency=50ms", "/a.wav"]
    assert PAPLAY.command(path) == ["paplay", "--latency-msec=50", "/a.wav"]
    assert APLAY.command(path) == ["aplay", "--quiet", "--buffer-time=100000", "/a.wav"]


def test_each_player_names_the_sink_in_its_own_way() -> None:
    path = Path("/a.wav")
    assert PW_PLAY.command(path, "bar") == ["pw-play", "--latency=50ms", "--target=bar", "/a.wav"]
    assert PAPLAY.command(path, "bar") == ["paplay", "--latency-msec=50", "--device=bar", "/a.wav"]
    assert APLAY.command(path, "plug:bar") == ["aplay", "--quiet", "--buffer-time=100000", "--device=plug:bar", "/a.wav"]


def test_first_player_that_neither_fails_nor_hangs_nor_is_missing_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    program(tmp_path, "pw-play", "exec sleep 600")
    program(tmp_path, "paplay", "exit 1")
    aplay = program(tmp_path, "aplay", "exit 0")
    assert first_that_works(KNOWN, tmp_path / "silence.wav", limit_s=0.2) == APLAY
    aplay.unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert first_that_works(KNOWN, tmp_path / "silence.wav", limit_s=0.2) is None


def test_no_sound_is_told_once_and_its_return_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlet, "PROBE_AGAIN_S", (0.0,))
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    program(tmp_path, "aplay", "exit 1")
    found: SimpleQueue[Probed] = SimpleQueue()
    told: list[Ready | NoSound] = []
    mouth = Outlet("", "aplay", tmp_path / "silence.wav", found.put, told.append)
    mouth.probe()
    for _ in range(3):
        assert not mouth.silent
        mouth.probed(found.get(timeout=5).player)
        assert mouth.silent
        mouth.probe_when_due()
    assert told == [NoSound("aplay")]
    program(tmp_path, "aplay", "exit 0")
    while mouth.player is None:
        mouth.probed(found.get(timeout=5).player)
        mouth.probe_when_due()
    assert told == [NoSound("aplay"), Ready("aplay")]
    assert not mouth.silent


def test_no_sound_is_not_tried_again_before_a_minute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    found: SimpleQueue[Probed] = SimpleQueue()
    mouth = Outlet("", "auto", tmp_path / "silence.wav", found.put, lambda _: None)
    mouth.probe()
    mouth.probed(found.get(timeout=5).player)
    mouth.probe_when_due()
    assert mouth.silent
    assert found.empty()
