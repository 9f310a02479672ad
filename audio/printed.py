"""Numbers, times of day and tags as they come in print, checked before a language puts them into words."""

import re

_TAG = re.compile(r"(?:[A-Z]+-)?([0-9]+)", re.IGNORECASE)


def check_number(value: int) -> None:
    """Check that it is a number that every language has words for.

    :raises ValueError: when it is not 0 to 9999.
    """
    if not 0 <= value <= 9999:
        raise ValueError(f"number must be 0 to 9999, not {value}")


def check_time(hour: int, minute: int) -> None:
    """Check a time of day.

    :raises ValueError: when it is none.
    """
    if not (0 <= hour <= 23 and 0 <= minute <= 59):
        raise ValueError(f"not a time of day: {hour}:{minute}")


def digits_of_tag(printed: str) -> str:
    """The digits on a tag: 017 of M-017.

    :raises ValueError: when nothing like a number is printed on it.
    """
    if not (found := _TAG.fullmatch(printed)):
        raise ValueError(f"not a tag's number: {printed!r}")
    return found[1]
