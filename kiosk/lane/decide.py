"""The lane's one question: this happened, these are the facts; what now? Pure."""

from dataclasses import dataclass

from kiosk.lane.actions import Action, Shine
from kiosk.lane.entering import card_presented
from kiosk.lane.events import (
    CardPresented,
    DeviceFailed,
    DeviceRecovered,
    Event,
    InputChanged,
    Passed,
    StaffAnnulled,
    StaffLetOut,
    Started,
    TagReturned,
    TagTaken,
    TraySeen,
)
from kiosk.lane.facts import Facts
from kiosk.lane.leaving import staff_annulled, staff_let_out, tag_returned
from kiosk.lane.records import Record
from kiosk.lane.rules import LaneRules
from kiosk.lane.serving import leave_time_over, passed, tag_taken, take_time_over, tray_seen, walk_time_over
from kiosk.lane.showing import face_of, light_of
from kiosk.lane.starting import settled, started
from kiosk.lane.state import Lane
from kiosk.lane.timers import LeaveBy, MessageOver, Settled, TakeBy, Timer, WalkBy
from kiosk.lane.trouble import device_failed, device_recovered, input_changed
from kiosk.lane.turn import Turn


@dataclass(frozen=True, slots=True)
class Decision:
    """What an event leads to: put ``records`` on disk, then do ``actions``; ``lane`` is the state from then on.

    :param allowed: an entry that is on disk already allows the actions: they come first, and the records after.
    """

    lane: Lane
    records: tuple[Record, ...] = ()
    actions: tuple[Action, ...] = ()
    allowed: bool = False


def decide(lane: Lane, event: Event, facts: Facts, rules: LaneRules) -> Decision:
    """Decide on one event. Any event is safe in any state."""
    turn = Turn(event.at, lane, facts, rules)
    match event:
        case CardPresented(uid=uid):
            card_presented(turn, uid)
        case TagTaken(pool=pool):
            tag_taken(turn, pool)
        case TraySeen(pool=pool, holding=holding):
            tray_seen(turn, pool, holding)
        case Passed(direction=direction):
            passed(turn, direction)
        case TagReturned(mark=mark):
            tag_returned(turn, mark)
        case DeviceFailed(device=device, fault=fault):
            device_failed(turn, device, fault)
        case DeviceRecovered(device=device, fault=fault):
            device_recovered(turn, device, fault)
        case InputChanged(line=line, on=on):
            input_changed(turn, line, on)
        case StaffAnnulled(visit=visit, by=by):
            staff_annulled(turn, visit, by)
        case StaffLetOut(visit=visit, by=by):
            staff_let_out(turn, visit, by)
        case Started():
            started(turn)
        case _:  # no event but this is left
            _elapsed(turn, event.timer)
    _shine(turn, event, lane)
    return Decision(turn.lane, tuple(turn.records), tuple(turn.actions), turn.allowed)


def _elapsed(turn: Turn, timer: Timer) -> None:
    match timer:
        case TakeBy(visit=visit):
            take_time_over(turn, visit)
        case WalkBy(visit=visit):
            walk_time_over(turn, visit)
        case MessageOver(message=number) if number == turn.lane.message_number:
            turn.change(message=None)
        case LeaveBy():
            leave_time_over(turn)
        case Settled():
            settled(turn)
        case _:
            pass  # another message was shown since


def _shine(turn: Turn, event: Event, before: Lane) -> None:
    """The lamp follows the screen. It is set anew at a start: nobody knows what it showed."""
    was, light = (light_of(face_of(lane, turn.rules, turn.at)) for lane in (before, turn.lane))
    if light is not was or isinstance(event, Started):
        turn.act(Shine(light))
