"""What can be asked about the classes of a day. A class is named by its ``key``, as ``classes`` tells it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of a day (``YYYY-MM-DD``; today's when none), the cancelled ones too."""

    day: str | None = None


@dataclass(frozen=True, slots=True)
class CancelClass:
    """This one class does not take place."""

    key: str


@dataclass(frozen=True, slots=True)
class MoveClass:
    """This one class starts at another time, or is held in another room. A start without an offset is on the club's clock."""

    key: str
    start: datetime | None = None
    room: str | None = None


@dataclass(frozen=True, slots=True)
class AddClass:
    """One more class, on one day. A start without an offset is on the club's clock."""

    start: datetime
    minutes: int
    name: str
    room: str


@dataclass(frozen=True, slots=True)
class UndoClass:
    """Take back the last change of this class: it takes place again, where it was, or was never added."""

    key: str


@dataclass(frozen=True, slots=True)
class RenameCalendar:
    """A calendar that was imported has another name from now on: the next import under that name replaces it."""

    calendar: str
    to: str


@dataclass(frozen=True, slots=True)
class RemoveCalendar:
    """A calendar that was imported goes, with its classes and with what the desk changed of them."""

    calendar: str
