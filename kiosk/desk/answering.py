"""Requests of the desk and of simulated hardware: the role, the rule, the work, the one reply."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.counter.counter import Counter
from kiosk.counter.gather import as_mark
from kiosk.database import people, visits
from kiosk.database.store import Urgency
from kiosk.database.tags import known as known_tag
from kiosk.desk.announcing.work import VoiceDesk
from kiosk.desk.classes.work import ClassDesk, ClassRequest
from kiosk.desk.days import day_of
from kiosk.desk.door import cards, tags
from kiosk.desk.door.inside import InsideDesk
from kiosk.desk.figures.figures import as_json, figures
from kiosk.desk.requests import (
    AnnulVisit,
    CallStaff,
    FoundCard,
    Handover,
    ImportRequest,
    LetOut,
    Ping,
    PutTagsBack,
    ReportLostCard,
    Request,
    ReturnTag,
    SampleCards,
    SignIn,
    Simulate,
    WhoIsInside,
)
from kiosk.desk.roles import Role, may, needs_sign_in
from kiosk.desk.staff.sign_in import sign_in
from kiosk.errors import RequestRefused
from kiosk.lane.events import StaffAnnulled, StaffLetOut, TagReturned
from kiosk.lane.notices import Notice, NoticeCode
from kiosk.lane.words import Stage

Play = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Answering:
    """Answers requests, in the counter's own thread.

    :param classes: answers what is asked about classes.
    :param voice: answers what is asked about announcements and music.
    :param inside: answers who is inside.
    :param play: carries out a script's line on simulated hardware; none on real hardware.
    :param samples: cards to try, on simulated hardware.
    """

    counter: Counter
    classes: ClassDesk
    voice: VoiceDesk
    inside: InsideDesk
    play: Play | None = None
    samples: tuple[dict[str, str], ...] = ()

    def answer(self, request: Request, staff_no: str | None) -> Any:
        """Do what was asked by this member of staff (none when nobody signed in); returns the reply's value.

        :raises RequestRefused: when a rule forbids it.
        """
        if needs_sign_in(request, in_alarm=bool(self.counter.lane.lines_on)):
            self._check_role(request, staff_no)
        who = staff_no or "counter"
        match request:
            case SignIn(staff_no=number, pin=pin):
                now = self.counter.clock.now()
                return sign_in(self.counter.store, number, pin, now, self.counter.stamp(now, number))
            case Ping():
                return None
            case CallStaff():
                return self.counter.audience.tell(Notice(self.counter.clock.now(), NoticeCode.CALL_STAFF))
            case WhoIsInside():
                return self.inside.answer(staff_no)
            case Handover(day=day):
                return self._handover(day)
            case AnnulVisit(card_no=card_no):
                return self._annul(card_no, who)
            case LetOut(card_no=card_no):
                return self._let_out(card_no, who)
            case ReturnTag(tag=tag):
                return self._return_tag(tag)
            case PutTagsBack(pool=pool):
                return {"tags": self._write(lambda writing, stamp: tags.put_back(writing, pool, stamp), who)}
            case ReportLostCard(card_no=card_no):
                return self._report_lost(card_no, who)
            case FoundCard(card_no=card_no):
                self.counter.store_waiting_rows_of(card_no)
                return self._write(lambda writing, stamp: cards.found_again(writing, card_no, stamp), who)
            case Simulate(line=line):
                return self._simulate(line)
            case SampleCards():
                return list(self.samples)
            case _ if isinstance(request, ImportRequest):
                raise RequestRefused("not_here", "rows are handed over by kiosk import")
            case _ if isinstance(request, ClassRequest):
                return self.classes.answer(request, who)
            case _:
                return self.voice.answer(request, who)

    def _check_role(self, request: Request, staff_no: str | None) -> None:
        if staff_no is None:
            raise RequestRefused("sign_in", "sign in first")
        row = self.counter.store.read(lambda db: people.staff_member(db, staff_no), Urgency.DESK)
        if row is None:
            raise RequestRefused("no_such_staff", f"nobody works here under the number {staff_no}")
        if not may(Role(row["role"]), request):
            raise RequestRefused("not_allowed", f"a {row['role']} may not do this; ask the lead")

    def _write(self, change: Callable[..., Any], who: str) -> Any:
        stamp = self.counter.stamp(self.counter.clock.now(), who)
        return self.counter.store.write(lambda writing: change(writing, stamp), Urgency.DESK)

    def _handover(self, day: str | None) -> dict[str, Any]:
        now, rules = self.counter.clock.now(), self.counter.house.rules
        wanted = day_of(day) if day else rules.business_day(now)
        return as_json(self.counter.store.read(lambda db: figures(db, wanted, now, rules.zone), Urgency.DESK))

    def _return_tag(self, tag: str) -> None:
        """The slot passes over a tag that is not ours with a notice; whoever types its number at the desk is told."""
        if self.counter.store.read(lambda db: known_tag(db, as_mark(tag)), Urgency.DESK) is None:
            raise RequestRefused("no_such_tag", f"there is no tag {tag}; look at its number and try again, as in F-001")
        self.counter.happen(TagReturned(self.counter.clock.now(), tag))

    def _report_lost(self, card_no: str, by: str) -> None:
        """Also whoever waits at the turnstile with this card just now is not let in."""
        self.counter.store_waiting_rows_of(card_no)
        self._write(lambda writing, stamp: cards.report_lost(writing, card_no, stamp), by)
        visit = self.counter.store.read(lambda db: visits.open_visit_of(db, card_no), Urgency.DESK)
        if visit and visit["stage"] != Stage.ENTERED:
            self.counter.happen(StaffAnnulled(self.counter.clock.now(), visit["visit"], by))

    def _annul(self, card_no: str, by: str) -> None:
        visit = self._open_visit(card_no)
        if visit["stage"] == Stage.ENTERED:
            raise RequestRefused("inside", f"{card_no} has entered; let them out instead")
        self.counter.happen(StaffAnnulled(self.counter.clock.now(), visit["visit"], by))

    def _let_out(self, card_no: str, by: str) -> None:
        visit = self._open_visit(card_no)
        if visit["stage"] != Stage.ENTERED:
            raise RequestRefused("not_inside", f"{card_no} has not entered")
        self.counter.happen(StaffLetOut(self.counter.clock.now(), visit["visit"], by))

    def _open_visit(self, card_no: str) -> dict[str, Any]:
        visit = self.counter.store.read(lambda db: visits.open_visit_of(db, card_no), Urgency.DESK)
        if visit is None:
            raise RequestRefused("no_visit", f"{card_no} has no visit that is open")
        return visit

    def _simulate(self, line: dict[str, Any]) -> None:
        if self.play is None:
            raise RequestRefused("real_hardware", "this counter works with real devices; nothing can be simulated")
        self.play(line)
