"""A card at the door: granted, queued, refused, or known already."""

from datetime import date, datetime

from kiosk.lane.actions import Chime
from kiosk.lane.admission import refusal
from kiosk.lane.notices import NoticeCode
from kiosk.lane.people import Holder, Member
from kiosk.lane.reasons import Refusal
from kiosk.lane.records import CardRefused, Granted, NotServed, pool_of
from kiosk.lane.rules import LaneRules
from kiosk.lane.serving import serve, tag_for, tags_free
from kiosk.lane.state import Admission
from kiosk.lane.trouble import out_of_service
from kiosk.lane.turn import Turn
from kiosk.lane.view import Guest, Refused
from kiosk.lane.words import Language, Sound


def card_presented(turn: Turn, uid: str) -> None:
    """Decide on a card. The same card within the debounce is nothing; a card that is already being served changes nothing."""
    if _seen_just_now(turn, uid):
        return
    if _is_under_way(turn, uid):
        turn.act(Chime(Sound.WAIT))
        return
    blocked = _blocked(turn)
    if blocked:
        turn.record(NotServed(uid, blocked))
        turn.tell(NoticeCode.NOT_SERVED)
        return
    holder = turn.facts.holder
    pool = pool_of(holder.who) if holder else None
    reason = refusal(holder, tags_free(turn, pool) if pool else 0, turn.rules, turn.at)
    if holder is None or reason:
        _refuse(turn, uid, holder, reason or Refusal.UNKNOWN_CARD)
    else:
        _grant(turn, uid, holder)


def _seen_just_now(turn: Turn, uid: str) -> bool:
    """Whether this card was taken up within the debounce; remembers it when not. A clock that went back hides no card."""
    fresh = tuple((card, at) for card, at in turn.lane.seen if 0 <= (turn.at - at).total_seconds() < turn.rules.same_card_s)
    seen = any(card == uid for card, _ in fresh)
    turn.change(seen=fresh if seen else (*fresh, (uid, turn.at)))
    return seen


def _is_under_way(turn: Turn, uid: str) -> bool:
    """Whether this card's visit is being served or waits; also when the person has got another card meanwhile."""
    holder = turn.facts.holder
    visit = holder.open_visit.visit if holder and holder.open_visit else None
    return any(uid == admission.uid or visit == admission.visit for admission in turn.lane.under_way)


def _blocked(turn: Turn) -> str | None:
    if turn.lane.lines_on:
        return min(turn.lane.lines_on).value
    trouble = out_of_service(turn.lane)
    return trouble.device if trouble else None


def _grant(turn: Turn, uid: str, holder: Holder) -> None:
    admission = Admission(turn.facts.next_visit, uid, holder.who)
    if turn.lane.under_way:
        turn.record(Granted(admission.visit, uid, holder.who, None))
        turn.change(queue=(*turn.lane.queue, admission))
        turn.speak(Sound.WAIT, "queued", admission.guest)
        return
    tag = tag_for(turn, admission.pool) if admission.pool else None
    turn.record(Granted(admission.visit, uid, holder.who, tag))
    turn.change(message=None)
    serve(turn, admission, tag)


def _refuse(turn: Turn, uid: str, holder: Holder | None, reason: Refusal) -> None:
    member = holder.who if holder and isinstance(holder.who, Member) else None
    guest = holder.who.guest if holder and reason is not Refusal.LOST_CARD else None
    turn.record(CardRefused(uid, member.card_no if member else None, reason))
    turn.show(_message(reason, guest, holder, turn.rules, turn.at), turn.rules.refused_s)
    turn.speak(Sound.NO, f"refused.{reason.value}", guest or Guest("", None, Language.CHINESE))
    turn.tell(NoticeCode.CARD_REFUSED, reason=reason.value, name=guest.name if guest else "")


def _message(reason: Refusal, guest: Guest | None, holder: Holder | None, rules: LaneRules, at: datetime) -> Refused:
    member = holder.who if holder and isinstance(holder.who, Member) else None
    match reason:
        case Refusal.EXPIRED if member:
            return Refused(reason, guest, until=_text(member.valid_until))
        case Refusal.NOT_YET_VALID if member:
            return Refused(reason, guest, since=_text(member.valid_from))
        case Refusal.FROZEN if member:
            return Refused(reason, guest, since=_text(member.frozen_from), until=_text(member.frozen_until))
        case Refusal.TAG_OWED if holder:
            return Refused(reason, guest, tag=holder.tag_owed)
        case Refusal.OUTSIDE_HOURS if member:
            return Refused(reason, guest, hours=_hours_of(member, rules.local(at).isoweekday()))
        case Refusal.CLUB_CLOSED:
            return Refused(reason, guest, hours=(f"{rules.opens:%H:%M}-{rules.closes:%H:%M}",))
        case _:
            return Refused(reason, guest)


def _hours_of(member: Member, weekday: int) -> tuple[str, ...]:
    """Today's hours of the plan; on a day that it does not cover, all of its different hours."""
    today = tuple(hours for hours in member.plan.hours if hours.weekday == weekday)
    texts = (f"{hours.opens:%H:%M}-{hours.closes:%H:%M}" for hours in today or member.plan.hours)
    return tuple(dict.fromkeys(texts))


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
