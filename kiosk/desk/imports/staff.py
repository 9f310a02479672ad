"""The import of staff. PINs are hashed between the check and the transaction, because hashing is slow on purpose."""

from collections.abc import Mapping
from dataclasses import replace

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlite_utils import Database

from kiosk.database.imports import PersonChange, store_staff
from kiosk.database.known import BeforeImport, OwnerKind
from kiosk.desk.imports import cells
from kiosk.desk.imports.checked import CheckedStaff, Imported
from kiosk.desk.imports.columns import Column, Entry, Progress, entries_of, silent
from kiosk.desk.imports.problems import Problems
from kiosk.desk.imports.rules import check_once, check_uids
from kiosk.desk.imports.table import Rows
from kiosk.desk.roles import Role
from kiosk.lane.words import Sex

COLUMNS = (
    Column("staff_no", cells.text(16), required=True),
    Column("name", cells.text(100), required=True),
    Column("role", cells.one_of(Role), required=True),
    Column("sex", cells.one_of(Sex)),
    Column("card_uid", cells.uid),
    Column("pin", cells.pin),
)


def check_staff(rows: Rows, known: BeforeImport, progress: Progress = silent) -> CheckedStaff:
    """Check a whole file of staff.

    :raises ImportRefused: when anything is wrong, with every bad place.
    """
    problems = Problems(rows.source)
    entries = entries_of(rows, COLUMNS, problems, progress)
    check_once(entries, "staff_no", problems)
    check_once(entries, "card_uid", problems)
    check_uids(entries, OwnerKind.STAFF, "staff_no", "card_uid", known, problems)
    problems.raise_if_any()
    pins = {str(entry.values["staff_no"]): pin for entry in entries if (pin := entry.text("pin"))}
    return CheckedStaff(tuple(map(_change, entries)), pins=pins)


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
