"""A recurrence rule, and the days that it names.

Source: RFC 5545, 3.3.10. Which days those are is the library's work, on the clock of the event's zone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, tzinfo

from dateutil.rrule import rrule, rrulestr

from kiosk.desk.imports.calendars.times import time_of

_TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
_WEEKDAYS = "MO|TU|WE|TH|FR|SA|SU"
_PARTS = {
    "FREQ": "DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": "[1-9][0-9]{0,2}",
    "COUNT": "[1-9][0-9]{0,6}",
    "UNTIL": ".+",
    "WKST": _WEEKDAYS,
    "BYDAY": rf"([+-]?[0-9]{{1,2}})?({_WEEKDAYS})(,([+-]?[0-9]{{1,2}})?({_WEEKDAYS}))*",
}
_NUMBERS = re.compile(r"[+-]?[0-9]{1,3}(,[+-]?[0-9]{1,3})*")
_COUNTED = {
    "BYMONTH": range(1, 13), "BYMONTHDAY": range(1, 32), "BYYEARDAY": range(1, 367), "BYWEEKNO": range(1, 54),
    "BYSETPOS": range(1, 367), "BYHOUR": range(24), "BYMINUTE": range(60), "BYSECOND": range(60),
}  # fmt: skip
_FROM_THE_END = ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS")


@dataclass(frozen=True, slots=True)
class Rule:
    """How an event recurs. ``until`` is the last moment that counts; none when it goes on, or ends after so many times."""

    _days: rrule
    _zone: tzinfo
    _until: datetime | None
    ends: bool

    def admits(self, start: datetime) -> bool:
        """Whether a class may begin then."""
        return self._until is None or start.astimezone(UTC) <= self._until

    def starts(self, end: datetime) -> Iterator[datetime]:
        """The starts before ``end``, in the event's zone, in their order."""
        for local in self._days:
            start = local.replace(tzinfo=self._zone)
            if start.astimezone(UTC) >= end or not self.admits(start):
                return
            yield start


def rule_of(text: str, start: datetime) -> Rule:
    """The rule of an event that starts then, in its zone.

    :raises ValueError: when it cannot be read, or names more than a class a day.
    """
    parts = _parts(text)
    zone = start.tzinfo or UTC
    until = _last_moment(parts.pop("UNTIL"), zone) if "UNTIL" in parts else None
    try:
        days = rrulestr(";".join(f"{key}={value}" for key, value in parts.items()), dtstart=start.replace(tzinfo=None))
    except (ValueError, TypeError, KeyError, IndexError):
        raise ValueError("cannot be followed: it names days or hours that there are not") from None
    return Rule(days, zone, until, ends=until is not None or "COUNT" in parts)


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in filter(None, map(str.strip, text.upper().split(";"))):
        key, _, value = part.partition("=")
        key, value = key.strip(), re.sub(r"\s", "", value).strip(",")
        if key in parts:
            raise ValueError(f"says {key} twice")
        if (key, value) == ("COUNT", "-1"):
            continue  # how some programs write that it goes on for ever
        if key == "FREQ" and value in _TOO_OFTEN:
            raise ValueError("recurs more than once a day")
        if not _fits(key, value):
            raise ValueError(f"cannot be followed: {part[:40]}")
        parts[key] = value
    if "FREQ" not in parts:
        raise ValueError("cannot be followed: it has no FREQ")
    return parts


def _fits(key: str, value: str) -> bool:
    if key in _COUNTED:
        numbers = map(int, value.split(",")) if _NUMBERS.fullmatch(value) else [-1]
        return all((abs(number) if key in _FROM_THE_END else number) in _COUNTED[key] for number in numbers)
    return key in _PARTS and re.fullmatch(_PARTS[key], value) is not None


def _last_moment(text: str, zone: tzinfo) -> datetime:
    """A day without a time is meant with all of its classes."""
    until = time_of(text, zone)
    if not isinstance(until, datetime):
        until = datetime.combine(until, time(23, 59, 59), zone)
    return until.astimezone(UTC)
