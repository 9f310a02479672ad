"""How the club sounds, measured on a private sound server with music: ``python -m benchmarks.voice [TIMES]``, 10 by default (7 minutes).

Prints, of announcements with a time of their own in two zones, through each way in which MPD plays: how far the first word is off its
time, how far the zones are apart, how much lower the music is and how soon it is back, how loud speech and recordings are; of class calls
by a whole counter: how far the first word is off; and how soon an announcer that was killed or hangs speaks again.
"""

import os
import platform
import signal
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic

from audio.child import LEAD_S
from audio.options import AudioOptions, ZoneOptions
from audio.orders import Dropped, Part, Ready, Why
from tests.audio.measuring import WINDOW_S, Stretch, stretch
from tests.audio.mpd_server import PLAYLIST, TONE_HZ, Mpd, Output
from tests.audio.pulse_server import RATE_HZ, Recorder, alsa_on_pulse, pulse_server, wait_until
from tests.audio.voice import Voice, announcers
from tests.class_call import SOON_S, club_with_a_class, counter

SINKS = ("hall", "bar")
CALLS = {
    "Chinese": Part("zh", "请注意，18:30 Zumba课在2号操房开始。"),
    "English": Part("en", "Attention please. The Zumba class starts in studio 2 at 18:30."),
    "recording": Part("en", "", "club"),
}
RECORDING = ["synth", "4", "pinknoise", "sinc", "300-3000", "gain", "-n", "-0.1"]
"""Louder than speech by far, so that levelling shows."""
SETTLED_S = 2.0
AFTER_S = 2.5
HEARD_LATE_S = 0.15
"""How much later than it was played the last of a sound may arrive at the recorder."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was seen of each announcement."""

    off_ms: list[float] = field(default_factory=list)
    apart_ms: list[float] = field(default_factory=list)
    lower_db: list[float] = field(default_factory=list)
    back_ms: list[float] = field(default_factory=list)
    lufs: list[float] = field(default_factory=list)
    peaks_dbtp: list[float] = field(default_factory=list)

    def print(self) -> None:
        """A line each."""
        _print("first word after its time, ms", self.off_ms)
        _print("zones apart, ms", self.apart_ms)
        _print("music lower by, dB", self.lower_db)
        _print("music back after the last word, ms", self.back_ms)
        _print("loudness of what is said, LUFS", self.lufs)
        _print("true peak of what is said, dBTP", self.peaks_dbtp)


