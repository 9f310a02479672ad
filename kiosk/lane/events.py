"""What happened, in the past tense. Every event carries ``at``: time is data."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.lane.timers import Timer
from kiosk.lane.words import Direction, Fault, Line, Sex


@dataclass(frozen=True, slots=True)
class CardPresented:
    """A card was held to an entry reader. ``uid`` is canonical upper-case hex."""

    at: datetime
    reader: str
    uid: str


@dataclass(frozen=True, slots=True)
class TagTaken:
    """A hand took the tag out of the mouth of this pool."""

    at: datetime
    pool: Sex


@dataclass(frozen=True, slots=True)
class TraySeen:
    """The dispenser saw whether a tag lies in the mouth of this pool: at its start, and when one has fallen into it."""

    at: datetime
    pool: Sex
    holding: bool


@dataclass(frozen=True, slots=True)
class TagReturned:
    """A tag came into the return slot. ``mark`` is its number (``M-017``) or its UID."""

    at: datetime
    mark: str


@dataclass(frozen=True, slots=True)
class Passed:
    """The arm turned once in this direction."""

    at: datetime
    direction: Direction


@dataclass(frozen=True, slots=True)
class InputChanged:
    """An input line went on or off."""

    at: datetime
    line: Line
    on: bool


@dataclass(frozen=True, slots=True)
class DeviceFailed:
    """A device stopped working as it should. Sent once when it goes.

    ``device`` is ``reader:NAME``, ``dispenser:F``, ``dispenser:M``, ``turnstile``, ``return_slot`` or ``inputs``.
    """

    at: datetime
    device: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class DeviceRecovered:
    """The device works again. Sent once when it is back."""

    at: datetime
    device: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Elapsed:
    """A timer that the lane set with ``Remind`` ran out."""

    at: datetime
    timer: Timer


@dataclass(frozen=True, slots=True)
class Started:
    """The counter started; visits in flight come with the facts."""

    at: datetime


@dataclass(frozen=True, slots=True)
class StaffAnnulled:
    """A member of staff called off a visit that has not entered yet."""

    at: datetime
    visit: int
    by: str


@dataclass(frozen=True, slots=True)
class StaffLetOut:
    """A member of staff lets somebody out; their tag stays owed."""

    at: datetime
    visit: int
    by: str


Event = (
    CardPresented
    | TagTaken
    | TraySeen
    | TagReturned
    | Passed
    | InputChanged
    | DeviceFailed
    | DeviceRecovered
    | Elapsed
    | Started
    | StaffAnnulled
    | StaffLetOut
)
