"""What the desk does about members, cards, tags and visits."""

from dataclasses import dataclass, replace
from typing import Any

from kiosk.database import visits
from kiosk.database.inside import Inside, alarms_over, inside
from kiosk.database.store import Writing
from kiosk.database.tags import known as known_tag
from kiosk.desk.asked import Desk
from kiosk.desk.door import cards, tags
from kiosk.desk.door.inside import AlarmsNoted
from kiosk.desk.door.requests import (
    AnnulVisit,
    CallStaff,
    FoundCard,
    LetOut,
    Ping,
    PutTagsBack,
    ReportLostCard,
    ReturnTag,
    WhoIsInside,
)
from kiosk.errors import RequestRefused
from kiosk.lane.card import as_mark
from kiosk.lane.events import StaffAnnulled, StaffLetOut, TagReturned
from kiosk.lane.notices import Notice, NoticeCode
from kiosk.lane.words import Stage


@dataclass(frozen=True, slots=True)
class PutBack:
    """How many tags are in the stack again."""

    tags: int


def ping(desk: Desk, request: Ping) -> None:
    """It is answered: the counter goes on."""
    del desk, request


def call_staff(desk: Desk, request: CallStaff) -> None:
    """Tell the desk."""
    del request
    desk.tell(Notice(desk.now, NoticeCode.CALL_STAFF))


def who_is_inside(desk: Desk, request: WhoIsInside) -> list[Inside]:
    """Everybody who is inside now, first in first. Whoever did not sign in is told no card numbers, and it is on record."""
    del request
    people, alarm = desk.read(lambda db: (inside(db), alarms_over(db)))
    if desk.caller.staff_no is not None:
        return people
    desk.use(AlarmsNoted).note(desk, alarm, len(people))
    return [replace(person, card_no=None) for person in people]


def annul_visit(desk: Desk, request: AnnulVisit) -> None:
    """Call it off, unless they have entered."""
    visit = _open_visit(desk, request.card_no)
    if visit["stage"] == Stage.ENTERED:
        raise RequestRefused("inside", f"{request.card_no} has entered; let them out instead")
    desk.happen(StaffAnnulled(desk.now, visit["visit"], desk.who))


def let_out(desk: Desk, request: LetOut) -> None:
    """Open the way out, if they have entered."""
    visit = _open_visit(desk, request.card_no)
    if visit["stage"] != Stage.ENTERED:
        raise RequestRefused("not_inside", f"{request.card_no} has not entered")
    desk.happen(StaffLetOut(desk.now, visit["visit"], desk.who))


def return_tag(desk: Desk, request: ReturnTag) -> None:
    """The slot passes over a tag that is not ours with a notice; whoever types its number at the desk is told."""
    if desk.read(lambda db: known_tag(db, as_mark(request.tag))) is None:
        raise RequestRefused("no_such_tag", f"there is no tag {request.tag}; look at its number and try again, as in F-001")
    desk.happen(TagReturned(desk.now, request.tag))


def put_tags_back(desk: Desk, request: PutTagsBack) -> PutBack:
    """All used tags of this pool are at the bottom of its stack again."""
    return desk.write(lambda writing: PutBack(tags.put_back(writing, request.pool, desk.stamp)))


def report_lost(desk: Desk, request: ReportLostCard) -> None:
    """Also whoever waits at the turnstile with this card just now is not let in."""

    def change(writing: Writing) -> None:
        cards.report_lost(writing, request.card_no, desk.stamp)

    visit = desk.read(lambda db: visits.open_visit_of(db, request.card_no))
    if visit and visit["stage"] != Stage.ENTERED:
        desk.happen(StaffAnnulled(desk.now, visit["visit"], desk.who), change)
    else:
        desk.write(change)


def found_again(desk: Desk, request: FoundCard) -> None:
    """The card admits again."""
    desk.write(lambda writing: cards.found_again(writing, request.card_no, desk.stamp))


def _open_visit(desk: Desk, card_no: str) -> dict[str, Any]:
    visit = desk.read(lambda db: visits.open_visit_of(db, card_no))
    if visit is None:
        raise RequestRefused("no_visit", f"{card_no} has no visit that is open")
    return visit
