"""Signing in and out."""

from dataclasses import dataclass, field

from kiosk.database import people
from kiosk.desk.asked import Desk, not_signed_in
from kiosk.desk.sessions import Sessions
from kiosk.desk.staff.requests import Resume, SignIn, SignOut, Touched
from kiosk.desk.staff.sign_in import check_pin
from kiosk.errors import RequestRefused


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who has signed in. ``session`` resumes the session on another connection; it locks so many seconds after the last touch."""

    staff_no: str
    name: str
    role: str
    session: str = field(repr=False)
    locks_after_s: float


def sign_in(desk: Desk, request: SignIn) -> SignedIn:
    """Open a session for whoever knows the PIN.

    :raises RequestRefused: when number or PIN is wrong, or the number is locked.
    """
    sessions, seat = desk.use(Sessions), desk.caller.seat
    if seat:
        sessions.end(seat.token)
        seat.token = None
    with sessions.checking:
        row = check_pin(desk, request.staff_no, request.pin)
    token = sessions.open(request.staff_no, (row["role"], row["pin_hash"]))
    if seat:
        seat.token = token
    return SignedIn(request.staff_no, row["name"], row["role"], token, sessions.lock_after_s)


def resume(desk: Desk, request: Resume) -> SignedIn:
    """Take the session to this connection.

    :raises RequestRefused: when it is over.
    """
    sessions = desk.use(Sessions)
    session = sessions.find(request.session)
    row = desk.read(lambda db: people.staff_member(db, session.staff_no)) if session else None
    if session is None or row is None or session.known_as != (row["role"], row["pin_hash"]):
        sessions.end(request.session)
        raise RequestRefused("session_over", "this session is over; sign in again")
    if desk.caller.seat:
        desk.caller.seat.token = request.session
    return SignedIn(session.staff_no, row["name"], row["role"], request.session, sessions.lock_after_s)


def touched(desk: Desk, request: Touched) -> None:
    """The lock was put off when it arrived.

    :raises RequestRefused: when nobody has signed in here, or the screen had locked before.
    """
    del request
    if desk.caller.staff_no is None:
        raise not_signed_in(desk.caller)


def sign_out(desk: Desk, request: SignOut) -> None:
    """End the session, on record."""
    del request
    sessions, seat = desk.use(Sessions), desk.caller.seat
    sessions.end(desk.caller.token)
    if seat:
        seat.token = None
    if number := desk.caller.staff_no:
        desk.write(lambda writing: writing.journal(desk.stamp, "signed_out", {"staff_no": number}))
