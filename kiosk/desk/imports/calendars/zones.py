"""The zones that a calendar's times are in: known by their names, by Windows' names, or described in the calendar."""

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

_TRIED = (datetime(1990, 1, 1), datetime(2026, 1, 1), datetime(2026, 7, 1))  # noqa: DTZ001 - on the clock of the zone that is tried


class Zones:
    """Finds zones by their names.

    :param club: is put on every time without one, and on those of an unknown one.
    :param described: whole VTIMEZONEs by their names.
    """

    def __init__(self, club: tzinfo, described: Mapping[str, str]) -> None:
        self.club = club
        self._described = described
        self._found: dict[str, tzinfo | None] = {}

    def find(self, name: str) -> tzinfo | None:
        """The zone of this name; none when nobody knows it."""
        if name not in self._found:
            self._found[name] = _named(name) or _drawn(self._described.get(name))
        return self._found[name]


@cache
def _named(name: str) -> tzinfo | None:
    """Some programs put a path before the name: ``/example.org/Olson/Asia/Shanghai``."""
    parts = name.split("/")
    return next(filter(None, (_by_key("/".join(parts[begin:])) for begin in range(len(parts)))), None)


def _by_key(key: str) -> tzinfo | None:
    try:
        return ZoneInfo(WINDOWS_TO_OLSON.get(key, key))
    except (KeyError, ValueError, OSError):
        return None


def _drawn(description: str | None) -> tzinfo | None:
    """The zone of a description; none when it says nothing that can be used."""
    if description is None:
        return None
    try:
        read = Timezone.from_ical(description)
        zone = read.to_tz(lookup_tzid=False) if isinstance(read, Timezone) else None
        for moment in _TRIED:
            moment.replace(tzinfo=zone).astimezone(UTC)
    except Exception:  # a library's work on bytes that may be anything
        return None
    return zone
