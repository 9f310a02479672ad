"""What a decision puts on disk: each is one journal entry and its tables, all of one decision in one transaction."""

from dataclasses import dataclass

from kiosk.lane.people import Member, StaffMember
from kiosk.lane.reasons import Annulment, Refusal
from kiosk.lane.words import Direction, Fault, Line, Sex


@dataclass(frozen=True, slots=True)
class Granted:
    """A visit begins. ``tag`` is the one that drops now; none while others are served first, or for staff."""

    visit: int
    uid: str
    who: Member | StaffMember
    tag: str | None


@dataclass(frozen=True, slots=True)
class TagOffered:
    """The tag for a visit that had to wait drops now."""

    visit: int
    tag: str


@dataclass(frozen=True, slots=True)
class TagDropped:
    """The tag that was ordered for a visit lies in the mouth."""

    visit: int
    tag: str


@dataclass(frozen=True, slots=True)
class TagGiven:
    """The tag is in the member's hand."""

    visit: int
    tag: str


@dataclass(frozen=True, slots=True)
class Entered:
    """The arm turned: the visit counts, and a visit card is charged."""

    visit: int
    charged_card: str | None


@dataclass(frozen=True, slots=True)
class Left:
    """The visit is closed. ``by`` is the member of staff who let them out without a tag."""

    visit: int
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Annulled:
    """A granted visit came to nothing."""

    visit: int
    reason: Annulment
    by: str | None = None


@dataclass(frozen=True, slots=True)
class TagKept:
    """The tag of an annulled visit never fell: it is the next of its pool again."""

    tag: str


@dataclass(frozen=True, slots=True)
class TagStrayed:
    """A tag was taken that was meant for nobody, or too late. ``visit`` is whom it was last offered to."""

    tag: str
    visit: int | None


@dataclass(frozen=True, slots=True)
class TagBack:
    """A tag came back; it is used until it is disinfected. ``visit`` is whose it was."""

    tag: str
    visit: int | None


@dataclass(frozen=True, slots=True)
class CardRefused:
    """A card was refused. ``card_no`` is none for staff and unknown cards."""

    uid: str
    card_no: str | None
    reason: Refusal


@dataclass(frozen=True, slots=True)
class NotServed:
    """A card was presented while nobody could be admitted."""

    uid: str
    because: str


@dataclass(frozen=True, slots=True)
class WalkedThrough:
    """The arm turned with nobody expected, or outwards. ``alarm`` while the alarm frees the turnstile."""

    direction: Direction
    asked: bool
    alarm: bool


@dataclass(frozen=True, slots=True)
class DeviceChanged:
    """A device went or came back."""

    device: str
    fault: Fault
    down: bool


@dataclass(frozen=True, slots=True)
class InputSeen:
    """An input line went on or off."""

    line: Line
    on: bool


@dataclass(frozen=True, slots=True)
class AlarmOver:
    """The last alarm line went off: so many walked in and out while the turnstile was free, nobody knows who."""

    walked_in: int
    walked_out: int


@dataclass(frozen=True, slots=True)
class Restarted:
    """The counter started; so many visits were in flight."""

    in_flight: int


@dataclass(frozen=True, slots=True)
class TagUnknown:
    """Something came into the return slot that is no tag of the club."""

    mark: str


Record = (
    Granted
    | TagOffered
    | TagDropped
    | TagGiven
    | Entered
    | Left
    | Annulled
    | TagKept
    | TagStrayed
    | TagBack
    | CardRefused
    | NotServed
    | WalkedThrough
    | DeviceChanged
    | InputSeen
    | AlarmOver
    | Restarted
    | TagUnknown
)


def pool_of(who: Member | StaffMember) -> Sex | None:
    """The changing room whose tag they take; staff take none."""
    return who.sex if isinstance(who, Member) else None
