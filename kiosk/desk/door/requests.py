"""What can be asked about members, cards, tags and visits, and about the counter itself."""

from dataclasses import dataclass, field
from typing import Any

from kiosk.lane.words import Sex


@dataclass(frozen=True, slots=True)
class SignIn:
    """Sign in on this connection. ``pin`` is never logged."""

    staff_no: str
    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Ping:
    """Whether the counter goes on; the thread that serves the turnstile answers, so a counter that hangs does not."""


@dataclass(frozen=True, slots=True)
class CallStaff:
    """Somebody at the turnstile wants a member of staff."""


@dataclass(frozen=True, slots=True)
class WhoIsInside:
    """Everybody who is inside now."""


@dataclass(frozen=True, slots=True)
class Handover:
    """The figures of a business day (``YYYY-MM-DD``; today's when none)."""

    day: str | None = None


@dataclass(frozen=True, slots=True)
class AnnulVisit:
    """Call off the visit of this card before it has entered."""

    card_no: str


@dataclass(frozen=True, slots=True)
class LetOut:
    """Let this member out without a tag; the tag stays owed."""

    card_no: str


@dataclass(frozen=True, slots=True)
class ReturnTag:
    """A tag was handed in at the desk."""

    tag: str


@dataclass(frozen=True, slots=True)
class PutTagsBack:
    """The used tags of a pool were disinfected and are in the dispenser again."""

    pool: Sex


@dataclass(frozen=True, slots=True)
class ReportLostCard:
    """This card is lost: refuse it from now on."""

    card_no: str


@dataclass(frozen=True, slots=True)
class FoundCard:
    """A card reported lost has come back."""

    card_no: str


@dataclass(frozen=True, slots=True)
class Simulate:
    """One line of the simulator's script, without its time; only on simulated hardware."""

    line: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SampleCards:
    """Cards of the demo club, one of each sort; only on simulated hardware."""
