"""Bring the demo club into a database, through the same checks as any import."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from argon2 import PasswordHasher
from sqlite_utils import Database

from kiosk.database.known import BeforeImport
from kiosk.database.people import set_lost
from kiosk.demo.club import DemoClub
from kiosk.desk.imports.whole import Checked, ImportKind, apply, check, rows_of, with_hashed_pins


def prepare(
    club: DemoClub, known: BeforeImport, today: date, plans: Mapping[str, int | None], hasher: PasswordHasher
) -> tuple[Checked, ...]:
    """Check the club's rows and hash its PINs, before a transaction begins."""
    with_staff = replace(known, staff={**dict.fromkeys(row["staff_no"] for row in club.staff), **known.staff})
    tables = {
        ImportKind.STAFF: club.staff,
        ImportKind.MEMBERS: club.members,
        ImportKind.CLASSES: club.classes,
        ImportKind.TAGS: club.tags,
    }
    checked = (check(kind, rows_of(f"demo {kind}", table), with_staff, today, plans) for kind, table in tables.items())
    return tuple(with_hashed_pins(each, known, hasher) for each in checked)


def settle(db: Database, club: DemoClub, prepared: tuple[Checked, ...]) -> None:
    """Store the club. Call it inside a transaction, in which the plans stand already."""
    for checked in prepared:
        apply(db, checked)
    for card_no in club.lost:
        set_lost(db, card_no, True)
