"""A card is reported lost, or found again."""

from kiosk.database import people
from kiosk.database.journal import Stamp
from kiosk.database.store import Writing
from kiosk.errors import RequestRefused


def report_lost(writing: Writing, card_no: str, stamp: Stamp) -> None:
    """Refuse this card from now on.

    :raises RequestRefused: when no card is known under this number, or it is lost already.
    """
    _set_lost(writing, card_no, True, stamp)


def found_again(writing: Writing, card_no: str, stamp: Stamp) -> None:
    """Admit this card again.

    :raises RequestRefused: when no card is known under this number, or it is not lost.
    """
    _set_lost(writing, card_no, False, stamp)


def _set_lost(writing: Writing, card_no: str, lost: bool, stamp: Stamp) -> None:
    if people.uid_of(writing.db, card_no) is None:
        raise RequestRefused("no_such_card", f"no card is known for {card_no}; look the member up and try again")
    if not people.set_lost(writing.db, card_no, lost):
        raise RequestRefused("no_change", f"{card_no} is {'reported lost already' if lost else 'not reported lost'}")
    writing.journal(stamp, "card_lost" if lost else "card_found", {"card_no": card_no})
