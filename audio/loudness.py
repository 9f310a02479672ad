"""Everything that is said becomes equally loud: measured and levelled by ffmpeg, which also reads the club's recordings.

Source: EBU R 128 and its loudness measure, ITU-R BS.1770.
"""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from audio import wav

PROGRAM = "ffmpeg"
RATE_HZ = 22050
MOST_PEAK_DBTP = -1.0
CLOSE_ENOUGH_LU = 0.2
LONGEST_S = 120
"""A longer recording is cut here, or it would hold the loudspeakers for ever."""

_LIMIT_S = 20.0
_SPARE_DB = 0.5
"""Taking the samples down to ``RATE_HZ`` again moves peaks a little."""
_TRIES = 4
_SILENT_LUFS = -60.0
_FOUND = re.compile(r"\bI: +(-?[\d.]+) LUFS.*Peak: +(-?[\d.]+|-inf) dBFS", re.DOTALL)
# Whole numbers first: ffmpeg mixes channels 3 dB louder when the next filter works in floating point.
_PLAIN = f"aformat=sample_fmts=s32p:sample_rates={RATE_HZ}:channel_layouts=mono"


class LevelError(Exception):
    """A sound cannot be read or levelled."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud a sound is on the whole, and its true peak."""

    lufs: float
    peak_dbtp: float


def measure(path: Path) -> Loudness:
    """Measure any sound file as one channel.

    :raises LevelError: when it cannot be read, or ffmpeg is not there.
    """
    return _measured(path, _PLAIN)


def level(source: Path, lufs: float) -> wav.Sound:
    """Read any sound file and bring it to this loudness, its true peaks below ``MOST_PEAK_DBTP``.

    :raises LevelError: when it cannot be read, is silent, or ffmpeg is not there.
    """
    found = measure(source)
    if found.lufs <= _SILENT_LUFS:  # also of what is shorter than the measure's 0.4 s
        found = _measured(source, f"{_PLAIN},apad=pad_dur=0.4")
    if found.lufs <= _SILENT_LUFS:
        raise LevelError("it is silent")
    gain_db = lufs - found.lufs
    if found.peak_dbtp + gain_db <= MOST_PEAK_DBTP:
        return wav.scaled(_as_it_is(source) or _read(source, _PLAIN), 10 ** (gain_db / 20))
    return _limited(source, lufs, gain_db)


def _limited(source: Path, lufs: float, gain_db: float) -> wav.Sound:
    """With its peaks rounded off, and raised until what that takes is made good."""
    limit = 10 ** ((MOST_PEAK_DBTP - _SPARE_DB) / 20)
    for _ in range(_TRIES):
        # Four times the rate, so that the limiter sees the peaks between the samples.
        filters = f"{_PLAIN},aresample={4 * RATE_HZ},volume={gain_db}dB,alimiter=limit={limit}:level=false:attack=5:release=50,{_PLAIN}"
        missing_db = lufs - _measured(source, filters).lufs
        if abs(missing_db) <= CLOSE_ENOUGH_LU:
            break
        gain_db += missing_db
    return _read(source, filters)


def _measured(path: Path, filters: str) -> Loudness:
    output = _run(path, f"{filters},ebur128=peak=true:framelog=verbose", "-f", "null", "-").stderr.decode(errors="replace")
    if not (found := _FOUND.search(output)):
        raise LevelError("it has no sound")
    return Loudness(float(found[1]), float(found[2]))


def _as_it_is(path: Path) -> wav.Sound | None:
    """A WAV of ours, without another run of ffmpeg, for which a greeting would wait."""
    try:
        sound = wav.read(path)
    except ValueError:
        return None
    return sound if sound.rate_hz == RATE_HZ and sound.seconds <= LONGEST_S else None


def _read(path: Path, filters: str) -> wav.Sound:
    raw = _run(path, filters, "-f", "s16le", "-").stdout
    return wav.Sound(RATE_HZ, wav.samples(raw))


def _run(path: Path, filters: str, *output: str) -> "subprocess.CompletedProcess[bytes]":
    command = [PROGRAM, "-nostdin", "-hide_banner", "-nostats", "-t", str(LONGEST_S), "-i", f"file:{path}", "-vn", "-af", filters, *output]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_LIMIT_S, check=False)
    except subprocess.TimeoutExpired:
        raise LevelError(f"{PROGRAM} killed after {_LIMIT_S:g} s") from None
    except OSError as error:
        raise LevelError(f"{PROGRAM} not started: {error.strerror}") from None
    if done.returncode != 0:
        raise LevelError(f"{PROGRAM} cannot read it")
    return done
