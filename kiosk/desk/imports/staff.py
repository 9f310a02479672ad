"""The import of staff. PINs are hashed between the check and the transaction, because hashing is slow on purpose."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlite_utils import Database

from kiosk.database.imports import PersonChange, store_staff
from kiosk.database.known import BeforeImport, OwnerKind
from kiosk.desk.imports import cells, words
from kiosk.desk.imports.checked import CheckedStaff, Imported
from kiosk.desk.imports.columns import Column, Entry, Progress, named, silent
from kiosk.desk.imports.entries import entries_of
from kiosk.desk.imports.options import AS_USUAL, Options
from kiosk.desk.imports.problems import Problems
from kiosk.desk.imports.rules import check_once, check_uids
from kiosk.desk.imports.table import Rows
from kiosk.desk.imports.uids import doubtful_uids
from kiosk.desk.roles import Role
from kiosk.lane.words import Sex


def columns(options: Options = AS_USUAL) -> tuple[Column, ...]:
    """The columns of a file of staff."""
    column = partial(named, words.STAFF)
    return (
        column("staff_no", cells.text(16), required=True),
        column("name", cells.text(100), required=True, wide=True),
        column("role", cells.one_of(Role, words.ROLES), required=True),
        column("sex", cells.one_of(Sex, words.SEXES)),
        column("card_uid", cells.uid, turn=options.uids.turn),
        column("pin", cells.pin, wide=True, secret=True),
    )


def check_staff(rows: Rows, known: BeforeImport, progress: Progress = silent, options: Options = AS_USUAL) -> CheckedStaff:
    """Check a whole file of staff.

    :raises ImportRefused: when anything is wrong, with every bad place.
    """
    problems = Problems(rows.source)
    read = entries_of(rows, columns(options), problems, progress, options)
    entries = read.entries
    check_once(entries, "staff_no", problems)
    check_once(entries, "card_uid", problems)
    check_uids(entries, OwnerKind.STAFF, "staff_no", "card_uid", known, problems)
    problems.raise_if_any()
    pins = {str(entry.values["staff_no"]): pin for entry in entries if (pin := entry.text("pin"))}
    warnings = (*read.warnings, *doubtful_uids(entries, "card_uid"))
    return CheckedStaff(tuple(map(_change, entries)), warnings, pins=pins)


def hash_pins(checked: CheckedStaff, known: BeforeImport, hasher: PasswordHasher, progress: Progress = silent) -> CheckedStaff:
    """Turn every PIN that is not the stored one into its hash, which also lifts a lock-out. Tens of milliseconds each."""
    hashed: dict[str, str] = {}
    for done, (number, pin) in enumerate(checked.pins.items(), start=1):
        if not _is_stored(pin, known.staff.get(number), hasher):
            hashed[number] = hasher.hash(pin)
        progress(done, len(checked.pins))
    return replace(checked, changes=tuple(_with_hash(change, hashed) for change in checked.changes), pins={})


def apply_staff(db: Database, checked: CheckedStaff, progress: Progress = silent) -> Imported:
    """Store the staff. Call it inside a transaction.

    :raises ValueError: when there are PINs that :func:`hash_pins` has not hashed.
    """
    if checked.pins:
        raise ValueError("PINs are hashed before the transaction begins")
    counts = store_staff(db, checked.changes, progress)
    return Imported(counts.added, counts.updated, counts.unchanged, checked.warnings)


def _is_stored(pin: str, stored: str | None, hasher: PasswordHasher) -> bool:
    try:
        return stored is not None and hasher.verify(stored, pin)
    except (Argon2Error, InvalidHashError):
        return False


def _with_hash(change: PersonChange, hashed: Mapping[str, str]) -> PersonChange:
    if change.number not in hashed:
        return change
    unlocked: dict[str, cells.Value] = {"pin_hash": hashed[change.number], "wrong_pins": 0, "locked_until": None}
    return replace(change, values={**change.values, **unlocked})


def _change(entry: Entry) -> PersonChange:
    values = {column: value for column, value in entry.values.items() if column in ("name", "role", "sex")}
    return PersonChange(str(entry.values["staff_no"]), values, {"wrong_pins": 0}, entry.text("card_uid"))
