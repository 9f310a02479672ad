"""The shell around the lane: one inbox, one consumer. Gather, decide, record, act, show."""

import logging
import queue
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Protocol

from kiosk.counter.audience import Audience
from kiosk.counter.beside import Timed
from kiosk.counter.clock import Clock
from kiosk.counter.gather import gather, must_ask
from kiosk.counter.inbox import Inbox, Job
from kiosk.counter.people import Plans
from kiosk.counter.recording import record
from kiosk.counter.reminders import Reminders
from kiosk.counter.timekeeping import Timekeeping
from kiosk.database.journal import Stamp
from kiosk.database.moment import utc_text
from kiosk.database.store import Store, Writing
from kiosk.errors import DatabaseUnusable, LaneFailed, RequestRefused, barrier
from kiosk.hardware.protocols import Beacon, CardReader, Inputs, TagDispenser, TagReturn, Turnstile
from kiosk.lane.actions import Action, Chime, GiveTag, Release, Remind, Say, Shine, Tell
from kiosk.lane.decide import Decision, decide
from kiosk.lane.events import CardPresented, Elapsed, Event, Started
from kiosk.lane.facts import Facts
from kiosk.lane.notices import Notice
from kiosk.lane.rules import LaneRules
from kiosk.lane.showing import view_of
from kiosk.lane.state import Lane
from kiosk.lane.view import LaneView
from kiosk.lane.words import Language

log = logging.getLogger("kiosk.counter")

UPKEEP_S = 30.0


class Voice(Protocol):
    """Sound that nobody waits for."""

    def start(self) -> None:
        """Get ready to be heard."""

    def chime(self, sound: str) -> None:
        """Sound a chime at once."""

    def say(self, phrase: str, language: str, values: dict[str, str]) -> None:
        """Speak a phrase of the catalogue."""

    def stop(self) -> None:
        """Be silent."""


@dataclass(frozen=True, slots=True)
class Devices:
    """All the hardware of one lane."""

    turnstile: Turnstile
    dispenser: TagDispenser
    tag_return: TagReturn
    inputs: Inputs
    beacon: Beacon
    readers: tuple[CardReader, ...] = ()


@dataclass(frozen=True, slots=True)
class House:
    """What the counter decides by."""

    lane: str
    rules: LaneRules
    plans: Plans
    language: Language


Along = Callable[[Writing], None]
Watcher = Callable[[Event, Decision], None]


