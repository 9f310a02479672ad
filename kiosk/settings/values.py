"""Turns one value of a TOML file into the type that its key wants."""

import json
import math
import re
import sys
from collections.abc import Callable
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from kiosk.errors import BadValue
from kiosk.hardware.limits import Between
from kiosk.settings.limits import Checked, did_you_mean


def plain_value(kind: type, raw: Any, limits: tuple[Any, ...]) -> Any:
    """This value as a ``kind``, within its limits.

    :raises BadValue: when it is of another type, no known word, or outside of a limit.
    :raises TypeError: when ``kind`` is a type that no settings key may have.
    """
    range_ = next((limit for limit in limits if isinstance(limit, Between)), None)
    value = _converted(kind, raw, f"{_WANTED.get(kind, '')}{f' from {range_}' if range_ else ''}")
    if range_ and value not in range_:
        raise BadValue(f"{shown(raw)} is out of range; wanted {range_}")
    for limit in limits:
        if isinstance(limit, Checked):
            try:
                limit.check(value)
            except ValueError as error:
                raise BadValue(str(error)) from None
    return value


def shown(raw: Any) -> str:
    """A value as it is quoted in a mistake, cut to 60 characters."""
    text = json.dumps(raw, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _converted(kind: type, raw: Any, wanted: str) -> Any:
    if issubclass(kind, StrEnum):
        return _word(kind, raw)
    if kind not in _READ:
        raise TypeError(f"no settings key may be a {kind}")
    value = _READ[kind](raw)
    if value is None:
        raise BadValue(f"{shown(raw)} is {_told(kind, raw)}; wanted {wanted}")
    return value


def _word(kind: type[StrEnum], raw: Any) -> StrEnum:
    try:
        return kind(raw)
    except ValueError:
        words = [str(each) for each in kind]
        raise BadValue(f"{shown(raw)} is not known; wanted {', '.join(words[:-1])} or {words[-1]}{did_you_mean(str(raw), words)}") from None


def _text(raw: Any) -> str | None:
    return raw if isinstance(raw, str) and raw.strip() else None


def _yes_no(raw: Any) -> bool | None:
    return raw if isinstance(raw, bool) else None


def _whole(raw: Any) -> int | None:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else None


def _number(raw: Any) -> float | None:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or abs(raw) > sys.float_info.max:
        return None
    return None if math.isnan(raw) else float(raw)


def _time(raw: Any) -> time | None:
    found = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)", raw, re.ASCII) if isinstance(raw, str) else None
    return time(int(found[1]), int(found[2])) if found else None


def _date(raw: Any) -> date | None:
    if isinstance(raw, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", raw, re.ASCII):
        try:
            return date.fromisoformat(raw)
        except ValueError:
            return None
    return raw if isinstance(raw, date) and not isinstance(raw, datetime) else None


_READ: dict[type, Callable[[Any], Any]] = {str: _text, bool: _yes_no, int: _whole, float: _number, time: _time, date: _date}
_WANTED: dict[type, str] = {
    str: 'text in " "',
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    time: '"HH:MM", such as "09:30"',
    date: '"YYYY-MM-DD", such as "2026-02-17"',
}
_NO_SUCH: dict[type, str] = {time: "no time of day", date: "no day of the calendar"}


def _told(kind: type, raw: Any) -> str:
    match raw:
        case bool():
            return "yes or no"
        case int() | float():
            return "no number to count with" if kind is float else "a number"
        case str() if not raw.strip():
            return "empty"
        case str():
            return _NO_SUCH.get(kind, "text")
        case list():
            return "a list"
        case dict():
            return "a section"
        case _:
            return "a moment"
