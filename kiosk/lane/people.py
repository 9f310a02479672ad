"""Who stands behind a card, as the database knew it when the card was presented."""

from dataclasses import dataclass
from datetime import date, time

from kiosk.lane.view import Guest
from kiosk.lane.words import Kind, Language, PlanKind, Sex, Stage


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of one weekday (1 Monday … 7 Sunday): from ``opens`` up to but not including ``closes``."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Plan:
    """A card kind's rules. No ``hours`` means whenever the club is open."""

    code: str
    kind: PlanKind
    hours: tuple[Hours, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A member or trial guest. Dates are inclusive; none means no limit."""

    card_no: str
    name: str
    sex: Sex
    language: Language
    plan: Plan
    born_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    visits_left: int | None = None
    frozen_from: date | None = None
    frozen_until: date | None = None

    @property
    def guest(self) -> Guest:
        """How a screen addresses them."""
        return Guest(self.name, self.sex, self.language)

    @property
    def kind(self) -> Kind:
        """In which figure their visit counts."""
        return Kind.TRIAL if self.plan.kind is PlanKind.TRIAL else Kind.MEMBER

    @property
    def pays_by_visit(self) -> bool:
        """Whether entering uses up a visit."""
        return self.plan.kind is not PlanKind.TERM


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody who works here. Takes no tag."""

    staff_no: str
    name: str
    sex: Sex | None
    language: Language
    coach: bool

    @property
    def guest(self) -> Guest:
        """How a screen addresses them."""
        return Guest(self.name, self.sex, self.language)

    @property
    def kind(self) -> Kind:
        """In which figure their visit counts."""
        return Kind.COACH if self.coach else Kind.STAFF


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """The latest visit of somebody, as long as it has not ended."""

    visit: int
    stage: Stage
    business_day: date


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose card it is. ``tag_owed`` is a tag that is still with them."""

    who: Member | StaffMember
    lost: bool = False
    open_visit: OpenVisit | None = None
    tag_owed: str | None = None
