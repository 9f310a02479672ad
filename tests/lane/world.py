"""A door in memory: facts as ``kiosk/gather.py`` gives them, records applied as ``kiosk/recording.py`` does, and the laws of both."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

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
from kiosk.lane.facts import Facts, InFlight, KnownTag, Stack
from kiosk.lane.notices import NoticeCode
from kiosk.lane.people import Holder, Member, OpenVisit, Plan, StaffMember
from kiosk.lane.reasons import Annulment, Refusal
from kiosk.lane.records import (
    Annulled,
    CardRefused,
    Entered,
    Granted,
    Left,
    Record,
    TagBack,
    TagGiven,
    TagKept,
    TagOffered,
    TagStrayed,
)
from kiosk.lane.rules import LaneRules
from kiosk.lane.showing import view_of
from kiosk.lane.state import Lane
from kiosk.lane.timers import Timer
from kiosk.lane.view import Face
from kiosk.lane.words import Direction, Fault, Language, Light, Line, Place, PlanKind, Sex, Stage

BEGAN = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)  # a Monday
RULES = LaneRules(zone=UTC, entry_readers=("reader:entry",))
IN_FLIGHT = (Stage.GRANTED, Stage.TAG_GIVEN)
ANNUAL, TEN = Plan("annual", PlanKind.TERM), Plan("ten", PlanKind.VISITS)


def member(card_no: str, sex: Sex = Sex.MALE, plan: Plan = ANNUAL, visits_left: int | None = None) -> Member:
    """A member with nothing against them."""
    return Member(card_no, f"name of {card_no}", sex, Language.CHINESE, plan, visits_left=visits_left)


def staff(staff_no: str, coach: bool = False) -> StaffMember:
    """Somebody who works here."""
    return StaffMember(staff_no, f"name of {staff_no}", Sex.FEMALE, Language.CHINESE, coach)


@dataclass
class Visit:
    """A row of the visits."""

    uid: str
    who: Member | StaffMember
    business_day: date
    granted_at: datetime
    stage: Stage = Stage.GRANTED
    tag: str | None = None
    offered_at: datetime | None = None
    given_at: datetime | None = None
    entered_at: datetime | None = None
    back_at: datetime | None = None
    annulled: Annulment | None = None


@dataclass
class Tag:
    """A row of the tags; those of a pool drop in the order of ``position``."""

    pool: Sex
    position: int
    place: Place = Place.STACK
    visit: int | None = None


@dataclass
class World:
    """One lane, its books and its timers. Each step asserts the laws that hold whatever happens."""

    per_pool: int = 9
    rules: LaneRules = RULES
    now: datetime = BEGAN
    lane: Lane = field(default_factory=Lane)
    cards: dict[str, Member | StaffMember] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    visits: dict[int, Visit] = field(default_factory=dict)
    tags: dict[str, Tag] = field(default_factory=dict)
    timers: list[tuple[datetime, Timer]] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    releases: Counter[int] = field(default_factory=Counter)
    charges: Counter[int] = field(default_factory=Counter)
    unsure: set[int] = field(default_factory=set)  # a power cut came when the release may have been ordered and not done

    def __post_init__(self) -> None:
        for pool in Sex:
            for number in range(1, self.per_pool + 1):
                self.tags[f"{pool}-{number:03d}"] = Tag(pool, number)

    # what happens

    def issue(self, uid: str, who: Member | StaffMember) -> str:
        """Give somebody a card; returns its UID."""
        self.cards[uid] = who
        return uid

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
        return self.handle(TraySeen(self.now, pool, holding))

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
        """The power goes after the commit and before the first order."""
        decision = decide(self.lane, event, self.facts(event), self.rules)
        for record in decision.records:
            self._apply(record, event.at)
        return self.restart()

    def handle(self, event: Event) -> Decision:
        """Gather, decide, record, act; then everything must agree."""
        decision = decide(self.lane, event, self.facts(event), self.rules)
        for record in decision.records:
            self._apply(record, event.at)
        self.lane = decision.lane
        for action in decision.actions:
            self._act(action)
        self.records += decision.records
        self.actions += decision.actions
        view_of(self.lane, self.rules, event.at)
        self._agree()
        return decision

    def facts(self, event: Event) -> Facts:
        match event:
            case CardPresented(uid=uid):
                who = self._who(uid)
                holder = self._holder(uid, who) if who else None
                return Facts(next_visit=max(self.visits, default=0) + 1, holder=holder, stacks=self._stacks())
            case TagReturned(mark=mark):
                return Facts(stacks=self._stacks(), known_tag=self._known(mark))
            case Started():
                flights = tuple(
                    InFlight(number, row.uid, row.who, row.stage, row.tag, row.given_at or row.offered_at or row.granted_at)
                    for number, row in self.visits.items()
                    if row.stage in IN_FLIGHT
                )
                in_mouth = tuple((tag.pool, name, tag.visit) for name, tag in self.tags.items() if tag.place is Place.MOUTH and tag.visit)
                return Facts(stacks=self._stacks(), in_flight=flights, in_mouth=in_mouth)
            case _:
                return Facts(stacks=self._stacks())

    def _who(self, uid: str) -> Member | StaffMember | None:
        who = self.cards.get(uid)
        if isinstance(who, Member) and who.visits_left is not None:
            used = sum(self.charges[number] for number, row in self.visits.items() if _same(row.who, who))
            return replace(who, visits_left=who.visits_left - used)
        return who

    def _holder(self, uid: str, who: Member | StaffMember) -> Holder:
        if isinstance(who, StaffMember):
            return Holder(who, lost=uid in self.lost)
        number, row = max(
            ((number, row) for number, row in self.visits.items() if _same(row.who, who)), default=(0, None), key=lambda one: one[0]
        )
        last = OpenVisit(number, row.stage, row.business_day) if row and row.stage in (*IN_FLIGHT, Stage.ENTERED) else None
        owed = (name for name, tag in self.tags.items() if tag.place is Place.OUT and tag.visit and _same(self.visits[tag.visit].who, who))
        return Holder(who, uid in self.lost, last, next(owed, None))

    def _stacks(self) -> tuple[Stack, ...]:
        stacks = []
        for pool in Sex:
            unused = sorted((tag.position, name) for name, tag in self.tags.items() if tag.pool is pool and tag.place is Place.STACK)
            stacks.append(Stack(pool, len(unused), unused[0][1] if unused else None))
        return tuple(stacks)

    def _known(self, mark: str) -> KnownTag | None:
        tag = self.tags.get(mark)
        if tag is None:
            return None
        row = self.visits[tag.visit] if tag.visit else None
        return KnownTag(mark, tag.pool, tag.place, tag.visit, row.stage if row else None, row.who.guest if row else None)

    def _due(self, until: datetime) -> tuple[datetime, Timer] | None:
        return min((timer for timer in self.timers if timer[0] <= until), default=None, key=lambda timer: timer[0])

    # the laws

    def _apply(self, record: Record, at: datetime) -> None:
        match record:
            case Granted(visit, uid, who, tag):
                assert visit == max(self.visits, default=0) + 1
                assert not any(_same(row.who, who) and row.stage in IN_FLIGHT for row in self.visits.values()), "two visits of one person"
                for row in self.visits.values():
                    if isinstance(who, StaffMember) and _same(row.who, who) and row.stage is Stage.ENTERED:
                        row.stage = Stage.LEFT
                self.visits[visit] = Visit(uid, who, self.rules.business_day(at), at)
                if tag:
                    self._drop(visit, tag, at)
            case TagOffered(visit, tag):
                self._drop(visit, tag, at)
            case TagGiven(visit, tag):
                row = self.visits[visit]
                assert (row.stage, row.tag, self.tags[tag].place, self.tags[tag].visit) == (Stage.GRANTED, tag, Place.MOUTH, visit)
                row.stage, row.given_at = Stage.TAG_GIVEN, at
                self.tags[tag].place = Place.OUT
            case Entered(visit, charged):
                row = self.visits[visit]
                assert row.stage is (Stage.TAG_GIVEN if isinstance(row.who, Member) else Stage.GRANTED)
                row.stage, row.entered_at = Stage.ENTERED, at
                assert (charged is not None) is (isinstance(row.who, Member) and row.who.pays_by_visit)
                self.charges[visit] += charged is not None
            case Left(visit):
                assert self.visits[visit].stage is Stage.ENTERED
                self.visits[visit].stage = Stage.LEFT
            case Annulled(visit, reason):
                assert self.visits[visit].stage in IN_FLIGHT
                self.visits[visit].stage, self.visits[visit].annulled = Stage.ANNULLED, reason
            case TagKept(tag):
                assert self.tags[tag].place is Place.MOUTH
                self.tags[tag].place, self.tags[tag].visit = Place.STACK, None
            case TagStrayed(tag, visit):
                assert self.tags[tag].place in (Place.MOUTH, Place.STACK)
                self.tags[tag].place, self.tags[tag].visit = Place.OUT, visit
                if visit:
                    assert self.visits[visit].stage is Stage.ANNULLED, "taken from under somebody's hand"
                    self.visits[visit].tag, self.visits[visit].given_at = tag, at
            case TagBack(tag, visit):
                assert self.tags[tag].place is not Place.USED
                self.tags[tag].place, self.tags[tag].visit = Place.USED, None
                if visit:
                    self.visits[visit].back_at = at
            case _:
                pass

    def _drop(self, visit: int, tag: str, at: datetime) -> None:
        row = self.visits[visit]
        assert isinstance(row.who, Member)
        assert row.who.sex is self.tags[tag].pool
        assert row.stage is Stage.GRANTED
        assert self.tags[tag].place in (Place.STACK, Place.MOUTH)
        row.tag, row.offered_at = tag, at
        self.tags[tag].place, self.tags[tag].visit = Place.MOUTH, visit

    def _act(self, action: Action) -> None:
        match action:
            case Release(Direction.ENTRY, int(visit)):
                row = self.visits[visit]
                assert row.stage is (Stage.TAG_GIVEN if isinstance(row.who, Member) else Stage.GRANTED), "opened without a committed grant"
                self.releases[visit] += 1
                assert self.releases[visit] == 1, "opened twice for one grant"
            case GiveTag(pool, tag):
                assert (self.tags[tag].pool, self.tags[tag].place) == (pool, Place.MOUTH)
            case Remind(at, timer):
                self.timers.append((at, timer))
            case _:
                pass

    def _agree(self) -> None:
        """The lane knows just what the books know."""
        known = [*([self.served] if self.served else []), *self.queued]
        assert known == sorted(known), "somebody swapped places"
        assert known == [number for number, row in sorted(self.visits.items()) if row.stage in IN_FLIGHT]
        mouths = {(mouth.pool, mouth.tag, mouth.visit) for mouth in self.lane.in_mouth}
        assert mouths == {(tag.pool, name, tag.visit) for name, tag in self.tags.items() if tag.place is Place.MOUTH}
        assert len({pool for pool, _, _ in mouths}) == len(mouths), "two tags in one mouth"
        for name, tag in self.tags.items():
            assert (tag.visit is None) if tag.place in (Place.STACK, Place.USED) else True, f"{name} is in two places"
        for number, row in self.visits.items():
            assert self.charges[number] <= (1 if row.entered_at else 0), "charged without an entry, or twice"
            assert not row.entered_at or self.releases[number] or number in self.unsure, "somebody entered whom nobody let in"


def _same(one: Member | StaffMember, other: Member | StaffMember) -> bool:
    match one, other:
        case Member(), Member():
            return one.card_no == other.card_no
        case StaffMember(), StaffMember():
            return one.staff_no == other.staff_no
        case _:
            return False
