"""The tables, one small migration after the other. A shipped migration is never edited."""

import sqlite3

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("kiosk")

_PEOPLE = """
CREATE TABLE plans (
    code TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('term', 'visits', 'trial'))
) STRICT;

CREATE TABLE staff (
    staff_no TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    sex TEXT CHECK (sex IN ('F', 'M')),
    pin_hash TEXT,
    wrong_pins INTEGER NOT NULL DEFAULT 0,
    locked_until TEXT
) STRICT;

CREATE TABLE members (
    card_no TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    sex TEXT NOT NULL CHECK (sex IN ('F', 'M')),
    born_on TEXT,
    phone TEXT,
    plan TEXT NOT NULL REFERENCES plans (code),
    valid_from TEXT,
    valid_until TEXT,
    visits_left INTEGER CHECK (visits_left >= 0),
    frozen_from TEXT,
    frozen_until TEXT,
    coach TEXT,
    consultant TEXT,
    joined_on TEXT,
    language TEXT NOT NULL DEFAULT 'zh' CHECK (language IN ('zh', 'en'))
) STRICT;

CREATE TABLE credentials (
    uid TEXT PRIMARY KEY,
    card_no TEXT UNIQUE REFERENCES members (card_no),
    staff_no TEXT UNIQUE REFERENCES staff (staff_no),
    lost INTEGER NOT NULL DEFAULT 0,
    CHECK ((card_no IS NULL) <> (staff_no IS NULL))
) STRICT;
"""

_VISITS = """
CREATE TABLE visits (
    visit INTEGER PRIMARY KEY,
    lane TEXT NOT NULL,
    business_day TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('member', 'trial', 'coach', 'staff')),
    card_no TEXT REFERENCES members (card_no),
    staff_no TEXT REFERENCES staff (staff_no),
    sex TEXT CHECK (sex IN ('F', 'M')),
    uid TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('granted', 'tag_given', 'entered', 'left', 'annulled')),
    tag TEXT REFERENCES tags (tag),
    granted_at TEXT NOT NULL,
    offered_at TEXT,
    tag_given_at TEXT,
    entered_at TEXT,
    tag_back_at TEXT,
    left_at TEXT,
    annulled_at TEXT,
    annulled TEXT CHECK (annulled IN ('tag_not_taken', 'not_entered', 'by_staff', 'tag_jammed')),
    CHECK ((card_no IS NULL) <> (staff_no IS NULL)),
    CHECK ((stage = 'annulled') = (annulled IS NOT NULL))
) STRICT;

CREATE INDEX visits_by_day ON visits (business_day);
CREATE INDEX visits_in_flight ON visits (stage) WHERE stage IN ('granted', 'tag_given');
CREATE INDEX visits_of_member ON visits (card_no, visit);
CREATE INDEX visits_of_staff ON visits (staff_no, visit);

CREATE TABLE tags (
    tag TEXT PRIMARY KEY,
    pool TEXT NOT NULL CHECK (pool IN ('F', 'M')),
    uid TEXT UNIQUE,
    place TEXT NOT NULL DEFAULT 'stack' CHECK (place IN ('stack', 'mouth', 'out', 'used')),
    position INTEGER NOT NULL,
    visit INTEGER REFERENCES visits (visit),
    since TEXT
) STRICT;

CREATE INDEX tags_in_stack ON tags (pool, position) WHERE place = 'stack';
CREATE INDEX tags_elsewhere ON tags (visit) WHERE visit IS NOT NULL;
"""

_JOURNAL = """
CREATE TABLE journal (
    sequence INTEGER PRIMARY KEY,
    device TEXT NOT NULL,
    at TEXT NOT NULL,
    time_trusted INTEGER NOT NULL,
    business_day TEXT NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    data TEXT NOT NULL CHECK (json_valid(data)),
    hash TEXT NOT NULL
) STRICT;

CREATE INDEX journal_by_day ON journal (business_day, what);

CREATE TRIGGER journal_is_append_only_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER journal_is_append_only_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""

_CLASSES = """
CREATE TABLE classes (
    class INTEGER PRIMARY KEY,
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    start TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    name TEXT NOT NULL,
    room TEXT NOT NULL,
    coach TEXT,
    from_day TEXT,
    until_day TEXT
) STRICT;

CREATE UNIQUE INDEX classes_once ON classes (weekday, start, room, name, ifnull(from_day, ''));
"""

_PROGRAMME = """
CREATE TABLE calendar_classes (
    calendar TEXT NOT NULL,
    class TEXT NOT NULL,
    start TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    name TEXT NOT NULL,
    room TEXT NOT NULL,
    PRIMARY KEY (calendar, class)
) STRICT;

CREATE INDEX calendar_classes_by_start ON calendar_classes (start);

CREATE TABLE class_changes (
    class TEXT PRIMARY KEY,
    was TEXT,
    moved INTEGER NOT NULL CHECK (moved IN (0, 1)),
    cancelled INTEGER NOT NULL CHECK (cancelled IN (0, 1)),
    start TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    name TEXT NOT NULL,
    room TEXT NOT NULL
) STRICT;

CREATE INDEX class_changes_by_start ON class_changes (start);
"""

_ANNOUNCEMENTS = """
CREATE TABLE announcements (
    announcement INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('emergency', 'page', 'class', 'notice')),
    asked_at TEXT NOT NULL,
    who TEXT NOT NULL,
    zones TEXT NOT NULL,
    zh TEXT,
    en TEXT,
    times INTEGER NOT NULL CHECK (times IN (1, 2)),
    said INTEGER NOT NULL DEFAULT 0 CHECK (said BETWEEN 0 AND times),
    said_at TEXT,
    outcome TEXT CHECK (outcome IN ('said', 'failed', 'cancelled', 'dropped')),
    reason TEXT
) STRICT;

