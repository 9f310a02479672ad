"""The counter after a power cut, and whoever still stands at the door."""

from collections.abc import Iterator
from datetime import UTC, date
from functools import partial
from random import Random

from kiosk.counter.clock import VirtualClock
from kiosk.database.store import Store
from kiosk.desk.figures.figures import figures
from kiosk.hardware.simulated import Door as SimulatedDoor
from kiosk.lane.actions import Release
from kiosk.lane.decide import Decision
from kiosk.lane.events import Event
from kiosk.lane.state import Step
from kiosk.lane.words import Direction
from kiosk.settings.keys import Settings
from kiosk.settings.plans import PlanCard
from kiosk.wiring.counter import counter_of, house_of
from kiosk.wiring.devices import simulated_devices
from tests.rush.books import Books
from tests.rush.door import Door


class Restart:
    """One start of the counter's own code, in virtual time.

    :param door: where the tags lie; goes on from there.
    """

    def __init__(self, store: Store, clock: VirtualClock, settings: Settings, plans: dict[str, PlanCard], door: Door) -> None:
        self.door, self.released = door, set[int]()
        self._store, self._clock = store, clock
        self._simulated = SimulatedDoor(clock.now, trays=set(door.trays))
        devices, readers = simulated_devices(self._simulated)
        self._counter = counter_of(store, clock, house_of(settings, plans, readers), devices, watchers=(self._see,))

    def run(self, chance: Random) -> None:
        """Start, and go on until nothing more is due."""
        self._counter.start()
        self._counter.drain()
        while (at := self._counter.next_at()) is not None:
            if chance.random() < 0.5:
                self._act()
            self._counter.drain()
            self._clock.move_to(at)
            self._counter.remind()
            self._counter.drain()

    def left_open(self, books: Books) -> Iterator[str]:
        """Whom the lane forgot, and where the figures of a day do not add up."""
        if self._counter.lane.under_way:
            yield "somebody is left at the door"
        for day in {row["business_day"] for row in books.visits.values()}:
            now, rows = self._clock.now(), [row for row in books.visits.values() if row["business_day"] == day and row["kind"] == "member"]
            counted = self._store.read(partial(figures, day=date.fromisoformat(day), now=now, zone=UTC))
            entered = sum(row["entered_at"] is not None for row in rows)
            if (counted.entries.total, counted.tags.expected) != (entered, entered):
                yield f"the figures: {counted.entries.total} entries, {entered} visits entered"
            if counted.still_inside != sum(row["stage"] == "entered" for row in rows):
                yield "the figures: the number of those inside"
            if {each.tag for each in counted.tags.outstanding} != {tag for tag in books.tags if books.is_out(tag)}:
                yield "the figures: the tags that are out"

    def _act(self) -> None:
        """Whoever is being served takes the tag, or goes through an arm that was still free."""
        serving = self._counter.lane.serving
        if serving and serving.step is Step.TAG and serving.pool in self.door.trays:
            self.door.take(serving.pool)
            self._simulated.take_tag(serving.pool)
        elif serving and serving.step is Step.WALK:
            self._simulated.slip_through(Direction.ENTRY)

    def _see(self, event: Event, decision: Decision) -> None:
        del event
        for action in decision.actions:
            if isinstance(action, Release) and action.direction is Direction.ENTRY and action.visit:
                self.released.add(action.visit)
        for pool in self._simulated.trays - self.door.trays.keys():
            self.door.give(pool)
