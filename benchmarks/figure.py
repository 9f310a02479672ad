"""One figure: what was asked, what was seen."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured number.

    :param at_most: what it may be; none when nothing is asked and it is only told.
    :param unit: such as ``ms`` or ``×``; empty for a count.
    """

    what: str
    seen: float
    at_most: float | None = None
    unit: str = ""

    @property
    def holds(self) -> bool:
        """Whether it is what was asked."""
        return self.at_most is None or self.seen <= self.at_most


def p50(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)


def p99(values: Sequence[float]) -> float:
    """All but one in a hundred are at most this; of fewer than a hundred it is the largest."""
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.99))]
