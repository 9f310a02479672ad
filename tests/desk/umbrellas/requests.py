"""What can be asked about the umbrellas that the desk lends."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LendUmbrella:
    """Lend this umbrella to a member."""

    umbrella: int
    card_no: str


@dataclass(frozen=True, slots=True)
class UmbrellasLent:
    """Every umbrella that is with a member."""
