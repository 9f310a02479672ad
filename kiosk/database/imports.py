"""How the rows of an import are stored. Call these inside one transaction: all rows or none."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlite_utils import Database

from kiosk.database.classes import ClassRow, all_classes
from kiosk.database.programme import DatedClass, classes_of_calendar, replace_calendar

Value = str | int | None
Progress = Callable[[int, int], None]

REPORT_EVERY = 500

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class PersonChange:
    """What is to be stored of a member or a member of staff.

    :param values: by column; what is not named here stays as it is.
    :param otherwise: by column; what stands there when nothing is named and nothing stored.
    :param uid: replaces the card they had; none keeps it.
    """

    number: str
    values: Mapping[str, Value]
    otherwise: Mapping[str, Value]
    uid: str | None = None


@dataclass(frozen=True, slots=True)
class TagChange:
    """A tag of this pool (``F`` or ``M``); a new one goes to the bottom of its stack. No ``uid`` keeps the stored one."""

    tag: str
    pool: str
    uid: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows were new, changed something, or said what was stored already."""

    added: int
    updated: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class _People:
    """The fixed statements of a table of people."""

    columns: tuple[str, ...]
    select: str
    upsert: str
    card: str
    take_card: str
    give_card: str


_MEMBERS = _People(
    columns=(
        "name", "sex", "born_on", "phone", "plan", "valid_from", "valid_until", "visits_left",
        "frozen_from", "frozen_until", "coach", "consultant", "joined_on", "language",
    ),
    select="""
        SELECT name, sex, born_on, phone, plan, valid_from, valid_until, visits_left,
               frozen_from, frozen_until, coach, consultant, joined_on, language
        FROM members WHERE card_no = ?""",
    upsert="""
        INSERT INTO members (card_no, name, sex, born_on, phone, plan, valid_from, valid_until, visits_left,
                             frozen_from, frozen_until, coach, consultant, joined_on, language)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (card_no) DO UPDATE SET
            name = excluded.name, sex = excluded.sex, born_on = excluded.born_on, phone = excluded.phone,
            plan = excluded.plan, valid_from = excluded.valid_from, valid_until = excluded.valid_until,
            visits_left = excluded.visits_left, frozen_from = excluded.frozen_from, frozen_until = excluded.frozen_until,
            coach = excluded.coach, consultant = excluded.consultant, joined_on = excluded.joined_on,
            language = excluded.language""",
    card="SELECT uid FROM credentials WHERE card_no = ?",
    take_card="DELETE FROM credentials WHERE card_no = ? OR (uid = ? AND card_no IS NOT NULL)",
    give_card="INSERT INTO credentials (card_no, uid) VALUES (?, ?)",
)  # fmt: skip

_STAFF = _People(
    columns=("name", "role", "sex", "pin_hash", "wrong_pins", "locked_until"),
    select="SELECT name, role, sex, pin_hash, wrong_pins, locked_until FROM staff WHERE staff_no = ?",
    upsert="""
        INSERT INTO staff (staff_no, name, role, sex, pin_hash, wrong_pins, locked_until) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (staff_no) DO UPDATE SET
            name = excluded.name, role = excluded.role, sex = excluded.sex, pin_hash = excluded.pin_hash,
            wrong_pins = excluded.wrong_pins, locked_until = excluded.locked_until""",
    card="SELECT uid FROM credentials WHERE staff_no = ?",
    take_card="DELETE FROM credentials WHERE staff_no = ? OR (uid = ? AND staff_no IS NOT NULL)",
    give_card="INSERT INTO credentials (staff_no, uid) VALUES (?, ?)",
)


def store_members(db: Database, changes: Sequence[PersonChange], progress: Progress) -> Counts:
    """Add or update these members and their cards."""
    return _store_people(db, _MEMBERS, changes, progress)


def store_staff(db: Database, changes: Sequence[PersonChange], progress: Progress) -> Counts:
    """Add or update these members of staff and their cards."""
    return _store_people(db, _STAFF, changes, progress)


