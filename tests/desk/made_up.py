"""A desk with two made-up requests, for the way that every request goes."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kiosk.database.store import Store, Writing
from kiosk.desk.answering import Answering
from kiosk.desk.asked import Asked, By, Caller, Desk
from kiosk.desk.outcome import Outcome
from kiosk.desk.roles import Role, Roles
from kiosk.desk.sessions import Sessions
from kiosk.desk.staff.system import SYSTEM as STAFF
from kiosk.errors import LaneFailed, RequestRefused
from kiosk.lane.events import StaffLetOut
from kiosk.wire.messages import plain
from tests.club import at, make_club
from tests.desk_of import FakeShell

NOW = datetime.fromisoformat(at("18:20:00"))
LEAD = Caller("S01")


@dataclass(frozen=True, slots=True)
class Note:
    """Write something down."""

    text: str
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Look:
    """Count what was written down."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many."""

    notes: int


@dataclass(slots=True)
class Seat:
    token: str | None = None
    user: int = 54_321


@dataclass(slots=True)
class Watch:
    now_s: float = 0.0

    def __call__(self) -> float:
        return self.now_s


def note(desk: Desk, request: Note) -> Count:
    match request.text:
        case "refuse":
            raise RequestRefused("no_note", "not this one")
        case "fail":
            raise ValueError(request.text)
        case "fail after":
            desk.write(lambda writing: _written(writing, desk))
            raise ValueError(request.text)
        case "lane":
            desk.happen(StaffLetOut(desk.now, 1, desk.who))
            return Count(0)
        case "lane fails":
            raise LaneFailed
    return desk.write(lambda writing: _written(writing, desk))


def _written(writing: Writing, desk: Desk) -> Count:
    writing.journal(desk.stamp, "note", {})
    return Count(_notes(writing))


def _notes(writing: Writing) -> int:
    return int(writing.db.execute("SELECT count(*) FROM journal WHERE what = 'note'").fetchone()[0])


def look(desk: Desk, request: Look) -> Count:
    del request
    return Count(desk.read(lambda db: int(db.execute("SELECT count(*) FROM journal WHERE what = 'note'").fetchone()[0])))


NOTES = (Asked(Note, By.LEADS, note, refuses=("no_note",)), Asked(Look, By.STAFF, look, repeatable=True, in_alarm=True))


class House:
    """A desk with two made-up requests, over the small club's database."""

    def __init__(self, folder: Path) -> None:
        self.home = make_club(folder)
        self.watch = Watch()
        self.start()

    def start(self) -> None:
        self.store = Store(self.home.database_file, "main")
        self.shell = FakeShell(self.store, NOW)
        self.sessions = Sessions(60, 3600, self.watch)
        asks = {asked.request: asked for asked in (*NOTES, *STAFF.asks)}
        roles = Roles({role: frozenset({"staff", "leads"} if role is Role.LEAD else {"staff"}) for role in Role})
        self.answering = Answering(self.shell, asks, roles, self.sessions, {Sessions: self.sessions}, plain)

    def restart(self) -> None:
        """The power goes: what is in memory is lost."""
        self.store.close()
        self.start()

    def ask(self, request: object, key: str | None = None, caller: Caller = LEAD) -> Outcome:
        return self.answering.answer(caller, request, key)

    def at(self, seat: Seat, request: object, key: str | None = None) -> Outcome:
        """Ask from this connection; what waits for the counter's thread is done at once."""
        outcomes: list[Outcome] = []
        self.answering.arrive(seat, request, key, outcomes.append)
        for job in self.shell.jobs:
            job()
        self.shell.jobs.clear()
        (outcome,) = outcomes
        return outcome

    def notes(self) -> int:
        outcome = self.ask(Look())
        return int(outcome.value["notes"])
