"""How the database writes a moment: ISO 8601 in UTC with milliseconds and Z. It sorts as text."""

from datetime import UTC, datetime


def utc_text(at: datetime) -> str:
    """``2026-11-25T10:20:03.123Z``."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"
