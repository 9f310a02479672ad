"""Requests about the classes of a day: the rule, the work, the reply."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kiosk.database.journal import Stamp
from kiosk.database.programme import start_of
from kiosk.database.store import Urgency, Writing
from kiosk.desk.announcing.saying import Announcements
from kiosk.desk.classes import changes
from kiosk.desk.classes.programme import Occurrence
from kiosk.desk.classes.remembered import Programme
from kiosk.desk.days import day_of, in_reach, minute_of
from kiosk.desk.requests import AddClass, CancelClass, Classes, MoveClass, UndoClass
from kiosk.errors import RequestRefused

ClassRequest = Classes | CancelClass | MoveClass | AddClass | UndoClass


@dataclass(frozen=True, slots=True)
class ClassDesk:
    """Answers in the counter's own thread. What changes is called, and shown, as it is now.

    :param refresh: the screens show what changed.
    """

    programme: Programme
    announcements: Announcements
    refresh: Callable[[], None] = lambda: None

    def answer(self, request: ClassRequest, who: str) -> Any:
        """Do what was asked by somebody who may; returns the reply's value.

        :raises RequestRefused: when a rule forbids it.
        """
        match request:
            case Classes(day=day):
                return [class_listed(one) for one in self.programme.on(self._day(day))]
            case CancelClass(key=key):
                one = self.find(key)
                return self._change(lambda writing, stamp: changes.cancel(writing, one, stamp), who)
            case MoveClass(key=key, start=start, room=room):
                one = self.find(key)
                begins = self._ahead(start) if start else one.start
                return self._change(lambda writing, stamp: changes.move(writing, one, begins, room or one.room, stamp), who)
            case AddClass(start=start, minutes=minutes, name=name, room=room):
                begins = self._ahead(start)
                return {"key": self._change(lambda writing, stamp: changes.add(writing, begins, minutes, name, room, stamp), who)}
            case UndoClass(key=key):
                return self._change(lambda writing, stamp: changes.undo(writing, key, stamp), who)

    def find(self, key: str) -> Occurrence:
        """The class with this key.

        :raises RequestRefused: when there is none.
        """
        stored = self.programme.store.read(lambda db: start_of(db, key), Urgency.DESK)
        try:
            day = datetime.fromisoformat(stored).astimezone(self.programme.zone).date() if stored else date.fromisoformat(key[:10])
        except ValueError:
            raise _no_such_class(key) from None
        found = next((one for one in self.programme.on(day) if one.key == key), None) if in_reach(day) else None
        if found is None:
            raise _no_such_class(key)
        return found

    def _change(self, change: Callable[[Writing, Stamp], Any], who: str) -> Any:
        now = self.announcements.clock.now()
        stamp = self.announcements.minutes.stamp(now, who)
        value = self.programme.store.write(lambda writing: change(writing, stamp), Urgency.DESK)
        self.programme.changed()
        self.announcements.wake(now)
        self.refresh()
        return value

    def _day(self, day: str | None) -> date:
        return day_of(day) if day else self.announcements.clock.now().astimezone(self.programme.zone).date()

    def _ahead(self, start: datetime) -> datetime:
        local = minute_of(start, self.programme.zone)
        if local <= self.announcements.clock.now():
            raise RequestRefused("past", f"{local:%Y-%m-%d %H:%M} is over; a class can only be put into the time to come")
        return local


def class_listed(one: Occurrence) -> dict[str, Any]:
    """A class as a reply tells it."""
    return {
        "key": one.key,
        "start": one.start.isoformat(),
        "minutes": one.minutes,
        "name": one.name,
        "room": one.room,
        "cancelled": one.cancelled,
        "moved": one.moved,
        "added": one.added,
    }


def _no_such_class(key: str) -> RequestRefused:
    return RequestRefused("no_such_class", f"there is no class {key!r}; ask for the classes of its day")
