"""What the screen shows for a state of the lane. The whole of it, each time."""

from datetime import datetime

from kiosk.lane.people import Member
from kiosk.lane.rules import LaneRules
from kiosk.lane.state import Admission, Lane, Step
from kiosk.lane.trouble import out_of_service
from kiosk.lane.view import Alarm, Face, LaneView, OutOfService, Refused, Rest, TagNotGiven, Trouble, WalkThrough, Welcome
from kiosk.lane.words import Light, Line, PlanKind


def view_of(lane: Lane, rules: LaneRules, at: datetime) -> LaneView:
    """The view of this state at this moment. The alarm comes before everything; whoever is served, before a message to another."""
    message = lane.message if lane.serving else None
    return LaneView(
        at=rules.local(at),
        face=face_of(lane, rules, at),
        waiting=tuple(admission.guest for admission in lane.queue),
        aside=message,
        troubles=tuple(Trouble(device, fault) for device, fault in lane.down),
    )


def face_of(lane: Lane, rules: LaneRules, at: datetime) -> Face:
    """The large thing on the screen."""
    if lane.lines_on:
        return Alarm(fire=Line.FIRE_ALARM in lane.lines_on)
    if lane.serving:
        return _served(lane.serving, rules, at)
    if lane.message:
        return lane.message
    trouble = out_of_service(lane) or readers_gone(lane, rules)
    return OutOfService(trouble.device, trouble.fault) if trouble else Rest()


def light_of(face: Face) -> Light:
    """What the lamp shows beside this face."""
    match face:
        case Alarm():
            return Light.CALL
        case Welcome() | WalkThrough():
            return Light.GO
        case Refused() | TagNotGiven() | OutOfService():
            return Light.STOP
        case _:
            return Light.REST


def readers_gone(lane: Lane, rules: LaneRules) -> Trouble | None:
    """The trouble of the first entry reader, when no entry reader is left to tap."""
    down = dict(lane.down)
    if not rules.entry_readers or any(reader not in down for reader in rules.entry_readers):
        return None
    first = rules.entry_readers[0]
    return Trouble(first, down[first])


def _served(admission: Admission, rules: LaneRules, at: datetime) -> Face:
    if admission.step is Step.TAG and admission.tag and admission.pool and isinstance(admission.who, Member):
        return Welcome(
            admission.guest, admission.tag, admission.pool, _few_days(admission.who, rules, at), _few_visits(admission.who, rules)
        )
    return WalkThrough(admission.guest, admission.tag, admission.pool)


def _few_days(member: Member, rules: LaneRules, at: datetime) -> int | None:
    if member.valid_until is None or member.plan.kind is PlanKind.TRIAL:
        return None
    days = (member.valid_until - rules.business_day(at)).days
    return days if 0 <= days <= rules.few_days else None


def _few_visits(member: Member, rules: LaneRules) -> int | None:
    """What will be left after this visit."""
    if member.plan.kind is not PlanKind.VISITS or member.visits_left is None:
        return None
    left = member.visits_left - 1
    return left if left <= rules.few_visits else None
