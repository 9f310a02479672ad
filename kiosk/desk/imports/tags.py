"""The import of key tags."""

from sqlite_utils import Database

from kiosk.database.imports import TagChange, store_tags
from kiosk.database.known import BeforeImport, OwnerKind
from kiosk.desk.imports import cells
from kiosk.desk.imports.checked import CheckedTags, Imported
from kiosk.desk.imports.columns import Column, Entry, Progress, entries_of, silent
from kiosk.desk.imports.problems import Problems
from kiosk.desk.imports.rules import check_once, check_uids
from kiosk.desk.imports.table import Rows

COLUMNS = (
    Column("tag", cells.tag, required=True),
    Column("uid", cells.uid),
)


def check_tags(rows: Rows, known: BeforeImport, progress: Progress = silent) -> CheckedTags:
    """Check a whole file of tags.

    :raises ImportRefused: when anything is wrong, with every bad place.
    """
    problems = Problems(rows.source)
    entries = entries_of(rows, COLUMNS, problems, progress)
    check_once(entries, "tag", problems)
    check_once(entries, "uid", problems)
    check_uids(entries, OwnerKind.TAG, "tag", "uid", known, problems)
    problems.raise_if_any()
    return CheckedTags(tuple(map(_change, entries)))


def apply_tags(db: Database, checked: CheckedTags, progress: Progress = silent) -> Imported:
    """Store the tags. Call it inside a transaction."""
    counts = store_tags(db, checked.changes, progress)
    return Imported(counts.added, counts.updated, counts.unchanged, checked.warnings)


def _change(entry: Entry) -> TagChange:
    tag = str(entry.values["tag"])
    return TagChange(tag, tag[0], entry.text("uid"))
