"""Where a card reader stands, and what a card there means."""

from datetime import datetime
from enum import StrEnum

from kiosk.lane.events import CardPresented, TagReturned


class Place(StrEnum):
    """The place of a reader."""

    ENTRY = "entry"
    RETURN = "return"


def card_seen(role: Place, reader: str, uid: str, at: datetime) -> CardPresented | TagReturned:
    """What it means that this reader saw a card, or a tag, with this canonical UID."""
    match role:
        case Place.ENTRY:
            return CardPresented(at, reader, uid)
        case Place.RETURN:
            return TagReturned(at, uid)
