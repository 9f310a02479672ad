"""From a decision's records to rows: each its tables and one journal entry, in the caller's transaction."""

from dataclasses import asdict
from typing import Any

from kiosk.database import tags, visits
from kiosk.database.journal import Stamp
from kiosk.database.store import Writing
from kiosk.lane.people import Member, StaffMember
from kiosk.lane.records import (
    AlarmOver,
    Annulled,
    CardRefused,
    DeviceChanged,
    Entered,
    Granted,
    InputSeen,
    Left,
    NotServed,
    Record,
    Restarted,
    TagBack,
    TagDropped,
    TagGiven,
    TagKept,
    TagOffered,
    TagStrayed,
    TagUnknown,
    WalkedThrough,
)


def record(writing: Writing, what: Record, lane: str, stamp: Stamp) -> None:
    """Write one record: its tables, then its journal entry."""
    db, at = writing.db, stamp.at
    match what:
        case Granted(visit=visit, uid=uid, who=who, tag=tag):
            person = _person(who)
            visits.grant(db, visit, lane, stamp.business_day, person, uid, tag, at)
            if tag:
                tags.drop(db, tag, visit, at)
            writing.journal(stamp, "granted", {"visit": visit, "uid": uid, "lane": lane, "tag": tag, **person})
            return
        case TagOffered(visit=visit, tag=tag):
            visits.offer(db, visit, tag, at)
            tags.drop(db, tag, visit, at)
        case TagDropped(tag=tag):
            tags.fall(db, tag)
        case TagGiven(visit=visit, tag=tag):
            visits.give(db, visit, tag, at)
            tags.take(db, tag, visit, at)
        case Entered(visit=visit, charged_card=card):
            # Staff walk out without a tag: who comes in again has left before.
            for earlier in visits.staff_inside_before(db, visit):
                record(writing, Left(earlier), lane, stamp)
            visits.enter(db, visit, card, at)
        case Left(visit=visit):
            visits.leave(db, visit, at)
        case Annulled(visit=visit, reason=reason):
            visits.annul(db, visit, reason.value, at)
        case TagKept(tag=tag):
            tags.keep(db, tag, at)
        case TagStrayed(tag=tag, visit=stray):
            tags.take(db, tag, stray, at)
            if stray is not None:
                visits.taken_late(db, stray, tag, at)
        case TagBack(tag=tag, visit=whose):
            tags.bring_back(db, tag, at)
            if whose is not None:
                visits.tag_back(db, whose, at)
        case CardRefused() | NotServed() | WalkedThrough() | DeviceChanged() | InputSeen() | AlarmOver() | Restarted() | TagUnknown():
            pass
    writing.journal(stamp, _WORDS[type(what)], asdict(what))


_WORDS: dict[type[Record], str] = {
    TagOffered: "tag_offered",
    TagDropped: "tag_dropped",
    TagGiven: "tag_given",
    Entered: "entered",
    Left: "left",
    Annulled: "annulled",
    TagKept: "tag_kept",
    TagStrayed: "tag_strayed",
    TagBack: "tag_back",
    CardRefused: "refused",
    NotServed: "not_served",
    WalkedThrough: "walked_through",
    DeviceChanged: "device",
    InputSeen: "input",
    AlarmOver: "alarm_over",
    Restarted: "restarted",
    TagUnknown: "tag_unknown",
}


def _person(who: Member | StaffMember) -> dict[str, Any]:
    sex = who.sex.value if who.sex else None
    if isinstance(who, Member):
        return {"kind": who.kind.value, "card_no": who.card_no, "staff_no": None, "sex": sex}
    return {"kind": who.kind.value, "card_no": None, "staff_no": who.staff_no, "sex": sex}
