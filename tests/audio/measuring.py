"""What was heard, in figures."""

import math
from array import array
from dataclasses import dataclass
from pathlib import Path

from audio import wav
from audio.loudness import Loudness, measure
from tests.audio.pulse_server import RATE_HZ, Recorder

WINDOW_S = 0.05
LOUD = 1500
"""A sample above this is sound of ours, and no music that is lowered."""
PAUSE_S = 0.3
"""The shortest silence between a gong and the words; it is 0.4 s."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """All that a recorder heard between two times of the monotonic clock."""

    from_s: float
    samples: "array[int]"

    def tone_db(self, tone_hz: float) -> list[tuple[float, float]]:
        """How strong this tone is below full scale, by time."""
        length = round(WINDOW_S * RATE_HZ)
        turn = math.tau * tone_hz / RATE_HZ
        cosines = [math.cos(turn * i) for i in range(length)]
        sines = [math.sin(turn * i) for i in range(length)]

        def strength(first: int) -> float:
            window = self.samples[first : first + length]
            across = sum(sample * cosine for sample, cosine in zip(window, cosines, strict=True))
            along = sum(sample * sine for sample, sine in zip(window, sines, strict=True))
            return 20 * math.log10(2 * math.hypot(across, along) / length / wav.FULL_SCALE + 1e-6)

        starts = range(0, len(self.samples) - length, length)
        return [(self.from_s + first / RATE_HZ, strength(first)) for first in starts]

    def first_sound_s(self, after_s: float) -> float:
        """When the first sound after this time begins."""
        start = max(0, round((after_s - self.from_s) * RATE_HZ))
        return self.from_s + next(i for i in range(start, len(self.samples)) if abs(self.samples[i]) > LOUD) / RATE_HZ

    def first_word_s(self, after_s: float) -> float:
        """When the first word of the first announcement after this time begins: where there is no music."""
        quiet_since = start = round((self.first_sound_s(after_s) - self.from_s) * RATE_HZ)
        for i in range(start, len(self.samples)):
            if abs(self.samples[i]) >= wav.QUIET:
                if i - quiet_since > PAUSE_S * RATE_HZ:
                    return self.from_s + i / RATE_HZ
                quiet_since = i
        raise AssertionError("no word after the gong")

    def loudness(self, path: Path) -> Loudness:
        """By EBU R 128, through a file at this path."""
        wav.write(path, wav.Sound(RATE_HZ, self.samples))
        return measure(path)


def stretch(recorder: Recorder, from_s: float, until_s: float) -> Stretch:
    """What the recorder heard between these times."""
    heard = [(at_s, chunk) for at_s, chunk in recorder.chunks() if from_s <= at_s <= until_s]
    samples = array("h")
    for _, chunk in heard:
        samples += chunk
    first_s, first = heard[0]
    return Stretch(first_s - len(first) / RATE_HZ, samples)
