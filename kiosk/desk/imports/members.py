"""The import of members."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from sqlite_utils import Database

from kiosk.database.imports import PersonChange, store_members
from kiosk.database.known import BeforeImport, OwnerKind, Term
from kiosk.desk.imports import cells, days, words
from kiosk.desk.imports.checked import CheckedMembers, Imported
from kiosk.desk.imports.columns import Column, Entry, Progress, named, silent
from kiosk.desk.imports.entries import entries_of
from kiosk.desk.imports.options import AS_USUAL, Options
from kiosk.desk.imports.problems import Problems
from kiosk.desk.imports.rules import check_once, check_order, check_uids, taken_away, unknown_staff
from kiosk.desk.imports.table import Rows
from kiosk.desk.imports.uids import doubtful_uids
from kiosk.lane.words import Language, Sex


def columns(today: date, plans: Mapping[str, int | None], options: Options = AS_USUAL) -> tuple[Column, ...]:
    """The columns of a file of members."""
    column = partial(named, words.MEMBERS)
    day = partial(column, read=days.day, turn=days.day_numbers)
    return (
        column("card_no", cells.text(32), required=True),
        column("name", cells.text(100), required=True, wide=True),
        column("sex", cells.one_of(Sex, words.SEXES), required=True),
        day("born_on", read=days.birthday(today)),
        column("phone", cells.text(32)),
        column("card_uid", cells.uid, turn=options.uids.turn),
        column("plan", cells.one_of(plans, options.plan_names), required=True),
        day("valid_from"),
        day("valid_until"),
        column("visits_left", cells.whole(0, cells.MOST_VISITS)),
        day("frozen_from"),
        day("frozen_until"),
        column("coach", cells.text(16)),
        column("consultant", cells.text(16)),
        day("joined_on"),
        column("language", cells.one_of(Language, words.LANGUAGES)),
    )


def check_members(
    rows: Rows,
    known: BeforeImport,
    today: date,
    plans: Mapping[str, int | None],
    progress: Progress = silent,
    options: Options = AS_USUAL,
) -> CheckedMembers:
    """Check a whole file of members.

    :param plans: by plan code, how many visits a new card of it holds; none when visits are not counted.
    :raises ImportRefused: when anything is wrong, with every bad place.
    """
    problems = Problems(rows.source)
    read = entries_of(rows, columns(today, plans, options), problems, progress, options)
    entries = read.entries
    check_once(entries, "card_no", problems)
    check_once(entries, "card_uid", problems)
    check_uids(entries, OwnerKind.MEMBER, "card_no", "card_uid", known, problems)
    for entry in entries:
        term = known.members.get(entry.text("card_no") or "", Term())
        check_order(entry, "valid_from", "valid_until", (term.valid_from, term.valid_until), problems)
        check_order(entry, "frozen_from", "frozen_until", (term.frozen_from, term.frozen_until), problems)
    problems.raise_if_any()
    warnings = [
        *read.warnings,
        *doubtful_uids(entries, "card_uid"),
        *unknown_staff(entries, ("coach", "consultant"), known),
        *taken_away(entries, known),
    ]
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
