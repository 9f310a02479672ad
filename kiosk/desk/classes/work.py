"""What the desk does about the classes of a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from kiosk.database.journal import Stamp
from kiosk.database.programme import start_of
from kiosk.database.store import Writing
from kiosk.desk.asked import Desk
from kiosk.desk.classes import calendars, changes
from kiosk.desk.classes.programme import Occurrence
from kiosk.desk.classes.remembered import Programme
from kiosk.desk.classes.requests import AddClass, CancelClass, Classes, MoveClass, RemoveCalendar, RenameCalendar, UndoClass
from kiosk.desk.days import day_of, in_reach, minute_of
from kiosk.errors import RequestRefused

T = TypeVar("T")
TECHNICIAN = "technician"


@dataclass(frozen=True, slots=True)
class ClassListed:
    """A class of a day. ``key`` names it; ``start`` is on the club's clock."""

    key: str
    start: datetime
    minutes: int
    name: str
    room: str
    cancelled: bool
    moved: bool
    added: bool


@dataclass(frozen=True, slots=True)
class ClassKey:
    """The name of a class."""

    key: str


def classes(desk: Desk, request: Classes) -> list[ClassListed]:
    """The classes of a day, the cancelled ones too, earliest first."""
    day = day_of(request.day) if request.day else desk.now.astimezone(desk.zone).date()
    return [_listed(one) for one in desk.use(Programme).on(day)]


def cancel(desk: Desk, request: CancelClass) -> None:
    """It does not take place."""
    one = find_class(desk, request.key)
    _change(desk, lambda writing, stamp: changes.cancel(writing, one, stamp))


def move(desk: Desk, request: MoveClass) -> None:
    """It starts at another time, or is held in another room."""
    one = find_class(desk, request.key)
    start = _ahead(desk, request.start) if request.start else one.start
    _change(desk, lambda writing, stamp: changes.move(writing, one, start, request.room or one.room, stamp))


def add(desk: Desk, request: AddClass) -> ClassKey:
    """One more class, on one day."""
    start = _ahead(desk, request.start)

    def change(writing: Writing, stamp: Stamp) -> ClassKey:
        return ClassKey(changes.add(writing, start, request.minutes, request.name, request.room, stamp))

    return _change(desk, change)


def undo(desk: Desk, request: UndoClass) -> None:
    """Take back the last change of this class."""
    _change(desk, lambda writing, stamp: changes.undo(writing, request.key, stamp))


def rename_calendar(desk: Desk, request: RenameCalendar) -> None:
    """It has another name."""
    _change(desk, lambda writing, _: calendars.rename(writing, request.calendar, request.to, desk.stamp_of(TECHNICIAN)))


def remove_calendar(desk: Desk, request: RemoveCalendar) -> calendars.Removed:
    """How much went."""
    return _change(desk, lambda writing, _: calendars.remove(writing, request.calendar, desk.stamp_of(TECHNICIAN)))


def find_class(desk: Desk, key: str) -> Occurrence:
    """The class with this key.

    :raises RequestRefused: when there is none.
    """
    stored = desk.read(lambda db: start_of(db, key))
    try:
        day = datetime.fromisoformat(stored).astimezone(desk.zone).date() if stored else date.fromisoformat(key[:10])
    except ValueError:
        raise _no_such_class(key) from None
    found = next((one for one in desk.use(Programme).on(day) if one.key == key), None) if in_reach(day) else None
    if found is None:
        raise _no_such_class(key)
    return found


def _change(desk: Desk, change: Callable[[Writing, Stamp], T]) -> T:
    value = desk.write(lambda writing: change(writing, desk.stamp))
    desk.use(Programme).changed()
    return value


def _ahead(desk: Desk, start: datetime) -> datetime:
    local = minute_of(start, desk.zone)
    if local <= desk.now:
        raise RequestRefused("past", f"{local:%Y-%m-%d %H:%M} is over; a class can only be put into the time to come")
    return local


def _listed(one: Occurrence) -> ClassListed:
    return ClassListed(one.key, one.start, one.minutes, one.name, one.room, one.cancelled, one.moved, one.added)


def _no_such_class(key: str) -> RequestRefused:
    return RequestRefused("no_such_class", f"there is no class {key!r}; ask for the classes of its day")
