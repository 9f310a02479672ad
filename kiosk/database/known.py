"""What an import is checked against."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sqlite_utils import Database

from kiosk.database.calendars import uids_of_calendars
from kiosk.database.classes import ClassRow, all_classes


class OwnerKind(StrEnum):
    """What a UID can belong to."""

    MEMBER = "member"
    STAFF = "staff"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose UID it is: a card number, a staff number or a tag."""

    kind: OwnerKind
    number: str


@dataclass(frozen=True, slots=True)
class Term:
    """The stored days of a membership, ``YYYY-MM-DD``; ``filled`` are the columns that may be empty and are not."""

    valid_from: str | None = None
    valid_until: str | None = None
    frozen_from: str | None = None
    frozen_until: str | None = None
    filled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class BeforeImport:
    """What is in the database before an import: ``members`` by card number, PIN hashes in ``staff`` by staff number, the UIDs of events by
    their calendar."""

    members: Mapping[str, Term]
    staff: Mapping[str, str | None]
    uids: Mapping[str, Owner]
    classes: Sequence[ClassRow]
    calendars: Mapping[str, frozenset[str]] = field(default_factory=dict)


_MAY_BE_EMPTY = ("valid_from", "valid_until", "frozen_from", "frozen_until", "born_on", "phone", "coach", "consultant", "joined_on")

_UIDS = """
SELECT uid, 'member', card_no FROM credentials WHERE card_no IS NOT NULL
UNION ALL SELECT uid, 'staff', staff_no FROM credentials WHERE staff_no IS NOT NULL
UNION ALL SELECT uid, 'tag', tag FROM tags WHERE uid IS NOT NULL
"""


def known(db: Database) -> BeforeImport:
    """Gather what an import is checked against."""
    return BeforeImport(
        members=_members(db),
        staff=dict(db.execute("SELECT staff_no, pin_hash FROM staff").fetchall()),
        uids={uid: Owner(OwnerKind(kind), number) for uid, kind, number in db.execute(_UIDS)},
        classes=all_classes(db),
        calendars=uids_of_calendars(db),
    )


def _members(db: Database) -> dict[str, Term]:
    held: dict[tuple[bool, ...], frozenset[str]] = {}
    members = {}
    for card_no, *values in db.execute(f"SELECT card_no, {', '.join(_MAY_BE_EMPTY)} FROM members"):
        there = tuple(value is not None for value in values)
        if there not in held:
            held[there] = frozenset(column for column, holds in zip(_MAY_BE_EMPTY, there, strict=True) if holds)
        valid_from, valid_until, frozen_from, frozen_until, *_ = values
        members[card_no] = Term(valid_from, valid_until, frozen_from, frozen_until, held[there])
    return members
