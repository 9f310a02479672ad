"""A door in memory: one lane with its books and timers. Each step asserts the laws that hold whatever happens."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kiosk.lane.actions import Action, GiveTag, Release, Remind, Shine, Tell
from kiosk.lane.decide import Decision, decide
from kiosk.lane.events import (
    CardPresented,
    DeviceFailed,
    DeviceRecovered,
    Elapsed,
    Event,
    InputChanged,
    Passed,
    StaffAnnulled,
    StaffLetOut,
    Started,
    TagReturned,
    TagTaken,
    TraySeen,
)
from kiosk.lane.notices import NoticeCode
from kiosk.lane.people import Member, StaffMember
from kiosk.lane.reasons import Refusal
from kiosk.lane.records import (
    CardRefused,
    Record,
)
from kiosk.lane.showing import view_of
from kiosk.lane.state import Lane
from kiosk.lane.timers import Timer
from kiosk.lane.view import Face
from kiosk.lane.words import Direction, Fault, Light, Line, Place, Sex, Stage
from tests.lane.books import BEGAN, Books, Visit


@dataclass
class World(Books):
    """One lane at work, event by event."""

    now: datetime = BEGAN
    lane: Lane = field(default_factory=Lane)
    timers: list[tuple[datetime, Timer]] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)

    # what happens

    def tap(self, uid: str, reader: str = "entry") -> Decision:
        return self.handle(CardPresented(self.now, reader, uid))

    def take(self, pool: Sex = Sex.MALE) -> Decision:
        return self.handle(TagTaken(self.now, pool))

    def walk(self, direction: Direction = Direction.ENTRY) -> Decision:
        return self.handle(Passed(self.now, direction))

    def give_back(self, mark: str) -> Decision:
        return self.handle(TagReturned(self.now, mark))

    def fail(self, device: str, fault: Fault) -> Decision:
        return self.handle(DeviceFailed(self.now, device, fault))

    def recover(self, device: str, fault: Fault) -> Decision:
        return self.handle(DeviceRecovered(self.now, device, fault))

    def switch(self, line: Line, on: bool) -> Decision:
        return self.handle(InputChanged(self.now, line, on))

    def see_tray(self, pool: Sex, holding: bool) -> Decision:
        mouth, served = self.lane.mouth(pool), self.served
        if served and mouth and mouth.visit == served and mouth.fallen and not holding:
            self.unsure.add(served)  # taken by nobody knows whom, nobody knows when
        return self.handle(TraySeen(self.now, pool, holding))

    def drop(self, pool: Sex = Sex.MALE) -> Decision:
        """The tag that was ordered falls into the mouth."""
        return self.see_tray(pool, holding=True)

    def annul(self, visit: int, by: str = "S01") -> Decision:
        return self.handle(StaffAnnulled(self.now, visit, by))

    def let_out(self, visit: int, by: str = "S01") -> Decision:
        return self.handle(StaffLetOut(self.now, visit, by))

    def elapse(self, timer: Timer) -> Decision:
        return self.handle(Elapsed(self.now, timer))

    def come_in(self, uid: str, pool: Sex = Sex.MALE) -> int:
        """A whole way in; returns the visit."""
        self.tap(uid)
        visit = max(self.visits)
        self.wait(1)
        if isinstance(self.cards[uid], Member):
            self.take(pool)
        self.wait(1)
        self.walk()
        return visit

    def restart(self, after_s: float = 0) -> Decision:
        """Lose what is in memory and start again."""
        self.lane, self.timers = Lane(), []
        self.unsure |= {number for number, row in self.visits.items() if row.stage is Stage.TAG_GIVEN or isinstance(row.who, StaffMember)}
        self.now += timedelta(seconds=after_s)
        return self.handle(Started(self.now))

    def wait(self, seconds: float) -> None:
        """Let time pass; what falls due comes back."""
        until = self.now + timedelta(seconds=seconds)
        while due := self._due(until):
            self.timers.remove(due)
            self.now = max(self.now, due[0])
            self.elapse(due[1])
        self.now = until

    def run_out(self) -> None:
        """Let every timer run out."""
        while self.timers:
            self.wait(60)

    # what came of it

    def stage(self, visit: int) -> Stage:
        return self.visits[visit].stage

    def place(self, tag: str) -> Place:
        return self.tags[tag].place

    def face(self) -> Face:
        return view_of(self.lane, self.rules, self.now).face

    def light(self) -> Light:
        return next((action.light for action in reversed(self.actions) if isinstance(action, Shine)), Light.REST)

    @property
    def served(self) -> int | None:
        return self.lane.serving.visit if self.lane.serving else None

    @property
    def queued(self) -> list[int]:
        return [admission.visit for admission in self.lane.queue]

    @property
    def refusals(self) -> list[Refusal]:
        return [record.reason for record in self.records if isinstance(record, CardRefused)]

    @property
    def told(self) -> list[NoticeCode]:
        return [action.notice.code for action in self.actions if isinstance(action, Tell)]

    # the shell

    def crash_on(self, event: Event) -> Decision:
        """The power goes between the commit and the orders, whichever comes first."""
        decision = decide(self.lane, event, self.facts(event), self.rules)
        if not decision.allowed:
            self._apply(decision, event)
            return self.restart()
        self._act_on(decision)
        started = self.restart()
        if isinstance(event, TagTaken):
            self.see_tray(event.pool, holding=False)  # a dispenser looks before anybody acts
        return started

    def handle(self, event: Event) -> Decision:
        """Gather, decide, record, act; then everything must agree. What is allowed already is done first."""
        decision = decide(self.lane, event, self.facts(event), self.rules)
        if decision.allowed:
            self._act_on(decision)
            self._apply(decision, event)
        else:
            self._apply(decision, event)
            self._act_on(decision)
        self.lane = decision.lane
        self.records += decision.records
        self.actions += decision.actions
        view_of(self.lane, self.rules, event.at)
        self.agree(self.lane)
        return decision

    def _apply(self, decision: Decision, event: Event) -> None:
        for record in decision.records:
            self.apply(record, event.at)

    def _act_on(self, decision: Decision) -> None:
        for action in decision.actions:
            self._act(action)

    def _act(self, action: Action) -> None:
        match action:
            case Release(Direction.ENTRY, int(visit)):
                row = self.visits[visit]
                assert row.stage is Stage.TAG_GIVEN or (row.stage is Stage.GRANTED and self._is_allowed(row)), (
                    "opened without a committed grant"
                )
                self.releases[visit] += 1
                assert self.releases[visit] == 1, "opened twice for one grant"
            case GiveTag(pool, tag):
                assert (self.tags[tag].pool, self.tags[tag].place) == (pool, Place.MOUTH)
            case Remind(at, timer):
                self.timers.append((at, timer))
            case _:
                pass

    def _is_allowed(self, row: Visit) -> bool:
        """Staff by their grant, members when the tag that it names is known to have fallen."""
        return isinstance(row.who, StaffMember) or (row.tag is not None and self.tags[row.tag].fallen)

    def _due(self, until: datetime) -> tuple[datetime, Timer] | None:
        return min((timer for timer in self.timers if timer[0] <= until), default=None, key=lambda timer: timer[0])
