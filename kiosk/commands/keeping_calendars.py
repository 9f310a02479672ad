"""The work of ``kiosk calendars``: through the counter that runs, else as the only one who writes."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from kiosk.commands.importing import import_file, technician_at
from kiosk.database.calendars import Calendar, is_calendar
from kiosk.database.calendars import calendars as stored
from kiosk.database.journal import Stamp
from kiosk.database.moment import utc_text
from kiosk.database.store import Writing, one_moment
from kiosk.desk.classes.calendars import NO_CALENDAR, Removed, remove, rename
from kiosk.desk.classes.requests import RemoveCalendar, RenameCalendar
from kiosk.desk.imports.calendars.choosing import Choice
from kiosk.desk.imports.checked import Imported
from kiosk.desk.imports.requests import ImportKind
from kiosk.errors import HomeError
from kiosk.settings.home import Home
from kiosk.wire.asking import Asking, counter_runs
from kiosk.wiring.counter import store_of

T = TypeVar("T")


def calendars_of(home: Home, now: datetime) -> tuple[Calendar, ...]:
    """Every calendar, by name; ``ahead`` from now on."""
    with one_moment(home.database_file) as db:
        return stored(db, utc_text(now))


def rename_calendar(home: Home, calendar: str, to: str, now: datetime) -> None:
    """Give a calendar another name.

    :raises KioskError: when it cannot have it.
    """
    if counter_runs(home.socket):
        with Asking(home.socket) as asking:
            asking.ask(RenameCalendar(calendar, to))
    else:
        _write(home, now, lambda writing, stamp: rename(writing, calendar, to, stamp))


def remove_calendar(home: Home, calendar: str, now: datetime) -> Removed:
    """Take a calendar away; returns how much went.

    :raises KioskError: when there is none.
    """
    if counter_runs(home.socket):
        with Asking(home.socket) as asking:
            return Removed(**asking.ask(RemoveCalendar(calendar)))
    return _write(home, now, lambda writing, stamp: remove(writing, calendar, stamp))


def replace_calendar(home: Home, calendar: str, file: Path, now: datetime) -> Imported:
    """Put what stands in this file in the place of a calendar.

    :raises KioskError: when there is no such calendar, or the file cannot be imported.
    """
    with one_moment(home.database_file) as db:
        if not is_calendar(db, calendar):
            raise HomeError(NO_CALENDAR.format(calendar))
    if file.suffix.lower() != ".ics":
        raise HomeError(f"{file} is no calendar: its name ends with .ics")
    return import_file(home, ImportKind.CLASSES, file, False, now, lambda _done, _of: None, Choice(calendar=calendar))


def _write(home: Home, now: datetime, change: Callable[[Writing, Stamp], T]) -> T:
    settings = home.settings()
    with home.owned():
        store = store_of(home, settings)
        try:
            return store.write(lambda writing: change(writing, technician_at(settings, now)))
        finally:
            store.close()
