"""The work of ``kiosk import``: a file checked whole, then applied whole or not at all; also while a counter runs."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from argon2 import PasswordHasher
from sqlite_utils import Database

from kiosk.commands.handing_in import hand_in
from kiosk.commands.list_options import AS_THEY_ARE, ListOptions
from kiosk.database import imports_under_way
from kiosk.database.journal import Stamp
from kiosk.database.known import BeforeImport, known
from kiosk.database.moment import utc_text
from kiosk.database.people import set_plans
from kiosk.database.store import Urgency, Writing, copy_in_memory, one_moment
from kiosk.desk.imports.calendar import CalendarFile, check_calendar, gone_warning, read_calendar
from kiosk.desk.imports.calendars.choosing import AS_IT_IS, Choice
from kiosk.desk.imports.checked import CheckedCalendar, CheckedClasses
from kiosk.desk.imports.handing import Change, as_line
from kiosk.desk.imports.kinds import how_read, wanted_sheet
from kiosk.desk.imports.options import Options
from kiosk.desk.imports.whole import Checked, Imported, ImportKind, Progress, Rows, apply, check, read_rows, with_hashed_pins
from kiosk.desk.systems import tables_of
from kiosk.errors import HomeError
from kiosk.settings.home import Home
from kiosk.settings.keys import Settings
from kiosk.settings.plans import PlanCard
from kiosk.wire.asking import counter_runs
from kiosk.wiring.counter import plan_kinds, rules_of, store_of
from kiosk.wiring.desk import finish_import


def import_file(
    home: Home,
    kind: ImportKind,
    file: Path,
    dry_run: bool,
    now: datetime,
    progress: Progress,
    choice: Choice = AS_IT_IS,
    options: ListOptions = AS_THEY_ARE,
) -> Imported:
    """Import a list into this home, as spreadsheets save it; classes also from an iCalendar file, ``.ics``.

    :param dry_run: check everything and count what would change, but change nothing.
    :param choice: what is said of a calendar beside its file.
    :param options: how a list is read.
    :raises ImportRefused: when anything in the file is wrong, with every bad place.
    :raises KioskError: when the home cannot be used, or the counter that runs there cannot take it in.
    """
    settings, plans = home.settings(), home.plans()
    reading = _reading(kind, file, options)
    office = _Office(home, settings, plans, kind, reading, options.here(settings, plans), now, progress, choice)
    bring = office.rehearse if dry_run else office.hand_in if counter_runs(home.socket) else office.write
    imported = bring()
    return replace(imported, read_as=how_read(kind, reading)) if isinstance(reading, Rows) else imported


@dataclass(frozen=True, slots=True)
class _Office:
    """One file, the home it goes into, and the three ways in."""

    home: Home
    settings: Settings
    plans: dict[str, PlanCard]
    kind: ImportKind
    reading: Rows | CalendarFile
    options: Options
    now: datetime
    progress: Progress
    choice: Choice

    def rehearse(self) -> Imported:
        """On a copy in memory."""
        with copy_in_memory(self.home.database_file, tables_of()) as db:
            _must_be_done(db)
            checked = self._checked(known(db))
            set_plans(db, plan_kinds(self.plans))
            return apply(db, checked, self.progress)

    def hand_in(self) -> Imported:
        """By the counter that runs."""
        with one_moment(self.home.database_file) as db:
            _must_be_done(db)
            last = imports_under_way.last(db)
            checked = self._checked(known(db))
            told = Imported(0, 0, 0, checked.warnings)
            if isinstance(checked, CheckedCalendar):
                told = Imported(0, 0, 0, (*checked.warnings, *gone_warning(db, checked)), checked.calendar, checked.read, checked.left_out)
        lines = [as_line(change) for change in _changes(checked)]
        counts = hand_in(self.home, self.kind, told.calendar, lines, last.number if last else 0, self.progress)
        return replace(told, added=counts.added, updated=counts.updated, unchanged=counts.unchanged)

    def write(self) -> Imported:
        """As the only one who writes."""
        with self.home.owned():
            store = store_of(self.home, self.settings)
            try:
                finish_import(store, self.plans, self._stamp)
                checked = self._checked(store.read(known))
                return store.write(lambda writing: self._change(writing, checked), Urgency.BULK)
            finally:
                store.close()

    def _change(self, writing: Writing, checked: Checked) -> Imported:
        set_plans(writing.db, plan_kinds(self.plans))
        imported = apply(writing.db, checked, self.progress)
        writing.journal(self._stamp(), f"import_{self.kind}", {"added": imported.added, "updated": imported.updated})
        return imported

    def _checked(self, there: BeforeImport) -> Checked:
        zone = self.settings.club.zone
        today = self.now.astimezone(zone).date()
        match self.reading:
            case CalendarFile() as calendar:
                checked: Checked = check_calendar(calendar, there, today, zone, self.choice)
            case Rows() as rows:
                visits = {code: card.visits for code, card in self.plans.items()}
                checked = check(self.kind, rows, there, today, visits, self.progress, self.options)
        return with_hashed_pins(checked, there, PasswordHasher(), self.progress)

    def _stamp(self) -> Stamp:
        return technician_at(self.settings, self.now)


def technician_at(settings: Settings, now: datetime) -> Stamp:
    """For the journal: the technician, now."""
    return Stamp(utc_text(now), True, rules_of(settings, ()).business_day(now).isoformat(), "technician")


def _must_be_done(db: Database) -> None:
    """What a file is checked against must not be half of another one."""
    last = imports_under_way.last(db)
    if last and last.accepted and not last.finished:
        raise HomeError("another import is not done yet; wait a moment and try again")


def _changes(checked: Checked) -> tuple[Change, ...]:
    return checked.classes if isinstance(checked, CheckedClasses | CheckedCalendar) else checked.changes


def _reading(kind: ImportKind, file: Path, options: ListOptions) -> Rows | CalendarFile:
    if kind is ImportKind.CLASSES and file.suffix.lower() == ".ics":
        return read_calendar(file)
    return read_rows(file, wanted_sheet(kind, options.sheet))