CREATE INDEX announcements_in_queue ON announcements (announcement) WHERE outcome IS NULL;
CREATE INDEX announcements_by_time ON announcements (asked_at);

CREATE TABLE class_calls (
    class TEXT NOT NULL,
    call TEXT NOT NULL CHECK (call IN ('first', 'second', 'asked')),
    due TEXT NOT NULL,
    start TEXT NOT NULL,
    name TEXT NOT NULL,
    room TEXT NOT NULL,
    at TEXT NOT NULL,
    number INTEGER CHECK (number IN (1, 2)),
    announcement INTEGER REFERENCES announcements (announcement),
    skipped TEXT,
    PRIMARY KEY (class, call, due),
    CHECK ((number IS NULL) = (skipped IS NOT NULL)),
    CHECK ((number IS NULL) = (announcement IS NULL))
) STRICT;

CREATE UNIQUE INDEX class_calls_at_most_two ON class_calls (class, number) WHERE number IS NOT NULL;
CREATE INDEX class_calls_by_start ON class_calls (start);
"""

_TRUE_TIMES = """
CREATE TABLE true_times (
    sequence INTEGER PRIMARY KEY REFERENCES journal (sequence),
    at TEXT NOT NULL,
    business_day TEXT NOT NULL
) STRICT;

CREATE INDEX true_times_by_day ON true_times (business_day);
"""

_ALARMS = """
CREATE INDEX journal_of_walks ON journal (sequence) WHERE what = 'walked_through';
CREATE INDEX journal_of_alarms ON journal (sequence) WHERE what = 'alarm_over';
"""

_IMPORTS = """
CREATE TABLE imports (
    import INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('members', 'staff', 'classes', 'tags')),
    calendar TEXT,
    rows INTEGER NOT NULL CHECK (rows >= 0),
    accepted_at TEXT,
    finished_at TEXT,
    added INTEGER NOT NULL DEFAULT 0,
    updated INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE import_rows (
    position INTEGER PRIMARY KEY,
    card_no TEXT,
    uid TEXT,
    change TEXT NOT NULL CHECK (json_valid(change))
) STRICT;

CREATE INDEX import_rows_by_card ON import_rows (card_no) WHERE card_no IS NOT NULL;
CREATE INDEX import_rows_by_uid ON import_rows (uid) WHERE uid IS NOT NULL;
"""

_NARROW_INDEXES = """
DROP INDEX tags_in_stack;
CREATE INDEX tags_in_stack ON tags (pool, position, tag, place) WHERE place = 'stack';

DROP INDEX visits_of_staff;
CREATE INDEX visits_of_staff ON visits (staff_no, visit) WHERE staff_no IS NOT NULL;

DROP INDEX journal_by_day;
CREATE INDEX refusals_by_day ON journal (business_day) WHERE what = 'refused';
"""


def _run(db: Database, script: str) -> None:
    """Execute a script inside the migration's transaction (``executescript`` would commit it)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""


@migrations()
def people(db: Database) -> None:
    """Plans, staff, members and the cards that name them."""
    _run(db, _PEOPLE)


@migrations()
def visits_and_tags(db: Database) -> None:
    """Visits with their stages, and where each key tag is."""
    _run(db, _VISITS)


@migrations()
def journal(db: Database) -> None:
    """The append-only, hash-chained journal."""
    _run(db, _JOURNAL)


@migrations()
def classes(db: Database) -> None:
    """The weekly timetable."""
    _run(db, _CLASSES)


@migrations()
def programme(db: Database) -> None:
    """Classes of calendars, and what the desk changes of single classes."""
    _run(db, _PROGRAMME)


@migrations()
def announcements(db: Database) -> None:
    """What was announced and what is to be; the calls of classes, at most two for each."""
    _run(db, _ANNOUNCEMENTS)


@migrations()
def true_times(db: Database) -> None:
    """When journal entries were really written that were written on a wrong clock."""
    _run(db, _TRUE_TIMES)


@migrations()
def alarms(db: Database) -> None:
    """Find quickly who walked during an alarm."""
    _run(db, _ALARMS)


@migrations()
def imports(db: Database) -> None:
    """Rows of an import that a running counter takes in."""
    _run(db, _IMPORTS)


@migrations()
def fallen_tags(db: Database) -> None:
    """Whether a tag that was ordered into the mouth was seen there; until now it was taken for granted."""
    db.execute("ALTER TABLE tags ADD COLUMN fallen INTEGER NOT NULL DEFAULT 0 CHECK (fallen IN (0, 1))")
    db.execute("UPDATE tags SET fallen = 1 WHERE place = 'mouth'")


@migrations()
def narrow_indexes(db: Database) -> None:
    """Answer what a tap asks from an index alone, and keep nothing in an index that nobody looks for there: each is a page more on disk."""
    _run(db, _NARROW_INDEXES)


@migrations()
def inside(db: Database) -> None:
    """Find quickly who is inside: in an alarm it is asked again and again."""
    db.execute("CREATE INDEX visits_inside ON visits (entered_at, visit) WHERE stage = 'entered'")


@migrations()
def answered(db: Database) -> None:
    """What was answered to requests that bore a key."""
    db.execute(
        "CREATE TABLE answered ("
        "number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, who TEXT NOT NULL, asked TEXT NOT NULL, answer TEXT NOT NULL"
        ") STRICT"
    )
