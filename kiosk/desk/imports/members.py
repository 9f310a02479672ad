"""The import of members."""

from collections.abc import Mapping
from datetime import date

from sqlite_utils import Database

from kiosk.database.imports import PersonChange, store_members
from kiosk.database.known import BeforeImport, OwnerKind, Term
from kiosk.desk.imports import cells
from kiosk.desk.imports.checked import CheckedMembers, Imported
from kiosk.desk.imports.columns import Column, Entry, Progress, entries_of, silent
from kiosk.desk.imports.problems import Problems
from kiosk.desk.imports.rules import check_once, check_order, check_uids, unknown_staff
from kiosk.desk.imports.table import Rows
from kiosk.lane.words import Language, Sex


def columns(today: date, plans: Mapping[str, int | None]) -> tuple[Column, ...]:
    """The columns of a file of members."""
    return (
        Column("card_no", cells.text(32), required=True),
        Column("name", cells.text(100), required=True),
        Column("sex", cells.one_of(Sex), required=True),
        Column("born_on", cells.birthday(today)),
        Column("phone", cells.text(32)),
        Column("card_uid", cells.uid),
        Column("plan", cells.one_of(plans), required=True),
        Column("valid_from", cells.day),
        Column("valid_until", cells.day),
        Column("visits_left", cells.whole(0, cells.MOST_VISITS)),
        Column("frozen_from", cells.day),
        Column("frozen_until", cells.day),
        Column("coach", cells.text(16)),
        Column("consultant", cells.text(16)),
        Column("joined_on", cells.day),
        Column("language", cells.one_of(Language)),
    )


def check_members(
    rows: Rows, known: BeforeImport, today: date, plans: Mapping[str, int | None], progress: Progress = silent
) -> CheckedMembers:
    """Check a whole file of members.

    :param plans: by plan code, how many visits a new card of it holds; none when visits are not counted.
    :raises ImportRefused: when anything is wrong, with every bad place.
    """
    problems = Problems(rows.source)
    entries = entries_of(rows, columns(today, plans), problems, progress)
    check_once(entries, "card_no", problems)
    check_once(entries, "card_uid", problems)
    check_uids(entries, OwnerKind.MEMBER, "card_no", "card_uid", known, problems)
    for entry in entries:
        term = known.members.get(entry.text("card_no") or "", Term())
        check_order(entry, "valid_from", "valid_until", (term.valid_from, term.valid_until), problems)
        check_order(entry, "frozen_from", "frozen_until", (term.frozen_from, term.frozen_until), problems)
    problems.raise_if_any()
    warnings = unknown_staff(entries, ("coach", "consultant"), known)
    return CheckedMembers(tuple(_change(entry, plans) for entry in entries), tuple(warnings))


def apply_members(db: Database, checked: CheckedMembers, progress: Progress = silent) -> Imported:
    """Store the members. Call it inside a transaction."""
    counts = store_members(db, checked.changes, progress)
    return Imported(counts.added, counts.updated, counts.unchanged, checked.warnings)


def _change(entry: Entry, plans: Mapping[str, int | None]) -> PersonChange:
    values = dict(entry.values)
    card_no, plan = str(values.pop("card_no")), str(values["plan"])
    uid = values.pop("card_uid", None)
    if values.get("visits_left") is None:
        values.pop("visits_left", None)
    otherwise: dict[str, cells.Value] = {"visits_left": plans[plan], "language": Language.CHINESE.value}
    return PersonChange(card_no, values, otherwise, str(uid) if uid else None)
