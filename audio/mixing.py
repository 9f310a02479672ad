"""How MPD's volume steps become loudness.

MPD's volume runs from 0 to 100. How loud each step is depends on its mixer: PulseAudio and PipeWire take the cube of it as amplitude
(``mixer_type "hardware"``), MPD's own mixer an exponential. Where one number must do for both, it is the quieter.

Source: MPD 0.23, ``src/mixer/plugins/SoftwareMixerPlugin.cxx``; PulseAudio, ``pa_sw_volume_to_linear``.
"""

import math


def step(gain: float) -> int:
    """MPD's volume for this part of full amplitude, 0 to 1."""
    return round(100 * math.cbrt(gain))


def lowered(volume: int, by_db: float) -> int:
    """MPD's volume that is at least so much quieter than this one, with either mixer."""
    factor = math.pow(10, -by_db / 20)
    cubic = volume * math.cbrt(factor)
    exponential = 25 * math.log1p(factor * math.expm1(volume / 25))
    return math.floor(min(cubic, exponential))
