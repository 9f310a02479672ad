"""The classes of a day, remembered until the desk changes one: the screen at rest and the announcing read the same list."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, tzinfo

from kiosk.database.store import Store, Urgency
from kiosk.desk.classes.programme import Occurrence, programme, sources_of

REMEMBERED_DAYS = 3


@dataclass(slots=True)
class Programme:
    """Asks the database once a day.

    :param when_changed: called when the desk or an import has changed something, by whoever did.
    """

    store: Store
    zone: tzinfo
    when_changed: Callable[[], None] = lambda: None
    _days: dict[date, tuple[Occurrence, ...]] = field(default_factory=dict)

    def on(self, day: date) -> tuple[Occurrence, ...]:
        """Every class of this day, the cancelled ones too, earliest first."""
        if day not in self._days:
            while len(self._days) >= REMEMBERED_DAYS:
                self._days.pop(min(self._days))
            sources = self.store.read(lambda db: sources_of(db, day, self.zone), Urgency.DESK)
            self._days[day] = programme(day, sources, self.zone)
        return self._days[day]

    def changed(self) -> None:
        """Ask again: the desk or an import changed something."""
        self._days.clear()
        self.when_changed()
