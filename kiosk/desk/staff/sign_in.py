"""Staff sign-in at the counter: a PIN, its hash, and a lock-out that a power cut does not lift."""

from datetime import datetime, timedelta
from typing import Any

from kiosk.database import people
from kiosk.database.journal import Stamp
from kiosk.database.moment import utc_text
from kiosk.database.store import Writing
from kiosk.desk.asked import Desk
from kiosk.errors import RequestRefused

TRIES = 5
LOCKED_FOR = timedelta(minutes=5)


def check_pin(desk: Desk, staff_no: str, pin: str) -> dict[str, Any]:
    """The books' row of whoever has this number and PIN. Wrong PINs are counted on disk; the slow hash is computed outside the database.

    After ``TRIES`` wrong ones nobody signs in under this number for five minutes. Not for two tries at once: the second would not
    see how the first went.

    :raises RequestRefused: when number or PIN is wrong, or the number is locked.
    """
    row = desk.read(lambda db: people.staff_member(db, staff_no))
    if row is None or not row["pin_hash"]:
        raise RequestRefused("wrong_pin", "number or PIN is wrong")
    if row["locked_until"] and utc_text(desk.now) < row["locked_until"]:
        raise _locked()
    matched = _matches(row["pin_hash"], pin)
    stamp = desk.stamp_of(staff_no)
    wrong = desk.write(lambda writing: _count(writing, staff_no, matched, desk.now, stamp))
    if wrong >= TRIES:
        raise _locked()
    if not matched:
        raise RequestRefused("wrong_pin", f"number or PIN is wrong; {TRIES - wrong} tries left")
    return row


def _count(writing: Writing, staff_no: str, matched: bool, at: datetime, stamp: Stamp) -> int:
    """Write down how this try went; returns the wrong ones in a row."""
    row = people.staff_member(writing.db, staff_no) or {"wrong_pins": 0}
    wrong = 0 if matched else row["wrong_pins"] + 1
    locked_until = utc_text(at + LOCKED_FOR) if wrong >= TRIES else None
    people.set_pin_tries(writing.db, staff_no, 0 if locked_until else wrong, locked_until)
    writing.journal(stamp, "signed_in" if matched else "wrong_pin", {"staff_no": staff_no, "locked_until": locked_until})
    return wrong


def _locked() -> RequestRefused:
    return RequestRefused("locked", "too many wrong PINs; wait five minutes or ask the lead")


def _matches(pin_hash: str, pin: str) -> bool:
    # Loaded when it is first needed: no command that only reads settings waits for it.
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerifyMismatchError

    try:
        return PasswordHasher().verify(pin_hash, pin)
    except (VerifyMismatchError, InvalidHashError):
        return False
