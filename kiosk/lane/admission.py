"""Whether a card opens the turnstile: the rules of the front desk's *Entry*, in the order that a member would want to hear."""

from datetime import date, datetime

from kiosk.lane.people import Holder, Member
from kiosk.lane.reasons import Refusal
from kiosk.lane.rules import LaneRules
from kiosk.lane.words import Stage


def refusal(holder: Holder | None, tags_free: int, rules: LaneRules, at: datetime) -> Refusal | None:
    """The first reason against letting them in, or none.

    Whoever is inside or still has a tag hears that first: what their card would say is about the next visit. A card's dates are
    business days, so that its last evening ends when the club closes; hours and age go by the calendar.

    :param holder: whose card it is; none when nobody knows it.
    :param tags_free: tags of their changing room that are not promised to somebody before them.
    """
    if holder is None:
        return Refusal.UNKNOWN_CARD
    if holder.lost:
        return Refusal.LOST_CARD
    if not isinstance(holder.who, Member):
        return None
    return _of_visit(holder, rules, at) or _of_card(holder.who, rules, at) or _of_house(rules, at, tags_free)


def _of_visit(holder: Holder, rules: LaneRules, at: datetime) -> Refusal | None:
    visit = holder.open_visit
    if visit and visit.stage is Stage.ENTERED and visit.business_day == rules.business_day(at):
        return Refusal.ALREADY_INSIDE
    if holder.tag_owed:
        return Refusal.TAG_OWED
    return None


def _of_card(member: Member, rules: LaneRules, at: datetime) -> Refusal | None:
    local, day = rules.local(at), rules.business_day(at)
    if member.valid_until and day > member.valid_until:
        return Refusal.EXPIRED
    if member.valid_from and day < member.valid_from:
        return Refusal.NOT_YET_VALID
    if is_frozen(member, day):
        return Refusal.FROZEN
    if member.pays_by_visit and not member.visits_left:
        return Refusal.NO_VISITS_LEFT
    if member.plan.hours and not within_hours(member, local):
        return Refusal.OUTSIDE_HOURS
    if member.born_on and age(member.born_on, local.date()) < rules.minimum_age:
        return Refusal.UNDER_AGE
    return None


def _of_house(rules: LaneRules, at: datetime, tags_free: int) -> Refusal | None:
    if not is_open(rules, at):
        return Refusal.CLUB_CLOSED
    if tags_free <= 0:
        return Refusal.NO_TAG
    return None


def is_frozen(member: Member, day: date) -> bool:
    """Whether the membership rests on this day; an open end lasts until somebody ends it."""
    if member.frozen_from is None and member.frozen_until is None:
        return False
    return (member.frozen_from or date.min) <= day <= (member.frozen_until or date.max)


def within_hours(member: Member, local: datetime) -> bool:
    """Whether the plan covers this moment on the club's clock."""
    return any(hours.weekday == local.isoweekday() and hours.opens <= local.time() < hours.closes for hours in member.plan.hours)


def age(born_on: date, today: date) -> int:
    """Full years. Who is born on 29 February grows older on 1 March in other years."""
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def is_open(rules: LaneRules, at: datetime) -> bool:
    """Whether the doors are open. Closing after midnight is told by ``closes`` before ``opens``; both equal is never closed."""
    clock, day = rules.local(at).time(), rules.business_day(at)
    if day in rules.closed_on:
        return False
    if rules.opens <= rules.closes:
        return rules.opens == rules.closes or rules.opens <= clock < rules.closes
    return clock >= rules.opens or clock < rules.closes
