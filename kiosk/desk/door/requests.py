"""What can be asked about members, cards, tags and visits, and about the counter itself."""

from dataclasses import dataclass

from kiosk.lane.words import Sex


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
