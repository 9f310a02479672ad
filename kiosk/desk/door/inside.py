"""That somebody looked who is inside, in an alarm and without signing in: on record once an alarm."""

import logging
from dataclasses import dataclass

from kiosk.desk.asked import Desk
from kiosk.errors import DatabaseUnusable

log = logging.getLogger("kiosk.desk")


@dataclass(slots=True)
class AlarmsNoted:
    """Remembers the alarm in which it was noted last, by how many were over before."""

    _last: int | None = None

    def note(self, desk: Desk, alarm: int, people: int) -> None:
        """In each alarm, however often the list is brought up to date. It is told though it cannot be noted: in a fire it comes first."""
        if alarm == self._last:
            return
        try:
            desk.write(lambda writing: writing.journal(desk.stamp, "inside_seen_in_alarm", {"people": people}))
        except DatabaseUnusable as error:
            log.warning("inside_seen_not_noted reason=%s", error)
        self._last = alarm
