"""What the doctor says of one thing that was looked at."""

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """How it stands with one thing."""

    WELL = "ok"
    CARE = "look"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``text`` says what it is and, when not well, what to do."""

    subject: str
    health: Health
    text: str
