"""Single classes cancelled, moved and added at the desk, and each of these taken back."""

from datetime import datetime

from kiosk.database.journal import Stamp
from kiosk.database.moment import utc_text
from kiosk.database.programme import ChangedClass, change_of, forget_change, keep_change
from kiosk.database.store import Writing
from kiosk.desk.classes.programme import Occurrence
from kiosk.desk.texts import one_line
from kiosk.errors import RequestRefused

LONGEST_MIN = 24 * 60
LONGEST_NAME = 100
LONGEST_ROOM = 60


def cancel(writing: Writing, one: Occurrence, stamp: Stamp) -> None:
    """This class does not take place.

    :raises RequestRefused: when it is cancelled already.
    """
    if one.cancelled:
        raise RequestRefused("cancelled_already", f"{one.name} is cancelled already")
    stored = _stored(writing, one)
    keep_change(writing.db, _changed(stored, stored.start, stored.room, stored.moved, cancelled=True))
    writing.journal(stamp, "class_cancelled", {"class": one.key})


def move(writing: Writing, one: Occurrence, start: datetime, room: str, stamp: Stamp) -> None:
    """This class starts then, in this room. One that was added simply starts elsewhere: undoing takes it away.

    :raises RequestRefused: when it is cancelled, or the room is no room.
    """
    if one.cancelled:
        raise RequestRefused("cancelled_already", f"{one.name} is cancelled; undo that first")
    stored = _stored(writing, one)
    there = one_line(room, LONGEST_ROOM, "bad_class", "the room of a class")
    keep_change(writing.db, _changed(stored, utc_text(start), there, moved=stored.was is not None, cancelled=False))
    writing.journal(stamp, "class_moved", {"class": one.key, "start": utc_text(start), "room": there})


def add(writing: Writing, start: datetime, minutes: int, name: str, room: str, stamp: Stamp) -> str:
    """One more class; returns its key.

    :raises RequestRefused: when its name, room or length is none.
    """
    if not 1 <= minutes <= LONGEST_MIN:
        raise RequestRefused("bad_class", f"a class takes 1 to {LONGEST_MIN} minutes")
    key = f"{start.date().isoformat()} added {writing.head.sequence + 1}"
    title = one_line(name, LONGEST_NAME, "bad_class", "the name of a class")
    there = one_line(room, LONGEST_ROOM, "bad_class", "the room of a class")
    keep_change(writing.db, ChangedClass(key, None, False, False, utc_text(start), minutes, title, there))
    writing.journal(stamp, "class_added", {"class": key, "start": utc_text(start), "minutes": minutes, "name": title, "room": there})
    return key


def undo(writing: Writing, key: str, stamp: Stamp) -> None:
    """Take back the last change: first that it is cancelled, then that it was moved or added.

    :raises RequestRefused: when nothing of it was changed.
    """
    change = change_of(writing.db, key)
    if change is None:
        raise RequestRefused("not_changed", "this class is as its timetable has it")
    if change.cancelled and (change.moved or change.was is None):
        keep_change(writing.db, _changed(change, change.start, change.room, change.moved, cancelled=False))
    else:
        forget_change(writing.db, key)
    writing.journal(stamp, "class_undone", {"class": key})


def _stored(writing: Writing, one: Occurrence) -> ChangedClass:
    """What is stored of it, or would be when nothing of it had changed."""
    start = utc_text(one.start)
    return change_of(writing.db, one.key) or ChangedClass(one.key, start, False, False, start, one.minutes, one.name, one.room)


def _changed(change: ChangedClass, start: str, room: str, moved: bool, cancelled: bool) -> ChangedClass:
    return ChangedClass(change.key, change.was, moved, cancelled, start, change.minutes, change.name, room)