def main(times: int) -> None:
    """Measure and print."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("pa", "recordings", "club"):
            (folder / part).mkdir()
        subprocess.run(["sox", "-n", "-R", "-r", "44100", "-c", "2", str(folder / "recordings/club.flac"), *RECORDING], check=True)
        with pulse_server(folder / "pa", SINKS) as found:
            os.environ.update(found | alsa_on_pulse(folder, SINKS))
            for output in Output:
                print(f"\nMPD on {output.name.lower().replace('_', ' ')}, {times} announcements")
                _calls(folder, output, times).print()
            print("\nclass calls by a whole counter")
            _print("first word after its time, ms", _class_calls(folder / "club", max(1, times // 2)))
            print()
            for blow in (signal.SIGKILL, signal.SIGSTOP):
                _blows(folder, blow, max(1, times // 5))


def _options(folder: Path, mpd: Mpd, player: str) -> AudioOptions:
    desk, bar = ZoneOptions(mpd=mpd.socket, playlist=PLAYLIST), ZoneOptions(sink="bar")
    return AudioOptions(player=player, desk=desk, bar=bar, cache=str(folder / "cache"), recordings=str(folder / "recordings"))


def _begin(voice: Voice, player: str) -> None:
    for sink in ("", "bar"):
        voice.wait_for(Ready(player, sink))
    voice.announcer.prepare(tuple(CALLS.values()))
    voice.announcer.music("desk", "on")
    voice.wait_for_music("desk", True)
    _pass(SETTLED_S)


def _calls(folder: Path, output: Output, times: int) -> Figures:
    player = "aplay" if output is Output.ALSA else "paplay"
    mpd, desk, bar = Mpd(folder / output.name, "hall", output), Recorder("hall"), Recorder("bar")
    figures = Figures()
    try:
        with Voice(_options(folder, mpd, player)) as voice:
            _begin(voice, player)
            for time in range(times):
                said = list(CALLS.values())[time % len(CALLS)]
                ordered_s = monotonic()
                number = voice.announcer.announce((said,), ("desk", "bar", "changing"), words_in_s=LEAD_S)
                started_s, ended_s = voice.wait_for_start(number), voice.wait_for_end(number)
                _pass(AFTER_S)
                at_desk, at_bar = (stretch(each, ordered_s - 0.5, ended_s + AFTER_S) for each in (desk, bar))
                _measure(figures, folder, at_desk, at_bar, (ordered_s, started_s, ended_s))
    finally:
        mpd.kill()
        for recorder in (desk, bar):
            recorder.stop()
    return figures


def _measure(figures: Figures, folder: Path, at_desk: Stretch, at_bar: Stretch, times_s: tuple[float, float, float]) -> None:
    ordered_s, started_s, ended_s = times_s
    gong_s, word_s = at_bar.first_sound_s(started_s - 0.05), at_bar.first_word_s(started_s - 0.05)
    figures.off_ms.append(1000 * (word_s - ordered_s - LEAD_S))
    figures.apart_ms.append(1000 * abs(at_desk.first_sound_s(started_s - 0.05) - gong_s))
    tone = at_desk.tone_db(TONE_HZ)
    full_db = max(db for at_s, db in tone if at_s < ordered_s)
    figures.lower_db.append(full_db - max(db for at_s, db in tone if gong_s - WINDOW_S < at_s < ended_s - HEARD_LATE_S))
    last_low_s = max(at_s for at_s, db in tone if db < full_db - 1) + WINDOW_S
    figures.back_ms.append(1000 * (last_low_s - ended_s))
    words = Stretch(0, at_bar.samples[round((word_s - at_bar.from_s) * RATE_HZ) :])
    found = words.loudness(folder / "words.wav")
    figures.lufs.append(found.lufs)
    figures.peaks_dbtp.append(found.peak_dbtp)


def _class_calls(folder: Path, times: int) -> list[float]:
    off_ms = []
    hall = Recorder("hall")
    for time in range(times):
        home = folder / str(time)
        home.mkdir()
        running, due_s = counter(club_with_a_class(home), SOON_S)
        with running:
            wait_until(lambda due_s=due_s: monotonic() > due_s + 2, limit_s=SOON_S + 5)
        off_ms.append(1000 * (stretch(hall, due_s - SOON_S, due_s + 2).first_word_s(due_s - SOON_S) - due_s))
    hall.stop()
    return off_ms


def _blows(folder: Path, blow: signal.Signals, times: int) -> None:
    again_ms: list[float] = []
    music_ms: list[float] = []
    mpd = Mpd(folder / blow.name, "hall")
    for _ in range(times):
        with Voice(_options(folder, mpd, "paplay")) as voice:
            _begin(voice, "paplay")
            volume = mpd.status()["volume"]
            cut = voice.announcer.announce((CALLS["English"],), ("desk", "bar"))
            voice.wait_for_start(cut)
            _pass(2)
            struck_s = monotonic()
            for pid in announcers():
                os.kill(pid, blow)
            voice.wait_for(Dropped(cut, Why.DIED))
            again = voice.announcer.announce((CALLS["English"],), ("bar",))
            wait_until(partial(_is_at, mpd, volume), 10)
            music_ms.append(1000 * (monotonic() - struck_s))
            again_ms.append(1000 * (voice.wait_for_start(again) - struck_s))
    mpd.kill()
    _print(f"{blow.name} to music back, ms", music_ms)
    _print(f"{blow.name} to speaking again, ms", again_ms)


def _is_at(mpd: Mpd, volume: str) -> bool:
    return mpd.status()["volume"] == volume


def _pass(seconds: float) -> None:
    until_s = monotonic() + seconds
    wait_until(lambda: monotonic() > until_s, seconds + 1)


def _print(what: str, figures: Sequence[float]) -> None:
    print(f"{what:36} least {min(figures):7.1f}  median {statistics.median(figures):7.1f}  most {max(figures):7.1f}  of {len(figures)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
