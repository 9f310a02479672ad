"""How announcements sound, measured on a private sound server with music: ``python -m benchmarks.voice [TIMES]``, 20 by default.

Prints, of announcements in two zones: from the order to the first sound, how far the zones are apart, how much lower the music is
and how soon it is back, the loudness of what is said; and how soon an announcer that was killed or hangs speaks again.
"""

import os
import signal
import statistics
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from time import monotonic

from audio.gong import SPOKEN_AFTER_S
from audio.options import AudioOptions, ZoneOptions
from audio.orders import Part, Ready
from tests.audio.measuring import Stretch, stretch
from tests.audio.mpd_server import PLAYLIST, TONE_HZ, Mpd
from tests.audio.pulse_server import RATE_HZ, Recorder, pulse_server, wait_until
from tests.audio.voice import Voice, announcers

CALLS = (
    (Part("zh", "请注意，18:30 Zumba课在2号操房开始。"),),
    (Part("en", "Attention please. The Zumba class starts in studio 2 at 18:30."),),
)
LOUD = 1500


def main(times: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pa").mkdir()
        with pulse_server(folder / "pa", ("hall", "bar")) as found:
            os.environ.update(found)
            mpd, desk, bar = Mpd(folder / "mpd", "hall"), Recorder("hall"), Recorder("bar")
            options = AudioOptions(
                desk=ZoneOptions(mpd=mpd.socket, playlist=PLAYLIST), bar=ZoneOptions(sink="bar"), cache=str(folder / "cache")
            )
            try:
                with Voice(options) as voice:
                    for call in CALLS:
                        voice.announcer.prepare(call)
                    _begin(voice)
                    _calls(voice, desk, bar, times, folder)
                for blow in (signal.SIGKILL, signal.SIGSTOP):
                    _blows(options, mpd, blow, max(1, times // 5))
            finally:
                mpd.kill()
                for recorder in (desk, bar):
                    recorder.stop()


def _begin(voice: Voice) -> None:
    for sink in ("", "bar"):
        voice.wait_for(Ready("paplay", sink))
    voice.announcer.music("desk", "on")
    voice.wait_for_music("desk", True)
    _pass(2)


def _calls(voice: Voice, desk: Recorder, bar: Recorder, times: int, folder: Path) -> None:
    starts_ms, apart_ms, depths_db, back_ms, loud_lufs, peaks_dbtp = (list[float]() for _ in range(6))
    for time in range(times):
        ordered_s = monotonic()
        number = voice.announcer.announce(CALLS[time % len(CALLS)], ("desk", "bar", "changing"))
        started_s, ended_s = voice.wait_for_start(number), voice.wait_for_end(number)
        _pass(1.5)
        at_desk, at_bar = (stretch(each, ordered_s - 0.5, ended_s + 1.3) for each in (desk, bar))
        firsts_s = [_first_sound_s(heard, started_s - 0.02) for heard in (at_desk, at_bar)]
        starts_ms.append(1000 * (firsts_s[1] - ordered_s))
        apart_ms.append(1000 * abs(firsts_s[0] - firsts_s[1]))
        tone = at_desk.tone_db(TONE_HZ)
        full_db = max(db for at_s, db in tone if at_s < ordered_s)
        depths_db.append(full_db - max(db for at_s, db in tone if firsts_s[0] < at_s < ended_s - 0.15))
        back_ms.append(1000 * (next(at_s for at_s, db in tone if at_s > ended_s - 0.1 and db > full_db - 1) - ended_s))
        words = Stretch(0, at_bar.samples[round((firsts_s[1] - at_bar.from_s + SPOKEN_AFTER_S) * RATE_HZ) :])
        found = words.loudness(folder / "words.wav")
        loud_lufs.append(found.lufs)
        peaks_dbtp.append(found.peak_dbtp)
    _print("order to first sound, ms", starts_ms)
    _print("zones apart, ms", apart_ms)
    _print("music lower by, dB", depths_db)
    _print("music back after the last word, ms", back_ms)
    _print("loudness of the words, LUFS", loud_lufs)
    _print("true peak, dBTP", peaks_dbtp)


def _blows(options: AudioOptions, mpd: Mpd, blow: signal.Signals, times: int) -> None:
    again_ms: list[float] = []
    music_ms: list[float] = []
    for _ in range(times):
        with Voice(options) as voice:
            _begin(voice)
            volume = mpd.status()["volume"]
            voice.wait_for_start(voice.announcer.announce(CALLS[1], ("desk", "bar")))
            _pass(2)
            struck_s = monotonic()
            for pid in announcers():
                os.kill(pid, blow)
            wait_until(partial(_is_at, mpd, volume), 10)
            music_ms.append(1000 * (monotonic() - struck_s))
            again_ms.append(1000 * (voice.wait_for_start(voice.announcer.announce(CALLS[1], ("bar",))) - struck_s))
    _print(f"{blow.name} to music back, ms", music_ms)
    _print(f"{blow.name} to speaking again, ms", again_ms)


def _is_at(mpd: Mpd, volume: str) -> bool:
    return mpd.status()["volume"] == volume


def _first_sound_s(heard: Stretch, after_s: float) -> float:
    start = max(0, round((after_s - heard.from_s) * RATE_HZ))
    return heard.from_s + next(i for i in range(start, len(heard.samples)) if abs(heard.samples[i]) > LOUD) / RATE_HZ


def _pass(seconds: float) -> None:
    until_s = monotonic() + seconds
    wait_until(lambda: monotonic() > until_s, seconds + 1)


def _print(what: str, figures: Sequence[float]) -> None:
    print(f"{what:38} least {min(figures):8.1f}  median {statistics.median(figures):8.1f}  most {max(figures):8.1f}  of {len(figures)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
