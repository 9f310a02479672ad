"""What can be asked of simulated hardware."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Simulate:
    """One line of the simulator's script, without its time; only on simulated hardware."""

    line: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SampleCards:
    """Cards of the demo club, one of each sort; only on simulated hardware."""
