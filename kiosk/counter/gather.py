"""What the lane must know before it decides: one question to the database an event."""

from datetime import date, datetime, timedelta

from sqlite_utils import Database

from kiosk.counter.people import Plans, member, somebody, staff_of_card
from kiosk.database import people, tags, visits
from kiosk.database.inside import walked_in_alarm
from kiosk.database.leaving import leaving
from kiosk.database.moment import utc_text
from kiosk.lane.card import as_mark
from kiosk.lane.events import CardPresented, Elapsed, Event, InputChanged, Started, TagReturned, TagTaken, TraySeen
from kiosk.lane.facts import Facts, InFlight, KnownTag, Stack
from kiosk.lane.people import Holder, OpenVisit
from kiosk.lane.state import Lane
from kiosk.lane.timers import LeaveBy, MessageOver, Settled
from kiosk.lane.view import Guest
from kiosk.lane.words import Language, Place, Sex, Stage

_LATELY = timedelta(minutes=2)  # longer than anybody is given to walk


def must_ask(event: Event, lane: Lane) -> bool:
    """Whether this event wants facts. Else the lane knows enough, and whoever waits does not wait for a database that is busy."""
    match event:
        case TagTaken(pool=pool):
            return lane.mouth(pool) is None
        case TraySeen() | InputChanged(on=True) | Elapsed(timer=MessageOver() | LeaveBy()):
            return False
        case _:
            return True


def gather(db: Database, event: Event, plans: Plans, language: Language) -> Facts:
    """The facts for this event, which must ask. ``language`` is spoken to staff, whose cards name none."""
    match event:
        case CardPresented(uid=uid):
            return _of_card(db, uid, plans, language)
        case TagReturned(mark=mark):
            return Facts(stacks=_stacks(db), known_tag=_known_tag(db, mark))
        case Started():
            in_mouth = tuple((Sex(pool), tag, visit, fallen) for pool, tag, visit, fallen in tags.in_mouth(db))
            in_flight = _in_flight(db, plans, language)
            return Facts(stacks=_stacks(db), in_flight=in_flight, in_mouth=in_mouth, leaving=_leaving(db, event.at))
        case Elapsed(timer=Settled()):
            return Facts(stacks=_stacks(db), leaving=_leaving(db, event.at))
        case InputChanged():
            walked_in, walked_out = walked_in_alarm(db)
            return Facts(walked_in=walked_in, walked_out=walked_out)
        case _:
            return Facts(stacks=_stacks(db))


def _of_card(db: Database, uid: str, plans: Plans, language: Language) -> Facts:
    row = people.holder(db, uid)
    if row is None:
        return Facts()
    if row["staff_no"]:
        return Facts(next_visit=row["next_visit"], holder=Holder(staff_of_card(row, language), lost=bool(row["lost"])))
    whose = member(row, plans)
    last = None
    if row["last_stage"] in (Stage.GRANTED, Stage.TAG_GIVEN, Stage.ENTERED):
        last = OpenVisit(row["last_visit"], Stage(row["last_stage"]), date.fromisoformat(row["last_day"]))
    return Facts(
        next_visit=row["next_visit"],
        holder=Holder(whose, bool(row["lost"]), last, row["tag_owed"]),
        stacks=(Stack(whose.sex, row["stack_count"], row["stack_next"]),),
    )


def _stacks(db: Database) -> tuple[Stack, ...]:
    return tuple(Stack(Sex(pool), count, next_tag) for pool, count, next_tag in tags.stacks(db))


def _known_tag(db: Database, mark: str) -> KnownTag | None:
    row = tags.known(db, as_mark(mark))
    if row is None:
        return None
    guest = Guest(row["name"], Sex(row["sex"]), Language(row["language"])) if row["name"] else None
    stage = Stage(row["stage"]) if row["stage"] else None
    return KnownTag(row["tag"], Sex(row["pool"]), Place(row["place"]), row["visit"], stage, guest)


def _in_flight(db: Database, plans: Plans, language: Language) -> tuple[InFlight, ...]:
    return tuple(
        InFlight(
            visit=row["visit"],
            uid=row["uid"],
            who=somebody(db, row, plans, language),
            stage=Stage(row["stage"]),
            tag=row["tag"],
            since=datetime.fromisoformat(row["since"]),
        )
        for row in visits.in_flight(db)
    )


def _leaving(db: Database, at: datetime) -> tuple[datetime, ...]:
    return tuple(map(datetime.fromisoformat, leaving(db, utc_text(at - _LATELY))))
