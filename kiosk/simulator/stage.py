"""A door with people and a real counter behind it, in virtual time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kiosk.counter.audience import Audience
from kiosk.counter.clock import VirtualClock
from kiosk.counter.counter import Counter, House, Voice
from kiosk.database import tags
from kiosk.database.store import Store
from kiosk.desk.announcing.saying import Announcements
from kiosk.desk.answering import Answering
from kiosk.desk.asked import Caller
from kiosk.desk.systems import requests_of
from kiosk.hardware.simulated import Door, ScriptFault
from kiosk.lane.card import canonical_uid
from kiosk.lane.words import Line
from kiosk.settings.home import Home
from kiosk.settings.keys import Settings
from kiosk.settings.plans import PlanCard
from kiosk.simulator.loudspeaker import SimulatedLoudspeaker
from kiosk.simulator.people import People
from kiosk.simulator.virtual import VirtualSchedule
from kiosk.wire.messages import request_from
from kiosk.wiring.counter import counter_of, house_of, open_store
from kiosk.wiring.desk import announcements_of, desk_of, finish_import, incoming_of, programme_of
from kiosk.wiring.devices import simulated_devices

Remark = Callable[[str, dict[str, Any]], None]


@dataclass(slots=True)
class Stage:
    """Plays script lines. The door and its people outlive the counter, as they would.

    :param remark: hears what no journal holds: replies, cards that no reader saw, tags that did not fit.
    """

    home: Home
    settings: Settings
    plans: dict[str, PlanCard]
    clock: VirtualClock
    remark: Remark
    voice: Voice | None = None
    audience: Audience | None = None
    store: Store = field(init=False)
    counter: Counter = field(init=False)
    door: Door = field(init=False)
    people: People = field(init=False)
    schedule: VirtualSchedule = field(init=False)
    loudspeaker: SimulatedLoudspeaker = field(init=False)
    announcements: Announcements = field(init=False)
    desk: Answering = field(init=False)

    def __post_init__(self) -> None:
        self.door = Door(self.clock.now, self.settings.lane.walk_s)
        self.schedule = VirtualSchedule(self.clock)
        self.people = People(self.door, self.schedule)
        self._start_counter()

    def close(self) -> None:
        """Stop the counter in good order."""
        self.counter.stop()
        self.store.close()

    def let_pass(self, until: datetime | None = None) -> None:
        """Let time pass until this moment, or until nothing more is due; timers and people come in order."""
        while (at := self._next_at(until)) is not None and (until is None or at <= until):
            self.clock.move_to(at)
            if self.counter.next_at() == at:
                self.counter.remind()
            else:
                self.schedule.do_next()
            self.counter.drain()
        if until is not None:
            self.clock.move_to(until)

    def do(self, verb: str, fields: dict[str, Any]) -> None:
        """Carry out one checked line of a script, now."""
        match verb:
            case "tap":
                if not self.door.tap(canonical_uid(fields["tap"])):
                    self.remark("not_seen", {"uid": fields["tap"], "because": "reader_lost"})
            case "return":
                self._put_in_slot(fields["return"])
            case "return_of":
                self._return_of(fields["return_of"])
            case "behave":
                self.people.behave(fields["behave"])
            case "fault":
                self.door.set_fault(ScriptFault(fields["fault"]), fields["on"])
            case "input":
                self.door.set_input(Line(fields["input"]), fields["on"])
            case "request":
                self._ask(fields["request"], fields.get("as"))
            case _:
                self._cut_power()
        self.counter.drain()

    def _next_at(self, until: datetime | None) -> datetime | None:
        """When the next thing happens. Without an end in sight, only as long as anybody waits: classes are called for ever."""
        ahead = (self.counter.reminders.next_at(), self.schedule.next_at(), self.announcements.pending_at())
        if until is None and not any(ahead):
            return None
        return min((at for at in (self.counter.next_at(), self.schedule.next_at()) if at), default=None)

    def _start_counter(self) -> None:
        self.store = open_store(self.home, self.settings, self.plans)
        finish_import(self.store, self.plans, lambda: self.counter.stamp(self.clock.now()))
        devices, readers = simulated_devices(self.door)
        house: House = house_of(self.settings, self.plans, readers)
        self.counter = counter_of(self.store, self.clock, house, devices, self.voice, self.audience, (self.people.watch,))
        self.loudspeaker = SimulatedLoudspeaker(self.schedule, lambda report: self.announcements.hear(report))
        programme = programme_of(self.store, self.settings)
        self.announcements = announcements_of(self.settings, programme, self.counter, self.loudspeaker, lambda: None)
        self.desk = desk_of(self.counter, self.settings, self.home.roles(), self.announcements, incoming_of(self.counter, programme))
        self.counter.start()
        self.counter.drain()

    def _cut_power(self) -> None:
        """The counter's memory is gone at once: its timers, its state, what it had not written."""
        self.remark("power_cut", {})
        self.door.disconnect()
        self.loudspeaker.unplug()
        self.store.close()
        self._start_counter()

    def _put_in_slot(self, mark: str) -> None:
        if not self.door.put_in_slot(mark):
            self.remark("not_taken_by_slot", {"tag": mark, "because": "return_full"})

    def _return_of(self, card_no: str) -> None:
        tag = self.store.read(lambda db: tags.held_by(db, card_no))
        if tag is None:
            self.remark("nothing_to_return", {"card_no": card_no})
        else:
            self._put_in_slot(tag)

    def _ask(self, fields: dict[str, Any], staff_no: str | None) -> None:
        request = request_from(fields, requests_of())
        outcome = self.desk.answer(Caller(staff_no), request)
        told = {"request": fields["do"], "as": staff_no}
        if outcome.ok:
            self.remark("reply", {**told, "value": outcome.value})
        else:
            self.remark("request_refused", {**told, "code": outcome.error, "text": outcome.text})
