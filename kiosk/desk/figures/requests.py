"""What can be asked about the figures of a day."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Handover:
    """The figures of a business day (``YYYY-MM-DD``; today's when none)."""

    day: str | None = None