def store_classes(db: Database, classes: Sequence[ClassRow], progress: Progress) -> Counts:
    """Put these classes in the timetable, each in place of the one with the same identity."""
    stored = {row.identity: row for row in all_classes(db)}
    tally = _Tally()
    for row in _reporting(classes, progress):
        tally.count(stored.get(row.identity), row)
    db.conn.executemany(
        """
        INSERT INTO classes (weekday, start, minutes, name, room, coach, from_day, until_day) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (weekday, start, room, name, ifnull(from_day, '')) DO UPDATE SET
            minutes = excluded.minutes, coach = excluded.coach, until_day = excluded.until_day""",
        (
            (row.weekday, row.start, row.minutes, row.name, row.room, row.coach, row.from_day, row.until_day)
            for row in classes
            if stored.get(row.identity) != row
        ),
    )
    return tally.counts()


def store_tags(db: Database, changes: Sequence[TagChange], progress: Progress) -> Counts:
    """Add these tags to the bottoms of their stacks, or give them their UIDs."""
    stored: dict[str, str | None] = dict(db.execute("SELECT tag, uid FROM tags").fetchall())
    bottom: dict[str, int] = dict(db.execute("SELECT pool, max(position) FROM tags GROUP BY pool").fetchall())
    tally = _Tally()
    moved = [change for change in changes if change.uid and stored.get(change.tag, change.uid) != change.uid]
    db.conn.executemany("UPDATE tags SET uid = NULL WHERE tag = ?", ((change.tag,) for change in moved))
    for change in _reporting(changes, progress):
        if change.tag not in stored:
            bottom[change.pool] = bottom.get(change.pool, 0) + 1
            db.execute(
                "INSERT INTO tags (tag, pool, uid, position) VALUES (?, ?, ?, ?)",
                (change.tag, change.pool, change.uid, bottom[change.pool]),
            )
            tally.count(None, change.tag)
        else:
            tally.count((stored[change.tag],), (change.uid or stored[change.tag],))
    db.conn.executemany("UPDATE tags SET uid = ? WHERE tag = ?", ((change.uid, change.tag) for change in moved))
    return tally.counts()


def store_calendar(db: Database, calendar: str, classes: Sequence[DatedClass]) -> Counts:
    """Let these be the classes of this calendar."""
    there = classes_of_calendar(db, calendar)
    replace_calendar(db, calendar, classes)
    tally = _Tally()
    for one in classes:
        tally.count(there.get(one.key), one)
    return tally.counts()


def _store_people(db: Database, people: _People, changes: Sequence[PersonChange], progress: Progress) -> Counts:
    cards = {change.number: _card(db, people, change) for change in changes}
    moved = [change for change in changes if change.uid and cards[change.number] != change.uid]
    db.conn.executemany(people.take_card, ((change.number, change.uid) for change in moved))
    tally = _Tally()
    for change in _reporting(changes, progress):
        row = db.execute(people.select, (change.number,)).fetchone()
        stored = dict(zip(people.columns, row, strict=True)) if row else None
        wanted = {**dict.fromkeys(people.columns), **(stored or {}), **change.values}
        wanted |= {column: value for column, value in change.otherwise.items() if wanted[column] is None}
        if wanted != stored:
            db.execute(people.upsert, (change.number, *wanted.values()))
        card = cards[change.number]
        tally.count(stored and (stored, card), (wanted, change.uid or card))
    db.conn.executemany(people.give_card, ((change.number, change.uid) for change in moved))
    return tally.counts()


def _card(db: Database, people: _People, change: PersonChange) -> str | None:
    row = db.execute(people.card, (change.number,)).fetchone()
    return row[0] if row else None


class _Tally:
    """Counts rows by what they change."""

    def __init__(self) -> None:
        self._added = self._updated = self._unchanged = 0

    def count(self, stored: object | None, wanted: object) -> None:
        """Take one row: what is stored (none when it is new), and what it shall be."""
        if stored is None:
            self._added += 1
        elif stored != wanted:
            self._updated += 1
        else:
            self._unchanged += 1

    def counts(self) -> Counts:
        """What was counted."""
        return Counts(self._added, self._updated, self._unchanged)


def _reporting(items: Sequence[Item], progress: Progress) -> Iterator[Item]:
    for done, item in enumerate(items, start=1):
        yield item
        if done % REPORT_EVERY == 0 or done == len(items):
            progress(done, len(items))
