"""The announcer's process on a real sound server, heard through a recorder."""

import json
import logging
import os
import signal
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

from audio import child, wav
from audio.options import AudioOptions
from audio.orders import Cut, Dropped, Failed, Finished, NoSound, Ready, Why
from audio.speech import render_phrase
from tests.audio.pulse_server import RATE_HZ, Recorder, pulse_server, wait_until
from tests.audio.voice import Voice, announcers
from tests.middleware.waiting import Since

SOUNDS = Path(child.__file__).with_name("sounds")
MEMBER = {"name": "王丽", "sex": "F", "tag": "F-017"}


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recorder]:
    with pulse_server(tmp_path_factory.mktemp("pa")) as found, pytest.MonkeyPatch.context() as patch:
        for name, value in found.items():
            patch.setenv(name, value)
        recorder = Recorder()
        yield recorder
        recorder.stop()


@pytest.fixture
def voice(recorder: Recorder) -> Iterator[Voice]:
    wait_until(lambda: recorder.quiet_for_s() > 0.1)
    with Voice() as voice:
        voice.wait_for(Ready("paplay"))
        yield voice


def samples_of(path: Path) -> list[int]:
    return [sample for sample in wav.read(path).samples if sample]


def is_all_of(heard: list[int], sound: list[int]) -> bool:
    """Whether these very samples were heard, in their order and nothing else, but for a little.

    A stream begins by rewriting what the sink has rendered ahead; the recorder never gets that piece, nor what a busy machine was
    late with.
    """
    rest = iter(sound)
    return 0.8 * len(sound) < len(heard) and all(sample in rest for sample in heard)


def test_chime_is_heard_within_100_ms_of_the_order(voice: Voice, recorder: Recorder) -> None:
    delays_ms = []
    for number in range(1, 6):
        ordered_s = monotonic()
        voice.announcer.chime("yes" if number % 2 else "no")
        voice.wait_for(Finished(number))
        heard_s = recorder.first_heard_s(ordered_s)
        assert heard_s is not None
        delays_ms.append(round(1000 * (heard_s - ordered_s)))
        wait_until(lambda: recorder.quiet_for_s() > 0.1)
    assert statistics.median(delays_ms) < 100, delays_ms


def test_chime_comes_before_speech_and_nothing_sounds_over_anything_else(voice: Voice, recorder: Recorder, tmp_path: Path) -> None:
    expected = samples_of(SOUNDS / "wait.wav")
    for phrase in ("refused.expired", "queued"):
        render_phrase(phrase, "zh", MEMBER, tmp_path / "speech.wav")
        expected += samples_of(tmp_path / "speech.wav")
    ordered_s = monotonic()
    voice.announcer.chime("wait")
    voice.announcer.say("refused.expired", "zh", MEMBER)
    voice.announcer.say("queued", "zh", MEMBER)
    voice.wait_for(Finished(3))
    wait_until(lambda: recorder.quiet_for_s() > 0.1)
    assert is_all_of(recorder.heard_since(ordered_s), expected)


def test_chime_for_the_next_card_cuts_a_greeting_short_within_100_ms(voice: Voice, recorder: Recorder) -> None:
    voice.announcer.say("welcome", "zh", MEMBER)
    voice.wait_for_start(1)
    wait_until(lambda: recorder.quiet_for_s() < 0.1)
    ordered_s = monotonic()
    voice.announcer.chime("no")
    voice.wait_for(Finished(2))
    wait_until(lambda: recorder.quiet_for_s() > 0.1)
    assert Cut(1) in voice.reports
    chime = samples_of(SOUNDS / "no.wav")
    heard = recorder.heard_since(ordered_s)
    assert len(heard) - len(chime) < RATE_HZ // 10
    assert is_all_of(heard[-RATE_HZ // 4 :], chime[-RATE_HZ // 4 :])


def test_killed_announcer_comes_back_and_repeats_nothing(voice: Voice, recorder: Recorder) -> None:
    voice.announcer.say("welcome", "en", MEMBER)
    voice.wait_for_start(1)
    wait_until(lambda: recorder.quiet_for_s() < 0.1)
    killed = Since()
    for pid in announcers():
        os.kill(pid, signal.SIGKILL)
    voice.wait_for(Dropped(1, Why.DIED))
    voice.wait_for(Ready("paplay"), times=2)
    assert killed.free_s() < 5
    assert recorder.quiet_for_s() > 0.1
    ordered_s = monotonic()
    voice.announcer.chime("bye")
    voice.wait_for(Finished(2))
    wait_until(lambda: recorder.quiet_for_s() > 0.1)
    assert is_all_of(recorder.heard_since(ordered_s), samples_of(SOUNDS / "bye.wav"))


def test_hung_announcer_is_started_again(recorder: Recorder, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(child, "LONGEST_SILENCE_S", 3.0)
    with caplog.at_level(logging.INFO, "audio"), Voice() as voice:
        voice.wait_for(Ready("paplay"))
        for pid in announcers():
            os.kill(pid, signal.SIGSTOP)
        voice.wait_for(Ready("paplay"), times=2)
    assert [record.getMessage() for record in caplog.records] == ["sound_lost reason=announcer_hung", "sound_back"]
    assert recorder.quiet_for_s() > 0.1


def test_chimes_go_on_while_a_synthesiser_hangs_and_it_is_killed_in_time(
    recorder: Recorder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hanging = tmp_path / "espeak-ng"
    hanging.write_text("#!/bin/sh\nexec sleep 600\n")
    hanging.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with Voice(AudioOptions(synth_limit_s=1.0)) as voice:
        voice.wait_for(Ready("paplay"))
        ordered, ordered_s = Since(), monotonic()
        voice.announcer.say("goodbye", "zh", MEMBER)
        voice.announcer.chime("yes")
        voice.wait_for(Finished(2))
        assert recorder.first_heard_s(ordered_s) is not None
        voice.wait_for(Failed(1, "synthesiser killed after 1.0 s"))
        assert ordered.free_s() < 2


def test_without_a_sound_card_it_says_so_once_and_goes_on(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    with caplog.at_level(logging.INFO, "audio"), Voice(AudioOptions(player="paplay")) as voice:
        voice.wait_for(NoSound("paplay"))
        for number in range(1, 4):
            voice.announcer.chime("no")
            voice.wait_for(Dropped(number, Why.NO_SOUND))
        stopping = Since()
    assert stopping.free_s() < 1
    assert [record.getMessage() for record in caplog.records] == ["sound_lost reason=no_sound player=paplay"]


def test_announcer_ends_and_falls_silent_when_the_counter_goes(recorder: Recorder, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "audio.announcer", "{}", str(tmp_path)]
    announcer = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert announcer.stdin is not None
    assert announcer.stdout is not None
    say = {"kind": "say", "number": 1, "at_s": monotonic() + 2, "phrase": "alarm_fire", "language": "en"}
    announcer.stdin.write(json.dumps(say).encode() + b"\n")
    announcer.stdin.flush()
    wait_until(lambda: recorder.quiet_for_s() < 0.1)
    announcer.stdin.close()
    closed = Since()
    assert announcer.wait(timeout=10) == 0
    wait_until(lambda: recorder.quiet_for_s() > 0.3)
    assert closed.free_s() < 2
    announcer.stdout.close()
