"""Announcements in two zones with music, measured on what two sinks of a real sound server played."""

import logging
import math
import os
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import pytest

from audio.child import LEAD_S
from audio.chimes import chime
from audio.ducking import SETTLE_S
from audio.options import AudioOptions, ZoneOptions
from audio.orders import Cut, Dropped, Part, Ready, Why
from tests.audio.measuring import WINDOW_S, Stretch, stretch
from tests.audio.mpd_server import PLAYLIST, TONE_HZ, Mpd
from tests.audio.pulse_server import RATE_HZ, Recorder, pulse_server, wait_until
from tests.audio.voice import Voice, announcers
from tests.middleware.waiting import Since

CALL = (Part("zh", "18:30 Zumba"), Part("en", "Zumba at 18:30.", "zumba"))
WORD = (Part("en", "Attention please. The way out is open."),)
DUCKED_DB = 12
LAG_S = 0.15
"""How much later than it is played a sound may arrive at the recorder, on a busy machine."""


@dataclass(frozen=True)
class Club:
    """A sound server with two zones, the desk with music."""

    folder: Path
    desk: Recorder
    bar: Recorder
    mpd: Mpd

    def options(self, cache: str = "cache") -> AudioOptions:
        return AudioOptions(
            desk=ZoneOptions(mpd=self.mpd.socket, playlist=PLAYLIST),
            bar=ZoneOptions(sink="bar"),
            recordings=str(self.folder / "recordings"),
            cache=str(self.folder / cache),
        )


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Club]:
    folder = tmp_path_factory.mktemp("club")
    for name in ("pa", "recordings"):
        (folder / name).mkdir()
    loud = ["synth", "2", "pinknoise", "sinc", "300-3000", "gain", "-n", "-0.1"]
    subprocess.run(["sox", "-n", "-R", "-r", "44100", "-c", "2", str(folder / "recordings/zumba.en.flac"), *loud], check=True)
    with pulse_server(folder / "pa", ("hall", "bar")) as found, pytest.MonkeyPatch.context() as patch:
        for name, value in found.items():
            patch.setenv(name, value)
        mpd = Mpd(folder / "mpd", "hall")
        recorders = Recorder("hall"), Recorder("bar")
        yield Club(folder, *recorders, mpd)
        for recorder in recorders:
            recorder.stop()
        mpd.kill()


@pytest.fixture
def voice(club: Club) -> Iterator[Voice]:
    with Voice(club.options()) as voice:
        voice.wait_for(Ready("paplay", ""))
        voice.wait_for(Ready("paplay", "bar"))
        yield voice


def play_music(club: Club, voice: Voice) -> int:
    """Have music at the desk, and return its volume."""
    voice.announcer.music("desk", "on")
    voice.wait_for_music("desk", True)
    wait_until(lambda: club.mpd.status().get("volume") == "68")
    return 68


@dataclass(frozen=True)
class Called:
    """One announcement in both zones, from a second before its order to a second after its end. ``words_at_s``: its first word's time."""

    ordered_s: float
    words_at_s: float
    started_s: float
    ended_s: float
    desk: Stretch
    bar: Stretch


@pytest.fixture(scope="module")
def called(club: Club) -> Called:
    with Voice(club.options("called")) as voice:
        voice.wait_for(Ready("paplay", "bar"))
        play_music(club, voice)
        music_s = monotonic()
        voice.announcer.prepare(CALL)
        wait_until(lambda: len(list((club.folder / "called").glob("*.wav"))) == len(CALL), 30)
        wait_until(lambda: monotonic() > music_s + 1.5)
        ordered_s = monotonic()
        number = voice.announcer.announce(CALL, ("desk", "bar", "changing"), words_in_s=LEAD_S)
        started_s, ended_s = voice.wait_for_start(number), voice.wait_for_end(number)
        wait_until(lambda: monotonic() > ended_s + 1.5)
    words_at_s = ordered_s + LEAD_S
    heard = (stretch(each, ordered_s - 1, ended_s + 1.3) for each in (club.desk, club.bar))
    return Called(ordered_s, words_at_s, started_s, ended_s, *heard)


