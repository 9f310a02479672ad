"""What the technician says of a calendar beside its file, and under which name it is stored."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass

from kiosk.errors import SecondDownload

_SECOND = re.compile(r"\s*[(（][0-9]{1,3}[)）]$")
"""How browsers name another download of a file."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is said beside the file.

    :param room: of the classes whose calendar names none.
    :param minutes: how long the classes take whose calendar does not say when they end.
    :param calendar: under which name it is stored.
    :param replace: where it seems to be another download of a stored calendar, it takes its place.
    """

    room: str | None = None
    minutes: int | None = None
    calendar: str | None = None
    replace: bool = False


AS_IT_IS = Choice()


def name_in(stored: Mapping[str, Set[str]], source: str, name: str, uids: Set[str], choice: Choice) -> str:
    """Under which name a calendar is stored: its own, or that of the calendar of which it is another download.

    :param stored: the UIDs of each stored calendar, by its name.
    :param uids: of this one.
    :raises SecondDownload: when it seems to be another download, and nobody said what is meant.
    """
    if choice.calendar is not None:
        return choice.calendar
    earlier = _earlier(stored, name, uids)
    if earlier is None:
        return name
    if not choice.replace:
        raise SecondDownload(source, earlier)
    return earlier


def _earlier(stored: Mapping[str, Set[str]], name: str, uids: Set[str]) -> str | None:
    """The stored calendar with the same file name before its number, else the one with most of the same events."""
    if name in stored:
        return None
    if (first := _SECOND.sub("", name)) in stored:
        return first
    shared = {calendar: len(there & uids) for calendar, there in stored.items() if there & uids}
    return max(shared, key=lambda calendar: (shared[calendar], calendar)) if shared else None
