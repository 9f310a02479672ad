"""After a start: visits in flight go on where they stood, or are annulled when their time has run out."""

from datetime import timedelta

from kiosk.lane.actions import Remind
from kiosk.lane.facts import InFlight
from kiosk.lane.notices import NoticeCode
from kiosk.lane.people import StaffMember
from kiosk.lane.reasons import Annulment
from kiosk.lane.records import Restarted
from kiosk.lane.serving import annul, open_exit, serve_next
from kiosk.lane.state import Admission, InMouth, Step
from kiosk.lane.timers import Settled, TakeBy, WalkBy
from kiosk.lane.turn import Turn
from kiosk.lane.words import Stage


def started(turn: Turn) -> None:
    """Rebuild the lane from the facts.

    A tag that dropped lies in its mouth until the dispenser says otherwise, and a turnstile that may have been opened is not opened
    again for the same grant. One visit only can have been served; the others waited, in the order of their grants, and go on waiting
    until the devices, which start after this, have said how they stand: what is ordered before is lost.
    """
    turn.change(in_mouth=tuple(InMouth(*each) for each in turn.facts.in_mouth))
    in_flight = sorted(turn.facts.in_flight, key=lambda flight: flight.visit)
    if in_flight:
        turn.record(Restarted(len(in_flight)))
        turn.tell(NoticeCode.RESTARTED, in_flight=len(in_flight))
    if in_flight or _leaving(turn):
        turn.act(Remind(turn.at, Settled()))
    for flight in in_flight:
        _resume(turn, flight, first=flight is in_flight[0])


def settled(turn: Turn) -> None:
    """Every device has said how it stands: whoever was let out and may not have been able to walk is let out, and the queue goes on."""
    for _ in range(_leaving(turn)):
        open_exit(turn, None)
    serve_next(turn)


def _leaving(turn: Turn) -> int:
    """How many may stand before an exit that was never opened. Once too often does no harm."""
    return sum(turn.rules.after(at, turn.rules.walk_s) > turn.at for at in turn.facts.leaving)


def _resume(turn: Turn, flight: InFlight, first: bool) -> None:
    step = _step(flight, first)
    admission = Admission(flight.visit, flight.uid, flight.who, step, flight.tag)
    limit_s = turn.rules.walk_s if step is Step.WALK else turn.rules.take_tag_s
    ends = min(flight.since, turn.at) + timedelta(seconds=limit_s)  # a clock that went back since makes nobody wait longer
    if ends <= turn.at:
        annul(turn, admission, Annulment.NOT_ENTERED if step is Step.WALK else Annulment.TAG_NOT_TAKEN)
    elif step is Step.TURN:
        turn.change(queue=(*turn.lane.queue, admission))
    else:
        turn.change(serving=admission)
        timer = WalkBy(flight.visit) if step is Step.WALK else TakeBy(flight.visit)
        turn.act(Remind(ends, timer))


def _step(flight: InFlight, first: bool) -> Step:
    """Staff leave no trace of being let through: the first of all may have been."""
    if flight.stage is Stage.TAG_GIVEN or (first and isinstance(flight.who, StaffMember)):
        return Step.WALK
    return Step.TAG if flight.tag else Step.TURN
