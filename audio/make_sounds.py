"""Makes the chimes under ``sounds/``: ``python -m audio.make_sounds [FOLDER]``. The same bytes each time."""

import math
import sys
from array import array
from dataclasses import dataclass
from pathlib import Path

from audio import wav

RATE_HZ = 22050
PEAK = 0.5
"""Of full scale: -6 dBFS."""
FADE_IN_S = 0.006
FADE_OUT_S = 0.03
OVERTONES = ((1, 1.0), (2, 0.25), (3, 0.08))
"""Multiples of the pitch and their strength: a soft mallet."""


@dataclass(frozen=True, slots=True)
class Note:
    """A struck note that fades. ``fall_s`` is the time in which it falls to 37 percent."""

    at_s: float
    pitch_hz: float
    fall_s: float


@dataclass(frozen=True, slots=True)
class Melody:
    """A chime: its notes, when it ends, and its loudest sample as part of full scale."""

    seconds: float
    notes: tuple[Note, ...]
    peak: float = PEAK


CHIMES = {
    "yes": Melody(0.36, (Note(0, 659.26, 0.10), Note(0.11, 987.77, 0.12))),
    "no": Melody(0.44, (Note(0, 392.00, 0.12), Note(0.17, 261.63, 0.14))),
    "wait": Melody(0.34, (Note(0, 523.25, 0.05), Note(0.15, 523.25, 0.08))),
    "bye": Melody(0.48, (Note(0, 987.77, 0.09), Note(0.12, 783.99, 0.09), Note(0.24, 659.26, 0.12))),
    "alarm": Melody(0.50, tuple(Note(0.125 * i, (987.77, 739.99)[i % 2], 0.30) for i in range(4))),
    "announce": Melody(1.1, (Note(0, 659.26, 0.35), Note(0.3, 523.25, 0.45)), 0.3),
}


def synthesise(melody: Melody) -> wav.Sound:
    """The melody as sound, at its peak, from silence to silence."""
    total = round(melody.seconds * RATE_HZ)
    mix = [0.0] * total
    for note in melody.notes:
        first = round(note.at_s * RATE_HZ)
        for i in range(first, total):
            t = (i - first) / RATE_HZ
            strength = math.exp(-t / note.fall_s) * min(1.0, t / FADE_IN_S)
            mix[i] += strength * sum(part * math.sin(math.tau * note.pitch_hz * multiple * t) for multiple, part in OVERTONES)
    mix = [value * min(1.0, (total - 1 - i) / (FADE_OUT_S * RATE_HZ)) for i, value in enumerate(mix)]
    loudest = max(map(abs, mix))
    return wav.Sound(RATE_HZ, array("h", (round(melody.peak * wav.FULL_SCALE * value / loudest) for value in mix)))


def make(folder: Path) -> None:
    """Write every chime into the folder."""
    for name, melody in CHIMES.items():
        wav.write(folder / f"{name}.wav", synthesise(melody))


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("sounds"))
