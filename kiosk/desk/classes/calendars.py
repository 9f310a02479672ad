"""The names of calendars: a calendar is renamed, or removed with its classes."""

from dataclasses import dataclass

from sqlite_utils import Database

from kiosk.database.calendars import is_calendar, remove_calendar, rename_calendar
from kiosk.database.journal import Stamp
from kiosk.database.store import Writing
from kiosk.desk.texts import one_line
from kiosk.errors import RequestRefused

LONGEST_CALENDAR = 100
NO_CALENDAR = "there is no calendar “{}”; see all of them with: kiosk calendars"


@dataclass(frozen=True, slots=True)
class Removed:
    """How many classes went, and how many changes of the desk with them."""

    classes: int
    changes: int


def rename(writing: Writing, calendar: str, to: str, stamp: Stamp) -> None:
    """The calendar has another name from now on.

    :raises RequestRefused: when there is none, another one has that name, or it is no name.
    """
    _must_be_there(writing.db, calendar)
    name = one_line(to, LONGEST_CALENDAR, "bad_calendar", "the name of a calendar")
    if is_calendar(writing.db, name):
        raise RequestRefused("calendar_there", f"there is a calendar “{name}” already; remove that one first, or say another name")
    rename_calendar(writing.db, calendar, name)
    writing.journal(stamp, "calendar_renamed", {"calendar": calendar, "to": name})


def remove(writing: Writing, calendar: str, stamp: Stamp) -> Removed:
    """Its classes are not held any more.

    :raises RequestRefused: when there is none.
    """
    _must_be_there(writing.db, calendar)
    classes, changes = remove_calendar(writing.db, calendar)
    writing.journal(stamp, "calendar_removed", {"calendar": calendar, "classes": classes, "changes": changes})
    return Removed(classes, changes)


def _must_be_there(db: Database, calendar: str) -> None:
    if not is_calendar(db, calendar):
        raise RequestRefused("no_such_calendar", NO_CALENDAR.format(calendar))
