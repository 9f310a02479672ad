"""Who is inside: told to whoever signed in, and to anybody while the alarm is on."""

import logging
from dataclasses import asdict, dataclass, replace
from typing import Any

from kiosk.counter.counter import Counter
from kiosk.database.inside import alarms_over, inside
from kiosk.database.store import Urgency
from kiosk.errors import DatabaseUnusable

log = logging.getLogger("kiosk.counter")


@dataclass(slots=True)
class InsideDesk:
    """Answers in the counter's own thread. Whoever did not sign in is told no card numbers."""

    counter: Counter
    _noted_after: int | None = None

    def answer(self, staff_no: str | None) -> list[dict[str, Any]]:
        """Everybody who is inside now, first in first."""
        people, alarm = self.counter.store.read(lambda db: (inside(db), alarms_over(db)), Urgency.DESK)
        if staff_no is None:
            self._note_once(alarm, len(people))
            people = [replace(person, card_no=None) for person in people]
        return [asdict(person) for person in people]

    def _note_once(self, alarm: int, people: int) -> None:
        """In each alarm, however often the list is brought up to date. It is told though it cannot be noted: in a fire it comes first."""
        if alarm == self._noted_after:
            return
        stamp = self.counter.stamp(self.counter.clock.now())
        try:
            self.counter.store.write(lambda writing: writing.journal(stamp, "inside_seen_in_alarm", {"people": people}), Urgency.DESK)
        except DatabaseUnusable as error:
            log.warning("inside_seen_not_noted reason=%s", error)
        self._noted_after = alarm
