"""Which zones' music is down, and since when."""

from collections.abc import Mapping
from time import monotonic
from typing import Protocol

SETTLE_S = 0.7
"""From the order to lower until it is heard: the ramp, and what MPD and its output have in their buffers, measured up to 0.3 s."""


class Lowerable(Protocol):
    """A zone's music."""

    playing: bool

    def lower(self, lowered: bool) -> None:
        """Go down, or back."""


class Ducking:
    """Lowers and raises, each once.

    :param decks: the music of the zones that have some.
    """

    def __init__(self, decks: Mapping[str, Lowerable]) -> None:
        self._decks = decks
        self._since_s: dict[str, float] = {}

    def lower(self, zones: frozenset[str]) -> None:
        """Have the music down in these zones and nowhere else."""
        for zone, deck in self._decks.items():
            if zone in zones and zone not in self._since_s:
                self._since_s[zone] = monotonic()
                deck.lower(True)
            if zone not in zones and self._since_s.pop(zone, None) is not None:
                deck.lower(False)

    def settled_s(self, zones: frozenset[str]) -> float:
        """When the music is down in all these zones; a time of the monotonic clock, 0 where none plays."""
        return max((at_s + SETTLE_S for zone, at_s in self._since_s.items() if zone in zones and self._decks[zone].playing), default=0.0)
