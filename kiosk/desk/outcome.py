"""What a request came to."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """``value`` is plain; ``error`` is a code for the screen's catalogue, ``text`` says what to do about it."""

    ok: bool
    value: Any = None
    error: str | None = None
    text: str | None = None
