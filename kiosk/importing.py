"""``kiosk import``: a file checked whole, then applied whole or not at all."""

from datetime import datetime
from pathlib import Path

from argon2 import PasswordHasher

from kiosk.database.journal import Stamp
from kiosk.database.known import known
from kiosk.database.moment import utc_text
from kiosk.database.store import Urgency, Writing
from kiosk.desk.imports import Checked, Imported, ImportKind, Progress, Rows, apply, check, read_rows, with_hashed_pins
from kiosk.desk.imports.calendar import CalendarFile, check_calendar, read_calendar
from kiosk.home import Home
from kiosk.wiring import bring_plans, rules_of, store_of


def import_file(home: Home, kind: ImportKind, file: Path, dry_run: bool, now: datetime, progress: Progress) -> Imported:
    """Import a CSV file into this home; classes also from an iCalendar file, ``.ics``.

    :param dry_run: check everything and count what would change, but change nothing.
    :raises ImportRefused: when anything in the file is wrong, with every bad place.
    :raises KioskError: when the home cannot be used, or a counter is running in it.
    """
    settings, plans = home.settings(), home.plans()
    reading = _reading(kind, file)
    with home.owned():
        store = store_of(home, settings)
        try:
            there = store.read(known)
            today = now.astimezone(settings.club.zone).date()
            match reading:
                case CalendarFile():
                    checked: Checked = check_calendar(reading, there, today, settings.club.zone)
                case Rows():
                    checked = check(kind, reading, there, today, {code: card.visits for code, card in plans.items()}, progress)
            checked = with_hashed_pins(checked, there, PasswordHasher(), progress)
            day = rules_of(settings, ()).business_day(now).isoformat()
            stamp = Stamp(utc_text(now), True, day, "technician")

            def change(writing: Writing) -> Imported:
                bring_plans(writing, plans)
                imported = apply(writing.db, checked, progress)
                if dry_run:
                    raise _DryRun(imported)
                writing.journal(stamp, f"import_{kind}", {"added": imported.added, "updated": imported.updated})
                return imported

            try:
                return store.write(change, Urgency.BULK)
            except _DryRun as dry:
                return dry.imported
        finally:
            store.close()


def _reading(kind: ImportKind, file: Path) -> Rows | CalendarFile:
    if kind is ImportKind.CLASSES and file.suffix.lower() == ".ics":
        return read_calendar(file)
    return read_rows(file)


class _DryRun(Exception):
    """Rolls the transaction back with what it would have done."""

    def __init__(self, imported: Imported) -> None:
        self.imported = imported
