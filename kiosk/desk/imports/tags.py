"""The import of key tags."""

from sqlite_utils import Database

from kiosk.database.imports import TagChange, store_tags
from kiosk.database.known import BeforeImport, OwnerKind
from kiosk.desk.imports import cells, words
from kiosk.desk.imports.checked import CheckedTags, Imported
from kiosk.desk.imports.columns import Column, Entry, Progress, named, silent
from kiosk.desk.imports.entries import entries_of
from kiosk.desk.imports.options import AS_USUAL, Options
from kiosk.desk.imports.problems import Problems
from kiosk.desk.imports.rules import check_once, check_uids
from kiosk.desk.imports.table import Rows
from kiosk.desk.imports.uids import doubtful_uids


def columns(options: Options = AS_USUAL) -> tuple[Column, ...]:
    """The columns of a file of tags."""
    return (
        named(words.TAGS, "tag", cells.tag, required=True),
        named(words.TAGS, "uid", cells.uid, turn=options.uids.turn),
    )


def check_tags(rows: Rows, known: BeforeImport, progress: Progress = silent, options: Options = AS_USUAL) -> CheckedTags:
    """Check a whole file of tags.

    :raises ImportRefused: when anything is wrong, with every bad place.
    """
    problems = Problems(rows.source)
    read = entries_of(rows, columns(options), problems, progress, options)
    entries = read.entries
    check_once(entries, "tag", problems)
    check_once(entries, "uid", problems)
    check_uids(entries, OwnerKind.TAG, "tag", "uid", known, problems)
    problems.raise_if_any()
    return CheckedTags(tuple(map(_change, entries)), (*read.warnings, *doubtful_uids(entries, "uid")))


def apply_tags(db: Database, checked: CheckedTags, progress: Progress = silent) -> Imported:
    """Store the tags. Call it inside a transaction."""
    counts = store_tags(db, checked.changes, progress)
    return Imported(counts.added, counts.updated, counts.unchanged, checked.warnings)


def _change(entry: Entry) -> TagChange:
    tag = str(entry.values["tag"])
    return TagChange(tag, tag[0], entry.text("uid"))