@dataclass(slots=True)
class Counter:
    """One lane at work. Whatever happens is put into the inbox from any thread; one thread takes it out.

    ``watchers`` hear of every decision after it was acted on (the simulator's people). ``timed`` are woken when they want to be.
    ``upkeep`` is done every ``UPKEEP_S`` while it runs. ``store_waiting_rows_of`` is given each card before the
    database is asked about it, so that an import that counts has been stored as far as it is about this card.

    An event of the lane that fails ends the counter. What is done beside the lane may fail: jobs, ``upkeep``, ``store_waiting_rows_of``.
    """

    store: Store
    clock: Clock
    house: House
    devices: Devices
    voice: Voice
    audience: Audience
    watchers: tuple[Watcher, ...] = ()
    timed: tuple[Timed, ...] = ()
    lane: Lane = field(default_factory=Lane)
    reminders: Reminders = field(default_factory=Reminders)
    upkeep: Job | None = None
    store_waiting_rows_of: Callable[[str], None] = lambda _: None
    timekeeping: Timekeeping = field(init=False)
    _inbox: Inbox = field(default_factory=Inbox)
    _shown: LaneView | None = None
    _upkeep_at: datetime = datetime.min.replace(tzinfo=UTC)

    def __post_init__(self) -> None:
        self.timekeeping = Timekeeping(self.store, self.clock, self.house.rules.business_day)

    def emit(self, event: Event) -> None:
        """Put an event into the inbox. From any thread; returns at once."""
        self._inbox.put_event(event)

    def submit(self, job: Job) -> None:
        """Have this done by the thread that handles the events, when no event waits."""
        self._inbox.put_job(job)

    def start(self) -> None:
        """Take up what was in flight, then the devices. What they say of themselves is heard before any timer."""
        self.voice.start()
        self.handle(Started(self.clock.now()))
        for device in self._startable():
            device.start(self.emit)
        self._hear_devices()
        for each in self.timed:
            each.start()

    def stop(self) -> None:
        """Leave every device safe."""
        for device in self._startable():
            device.stop()
        self.devices.beacon.stop()
        self.voice.stop()

    def run(self) -> None:
        """Handle the inbox until ``quit``. Only this thread decides."""
        while (item := self._next()) is not None:
            self._take(item)

    def quit(self) -> None:
        """End ``run`` after what is in the inbox already."""
        self._inbox.put_job(None)

    def drain(self) -> None:
        """Handle what is in the inbox now and what comes of it, without waiting: virtual time."""
        while not self._inbox.empty():
            item = self._inbox.take()
            if item is not None:
                self._take(item)

    def handle(self, event: Event, along: Along | None = None) -> None:
        """One event's whole way.

        :param along: is written in the transaction of what is recorded, or in one of its own when nothing is.
        """
        if isinstance(event, CardPresented):
            with barrier("import of a card's rows"):
                self.store_waiting_rows_of(event.uid)
        decision = self._decide(event, along)
        self.lane = decision.lane
        for action in decision.actions:
            self._act(action)
        if decision.allowed:
            self.store.write(lambda writing: self._record(writing, decision, event.at, along))
        self._show(event.at)
        for watcher in self.watchers:
            watcher(event, decision)

    def happen(self, event: Event, along: Along | None = None) -> None:
        """An event that a request of the desk brings about, as ``handle``.

        :raises DatabaseUnusable: when it cannot be written; then it has not happened.
        :raises RequestRefused: when ``along`` forbids it; then it has not happened either.
        :raises LaneFailed: when the lane fails at it, which ends the counter.
        """
        try:
            self.handle(event, along)
        except (DatabaseUnusable, RequestRefused):
            raise
        except Exception as error:
            raise LaneFailed from error

    def stamp(self, at: datetime, who: str = "counter") -> Stamp:
        """When and by whom, for the journal."""
        return Stamp(utc_text(at), self.clock.trusted(), self.house.rules.business_day(at).isoformat(), who)

    def now(self) -> datetime:
        """This moment."""
        return self.clock.now()

    @property
    def zone(self) -> tzinfo:
        """The club's time zone."""
        return self.house.rules.zone

    def tell(self, notice: Notice) -> None:
        """Tell whoever looks at the lane."""
        log.info("notice code=%s", notice.code.value)
        self.audience.tell(notice)

    def in_alarm(self) -> bool:
        """Whether an alarm line is on."""
        return bool(self.lane.lines_on)

    def _startable(self) -> tuple[Turnstile | TagDispenser | TagReturn | Inputs | CardReader, ...]:
        devices = self.devices
        return (devices.inputs, devices.turnstile, devices.dispenser, devices.tag_return, *devices.readers)

    def _hear_devices(self) -> None:
        """Handle what they emitted in their start: a look into an empty mouth must not be taken for one after the next tag dropped."""
        for event in self._inbox.take_events():
            self.handle(event)

    def _next(self) -> Event | Job | None:
        while True:
            self.keep_time()
            try:
                return self._inbox.take(self._wait_s())
            except queue.Empty:
                self.remind()
                self._keep_up()

    def _wait_s(self) -> float:
        due = min(self.next_at() or self._upkeep_at, self._upkeep_at)
        return min(UPKEEP_S, max(0.0, (due - self.clock.now()).total_seconds()))

    def _keep_up(self) -> None:
        now = self.clock.now()
        if now >= self._upkeep_at:
            self._upkeep_at = now + timedelta(seconds=UPKEEP_S)
            if self.upkeep:
                with barrier("upkeep"):
                    self.upkeep()

    def next_at(self) -> datetime | None:
        """When the next timer is due, or something wants to be woken."""
        return min((at for at in (self.reminders.next_at(), *(each.next_at() for each in self.timed)) if at), default=None)

    def remind(self, now: datetime | None = None) -> None:
        """Bring back the timers that are due now, and wake what wants to be woken."""
        at = now or self.clock.now()
        for timer in self.reminders.take_due(at):
            self.handle(Elapsed(at, timer))
        for each in self.timed:
            if (due := each.next_at()) and due <= at:
                each.wake(at)

    def keep_time(self) -> None:
        """Follow the clock when it was set. Not while events wait that it stamped before."""
        if self._inbox.empty() and (by := self.timekeeping.follow()):
            self._upkeep_at = self.clock.now()
            self.reminders.move(by)
            self.lane = self.lane.moved(by)
            for each in self.timed:
                each.move(by)
                each.wake(self.clock.now())

    def _take(self, item: Event | Job) -> None:
        """Do a job, or handle an event, after the timers that were due before it: a full inbox holds no timer up."""
        if callable(item):
            self.remind()
            with barrier("job"):
                item()
        else:
            self.remind(item.at)
            self.handle(item)

    def _decide(self, event: Event, along: Along | None) -> Decision:
        """Gather, decide and record. Nothing of the counter changes: when this fails, nothing has happened.

        What is allowed already is recorded later.
        """
        if not must_ask(event, self.lane):
            return self._conclude(event, Facts(), self.store.write, along)
        house = self.house
        return self.store.carry_out(
            lambda session: self._conclude(event, gather(session.db, event, house.plans, house.language), session.write, along)
        )

    def _conclude(self, event: Event, facts: Facts, write: Callable[[Callable[[Writing], None]], None], along: Along | None) -> Decision:
        decision = decide(self.lane, event, facts, self.house.rules)
        if (decision.records or along) and not decision.allowed:
            write(lambda writing: self._record(writing, decision, event.at, along))
        return decision

    def _record(self, writing: Writing, decision: Decision, at: datetime, along: Along | None) -> None:
        stamp = self.stamp(at)
        for what in decision.records:
            record(writing, what, self.house.lane, stamp)
        if along:
            along(writing)

    def _act(self, action: Action) -> None:
        match action:
            case GiveTag(pool=pool):
                self.devices.dispenser.give(pool)
            case Release(direction=direction):
                self.devices.turnstile.release(direction)
            case Remind(at=at, timer=timer):
                self.reminders.add(at, timer)
            case Chime(sound=sound):
                self.voice.chime(sound.value)
            case Say(phrase=phrase, language=language, values=values):
                self.voice.say(phrase, language.value, dict(values))
            case Shine(light=light):
                self.devices.beacon.show(light)
            case Tell(notice=notice):
                self.tell(notice)

    def _show(self, at: datetime) -> None:
        view = view_of(self.lane, self.house.rules, at)
        if self._shown is None or not self._same(view, self._shown):
            self._shown = view
            self.audience.show(view)

    @staticmethod
    def _same(one: LaneView, other: LaneView) -> bool:
        return (one.face, one.waiting, one.aside, one.troubles) == (other.face, other.waiting, other.aside, other.troubles)
