"""What is said to a contactless card."""

from collections.abc import Callable

from kiosk.errors import CardUnreadable
from kiosk.lane.card import canonical_uid

Exchange = Callable[[bytes], bytes]
"""Send a command, get the card's whole answer, status word included."""

GET_UID = bytes.fromhex("FFCA000000")
_DONE = bytes.fromhex("9000")


def read_uid(exchange: Exchange) -> str:
    """Ask for the card's UID and return it in canonical form.

    Source: PC/SC Part 3, 3.2.2.1.3, Get Data.

    :raises CardUnreadable: when the answer is an error or no UID.
    """
    answer = exchange(GET_UID)
    data, status = answer[:-2], answer[-2:]
    if status != _DONE:
        raise CardUnreadable(f"the UID was refused with status {status.hex().upper() or 'none'}")
    try:
        return canonical_uid(data.hex())
    except ValueError:
        raise CardUnreadable(f"a UID of {len(data)} bytes") from None
