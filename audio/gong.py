"""The gong before an announcement, and when it begins for the first word to be on time."""

from audio.chimes import chime
from audio.orders import Announce, Audible

GONG = "announce"
PAUSE_S = 0.4
"""Between the gong and the words, and between two parts."""
SPOKEN_AFTER_S = chime(GONG).seconds + PAUSE_S
"""How long after its gong begins an announcement's first word comes."""


def begins_at_s(order: Audible) -> float:
    """The time of the monotonic clock at which it begins, when it has one; 0 for what begins as soon as it can."""
    return order.words_at_s - SPOKEN_AFTER_S if isinstance(order, Announce) and order.words_at_s else 0.0
