"""How a request is declared: once, in the folder of its system."""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Any, Protocol, TypeVar, get_type_hints

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from kiosk.database.journal import Stamp
from kiosk.database.store import Store, Urgency, Writing
from kiosk.errors import RequestRefused
from kiosk.lane.events import Event
from kiosk.lane.naming import word_of
from kiosk.lane.notices import Notice

T = TypeVar("T")
Along = Callable[[Writing, Any], None]


class By(StrEnum):
    """Who may ask. What each role may is a matter of ``roles.toml``, which gives it the groups."""

    ANYBODY = "anybody"  # also where nobody has signed in
    PROGRAM = "program"  # of root's or of the counter's own user, for which the kernel vouches
    STAFF = "staff"  # a group: whoever works here
    HOUSE = "house"  # a group: whoever runs the house's voice and music
    DESK = "desk"  # a group: whoever serves members at the desk
    LEADS = "leads"  # a group: whoever answers for a shift


GROUPS = (By.STAFF, By.HOUSE, By.DESK, By.LEADS)


class Seat(Protocol):
    """The connection that asks: the session that was given to it, and the machine's user behind it."""

    token: str | None
    user: int


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, as it was when the request arrived.

    :param staff_no: whoever had signed in; none where nobody had.
    :param token: of their session.
    :param locked: they had, but nobody touched the screen for too long.
    :param program: it is a program of root's or of the counter's own user.
    """

    staff_no: str | None = None
    seat: Seat | None = None
    token: str | None = field(default=None, repr=False)
    locked: bool = False
    program: bool = False


def not_signed_in(caller: Caller) -> RequestRefused:
    """What is told to whoever must sign in first, or again."""
    if caller.locked:
        return RequestRefused("session_over", "nobody touched the screen for a while, or you signed out; sign in again")
    return RequestRefused("sign_in", "sign in first")


class Shell(Protocol):
    """What the desk needs of the counter that it works for."""

    @property
    def store(self) -> Store:
        """The database."""

    @property
    def zone(self) -> tzinfo:
        """The club's time zone."""

    def now(self) -> datetime:
        """This moment."""

    def stamp(self, at: datetime, who: str) -> Stamp:
        """When and by whom, for the journal."""

    def happen(self, event: Event, along: Callable[[Writing], None] | None = None) -> None:
        """Let the lane decide on this event. ``along`` is written in the transaction of what it records."""

    def tell(self, notice: Notice) -> None:
        """Tell the desk."""

    def in_alarm(self) -> bool:
        """Whether an alarm line is on."""

    def store_waiting_rows_of(self, mark: str, /) -> None:
        """Store what an import that counts says of whoever has this card."""

    def submit(self, job: Callable[[], None]) -> None:
        """Have this done by the counter's own thread."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the work of a request is given: who asks, when, and its way to the database and to the lane.

    :param along: is written in each transaction of this request, with what it came to.
    :param tools: the objects that live as long as the counter, by their class.
    """

    caller: Caller
    now: datetime
    stamp: Stamp
    _shell: Shell
    _along: Along
    _tools: Mapping[type, Any]

    @property
    def who(self) -> str:
        """For the journal: the staff number, or the counter itself."""
        return self.stamp.who

    @property
    def zone(self) -> tzinfo:
        """The club's time zone."""
        return self._shell.zone

    def stamp_of(self, who: str) -> Stamp:
        """For what somebody does who has not signed in yet."""
        return self._shell.stamp(self.now, who)

    def read(self, question: Callable[[Database], T]) -> T:
        """The answer to a question that changes nothing."""
        return self._shell.store.read(question, Urgency.DESK)

    def write(self, change: Callable[[Writing], T], urgency: Urgency = Urgency.DESK, /) -> T:
        """Carry out a change in one transaction. What it returns is kept with the request's key: let it be the reply."""

        def both(writing: Writing) -> T:
            value = change(writing)
            self._along(writing, value)
            return value

        return self._shell.store.write(both, urgency)

    def happen(self, event: Event, change: Callable[[Writing], object] = lambda _: None) -> None:
        """Let the lane decide on this event.

        :param change: is carried out in the transaction of what the lane records.
        """

        def both(writing: Writing) -> None:
            change(writing)
            self._along(writing, None)

        self._shell.happen(event, both)

    def tell(self, notice: Notice) -> None:
        """Tell the desk."""
        self._shell.tell(notice)

    def use(self, kind: type[T]) -> T:
        """The one object of this class that wiring gave to the desk."""
        tool: T = self._tools[kind]
        return tool


Work = Callable[[Desk, Any], Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: its type, who may ask it, and what it does. The reply's type is what ``work`` is said to return.

    :param refuses: the codes with which it can be refused, beside those of every request.
    :param repeatable: a repeat does no harm and is answered anew. Asking it is no sign that somebody touched the screen.
    :param in_alarm: anybody may ask it while an alarm line is on.
    :param beside: it is slow and touches no lane: it is carried out in the asker's own thread.
    :param touches: it says that somebody touched the screen, as whatever may not be repeated does.
    """

    request: type
    by: By
    work: Work
    _: KW_ONLY
    refuses: tuple[str, ...] = ()
    repeatable: bool = False
    in_alarm: bool = False
    beside: bool = False
    touches: bool = False

    @property
    def name(self) -> str:
        """On the wire: ``ReturnTag`` is ``return_tag``."""
        return word_of(self.request)

    @property
    def reply(self) -> Any:
        """The type of the reply's value."""
        return get_type_hints(self.work)["return"]


@dataclass(frozen=True, slots=True)
class System:
    """One system of the front desk.

    :param tables: its migrations, under a name of its own.
    """

    name: str
    asks: tuple[Asked, ...]
    _: KW_ONLY
    tables: Migrations | None = None