def test_first_word_is_heard_at_its_time(called: Called) -> None:
    assert abs(called.bar.first_word_s(called.ordered_s) - called.words_at_s) < 0.3


def test_announcement_without_a_time_begins_as_soon_as_the_music_is_down(club: Club, voice: Voice) -> None:
    play_music(club, voice)
    voice.announcer.prepare(WORD)
    music_s = monotonic()
    wait_until(lambda: monotonic() > music_s + 1.5)
    ordered, ordered_s = Since(), monotonic()
    number = voice.announcer.announce(WORD, ("desk", "bar"))
    started_s = voice.wait_for_start(number)
    assert ordered.free_s() < 1
    wait_until(lambda: club.bar.chunks()[-1][0] > started_s + 0.3)
    assert started_s - ordered_s > SETTLE_S
    assert stretch(club.bar, ordered_s - 0.5, monotonic()).first_sound_s(ordered_s) - started_s < 0.2
    voice.announcer.cancel(number)
    voice.wait_for(Cut(number))


def test_zones_sound_together(called: Called) -> None:
    assert abs(called.desk.first_sound_s(called.started_s) - called.bar.first_sound_s(called.started_s)) < 0.1


def test_music_is_down_from_gong_to_last_word_and_back_within_a_second(called: Called) -> None:
    tone = called.desk.tone_db(TONE_HZ)
    gong_s = called.bar.first_sound_s(called.ordered_s)
    before_db = [db for at_s, db in tone if at_s < gong_s - 1]
    while_db = [db for at_s, db in tone if gong_s - WINDOW_S < at_s < called.ended_s - LAG_S]
    after_db = [db for at_s, db in tone if at_s > called.ended_s + 1]
    assert max(before_db) - min(before_db) < 1
    assert max(while_db) < min(before_db) - DUCKED_DB
    assert min(after_db) > max(before_db) - 1


def test_music_goes_down_and_up_without_a_jump(called: Called) -> None:
    levels_db = [db for _, db in called.desk.tone_db(TONE_HZ)]
    down = [db for db in levels_db if -40 < db < -20]
    assert len(down) >= 4


def test_speech_and_recording_are_as_loud_as_wanted_and_nothing_is_clipped(called: Called, tmp_path: Path) -> None:
    word_s = called.bar.first_word_s(called.ordered_s)
    words = called.bar.samples[round((word_s - called.bar.from_s) * RATE_HZ) :]
    pause = next(i for i in range(len(words)) if i > 11025 and not any(words[i : i + 4000]))
    speech, recording = Stretch(0, words[:pause]), Stretch(0, words[pause:])
    for heard in (speech, recording):
        found = heard.loudness(tmp_path / "a.wav")
        assert abs(found.lufs + 20) < 1
        assert found.peak_dbtp <= -1
    assert max(map(abs, called.desk.samples)) < 32000


def test_second_announcement_of_the_same_parts_comes_from_the_cache(club: Club, called: Called, monkeypatch: pytest.MonkeyPatch) -> None:
    assert called.ended_s > called.started_s
    for name in ("espeak-ng", "ffmpeg"):
        fake = club.folder / "fakes" / name
        fake.parent.mkdir(exist_ok=True)
        fake.write_text("#!/bin/sh\nexit 1\n")
        fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{club.folder}/fakes:{os.environ['PATH']}")
    with Voice(club.options("called")) as voice:
        number = voice.announcer.announce(CALL, ("bar",))
        voice.wait_for_start(number)


def test_two_zones_on_one_sink_play_once(club: Club, voice: Voice) -> None:
    number = voice.announcer.announce(WORD, ("desk", "changing"))
    started_s = voice.wait_for_start(number)
    wait_until(lambda: club.desk.chunks()[-1][0] > started_s + 0.6)
    gong = max(map(abs, stretch(club.desk, started_s, started_s + 0.6).samples))
    assert abs(20 * math.log10(gong / max(map(abs, chime("announce").samples)))) < 1
    voice.announcer.cancel(number)
    voice.wait_for(Cut(number))


