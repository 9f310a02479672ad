"""What a database would hold of one lane: facts as ``counter/gather.py`` gives them, records applied as ``counter/recording.py`` does.

Whatever is applied must be lawful: a visit takes one step at a time, and a tag is in one place.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from kiosk.lane.events import (
    CardPresented,
    Elapsed,
    Event,
    Started,
    TagReturned,
)
from kiosk.lane.facts import Facts, InFlight, KnownTag, Stack
from kiosk.lane.people import Holder, Member, OpenVisit, Plan, StaffMember
from kiosk.lane.reasons import Annulment
from kiosk.lane.records import (
    Annulled,
    Entered,
    Granted,
    Left,
    Record,
    TagBack,
    TagDropped,
    TagGiven,
    TagKept,
    TagOffered,
    TagStrayed,
    WalkedThrough,
)
from kiosk.lane.rules import LaneRules
from kiosk.lane.state import Lane
from kiosk.lane.timers import Settled
from kiosk.lane.words import Direction, Language, Place, PlanKind, Sex, Stage

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
    fallen: bool = False


@dataclass
class Books:
    """Rows in memory. ``unsure`` are visits whose release may have been ordered and not done when the power went."""

    per_pool: int = 9
    rules: LaneRules = RULES
    cards: dict[str, Member | StaffMember] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    visits: dict[int, Visit] = field(default_factory=dict)
    tags: dict[str, Tag] = field(default_factory=dict)
    releases: Counter[int] = field(default_factory=Counter)
    charges: Counter[int] = field(default_factory=Counter)
    unsure: set[int] = field(default_factory=set)
    leaving: list[datetime] = field(default_factory=list)

    def __post_init__(self) -> None:
        for pool in Sex:
            for number in range(1, self.per_pool + 1):
                self.tags[f"{pool}-{number:03d}"] = Tag(pool, number)

    def issue(self, uid: str, who: Member | StaffMember) -> str:
        """Give somebody a card; returns its UID."""
        self.cards[uid] = who
        return uid

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
                in_mouth = tuple(
                    (tag.pool, name, tag.visit, tag.fallen) for name, tag in self.tags.items() if tag.place is Place.MOUTH and tag.visit
                )
                return Facts(stacks=self._stacks(), in_flight=flights, in_mouth=in_mouth, leaving=tuple(self.leaving))
            case Elapsed(timer=Settled()):
                return Facts(stacks=self._stacks(), leaving=tuple(self.leaving))
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

    def apply(self, record: Record, at: datetime) -> None:
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
            case TagDropped(visit, tag):
                assert (self.tags[tag].place, self.tags[tag].visit, self.tags[tag].fallen) == (Place.MOUTH, visit, False)
                self.tags[tag].fallen = True
            case TagGiven(visit, tag):
                row = self.visits[visit]
                assert (row.stage, row.tag, self.tags[tag].place, self.tags[tag].visit) == (Stage.GRANTED, tag, Place.MOUTH, visit)
                row.stage, row.given_at = Stage.TAG_GIVEN, at
                self.tags[tag].place, self.tags[tag].fallen = Place.OUT, False
            case Entered(visit, charged):
                row = self.visits[visit]
                assert row.stage is (Stage.TAG_GIVEN if isinstance(row.who, Member) else Stage.GRANTED)
                row.stage, row.entered_at = Stage.ENTERED, at
                assert (charged is not None) is (isinstance(row.who, Member) and row.who.pays_by_visit)
                self.charges[visit] += charged is not None
            case Left(visit, by):
                assert self.visits[visit].stage is Stage.ENTERED
                self.visits[visit].stage = Stage.LEFT
                self.leaving += [at] if by else []
            case WalkedThrough(Direction.EXIT):
                self.leaving = self.leaving[1:]
            case Annulled(visit, reason):
                assert self.visits[visit].stage in IN_FLIGHT
                self.visits[visit].stage, self.visits[visit].annulled = Stage.ANNULLED, reason
            case TagKept(tag):
                assert (self.tags[tag].place, self.tags[tag].fallen) == (Place.MOUTH, False)
                self.tags[tag].place, self.tags[tag].visit = Place.STACK, None
            case TagStrayed(tag, visit):
                assert self.tags[tag].place in (Place.MOUTH, Place.STACK)
                self.tags[tag].place, self.tags[tag].visit, self.tags[tag].fallen = Place.OUT, visit, False
                if visit:
                    assert self.visits[visit].stage is Stage.ANNULLED, "taken from under somebody's hand"
                    self.visits[visit].tag, self.visits[visit].given_at = tag, at
            case TagBack(tag, visit):
                assert self.tags[tag].place is not Place.USED
                self.tags[tag].place, self.tags[tag].visit, self.tags[tag].fallen = Place.USED, None, False
                self.leaving.append(at)
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

    def agree(self, lane: Lane) -> None:
        """The lane knows just what the books know."""
        known = [admission.visit for admission in lane.under_way]
        assert known == sorted(known), "somebody swapped places"
        assert known == [number for number, row in sorted(self.visits.items()) if row.stage in IN_FLIGHT]
        mouths = {(mouth.pool, mouth.tag, mouth.visit, mouth.fallen) for mouth in lane.in_mouth}
        assert mouths == {(tag.pool, name, tag.visit, tag.fallen) for name, tag in self.tags.items() if tag.place is Place.MOUTH}
        assert len({mouth[0] for mouth in mouths}) == len(mouths), "two tags in one mouth"
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