def test_greeting_gives_way_to_an_announcement_but_its_chime_sounds(club: Club, voice: Voice) -> None:
    volume = play_music(club, voice)
    voice.announcer.say("walk_through", "en", {"name": "Smith", "sex": "M"})
    voice.wait_for_start(2)
    assert int(club.mpd.status()["volume"]) < volume / 2
    number = voice.announcer.announce(WORD, ("desk",))
    voice.wait_for(Cut(2))
    voice.wait_for_start(number)
    voice.announcer.chime("yes")
    voice.announcer.say("walk_through", "en", {"name": "Smith", "sex": "M"})
    voice.wait_for(Dropped(5, Why.ANNOUNCING))
    voice.wait_for_end(4)
    voice.announcer.announce(WORD, ("desk",), urgent=True)
    voice.wait_for(Cut(number))
    voice.wait_for_start(6)
    voice.announcer.cancel(6)
    voice.wait_for(Cut(6))
    silent = Since()
    wait_until(lambda: club.mpd.status()["volume"] == str(volume))
    assert silent.free_s() < 1


def test_greeting_at_the_desk_goes_on_while_the_bar_hears_an_announcement(voice: Voice) -> None:
    number = voice.announcer.announce(WORD, ("bar",))
    voice.announcer.say("walk_through", "en", {"name": "Smith", "sex": "M"})
    voice.wait_for_end(number)
    voice.wait_for_end(2)


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP])
def test_announcer_that_is_killed_or_hangs_in_mid_sentence_speaks_again_within_5_s_and_music_is_back(
    club: Club, blow: signal.Signals
) -> None:

    with Voice(club.options()) as voice:
        volume = play_music(club, voice)
        number = voice.announcer.announce(WORD, ("desk", "bar"))
        started_s = voice.wait_for_start(number)
        wait_until(lambda: monotonic() > started_s + 1.5)
        assert int(club.mpd.status()["volume"]) < volume / 2
        struck = Since()
        for pid in announcers():
            os.kill(pid, blow)
        again = voice.announcer.announce(WORD, ("bar",)) if blow == signal.SIGSTOP else None
        voice.wait_for(Dropped(number, Why.DIED))
        wait_until(lambda: club.mpd.status()["volume"] == str(volume))
        assert struck.free_s() < 5
        if again:
            voice.wait_for(Dropped(again, Why.DIED))
        again = voice.announcer.announce(WORD, ("bar",))
        voice.wait_for_start(again)
        assert struck.free_s() < 5


def test_music_is_back_when_the_counter_stops_the_announcer(club: Club) -> None:
    with Voice(club.options()) as voice:
        volume = play_music(club, voice)
        voice.wait_for_start(voice.announcer.announce(WORD, ("desk",)))
        assert int(club.mpd.status()["volume"]) < volume / 2
    assert club.mpd.status()["volume"] == str(volume)


def test_mpd_that_goes_and_comes_is_said_once_each_and_speech_goes_on(club: Club, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "audio"), Voice(club.options()) as voice:
        play_music(club, voice)
        club.mpd.kill()
        voice.wait_for_music("desk", False)
        voice.wait_for_end(voice.announcer.announce((Part("en", "Zumba"),), ("desk",)))
        club.mpd.start()
        wait_until(lambda: "music_back zone=desk" in caplog.messages)
    lost = [message for message in caplog.messages if message.startswith("music_lost zone=desk")]
    assert len(lost) == 1
    assert caplog.messages.count("music_back zone=desk") == 1


def test_music_goes_off_and_on_and_to_the_volume_that_staff_set(club: Club, voice: Voice) -> None:
    play_music(club, voice)
    voice.announcer.volume("desk", 50)
    voice.wait_for_music("desk", True, 50)
    voice.announcer.music("desk", "off")
    voice.wait_for_music("desk", False, 50)
    assert club.mpd.status()["state"] == "stop"
    voice.announcer.stop()
    with Voice(club.options()) as again:
        again.wait_for_music("desk", False, 50)
        again.announcer.music("desk", "on")
        again.announcer.music("desk", "next")
        again.wait_for_music("desk", True, 50)
        again.announcer.volume("desk", 100)
        again.wait_for_music("desk", True, 100)
