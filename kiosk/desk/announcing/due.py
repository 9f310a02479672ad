"""Class announcements: which calls of the classes are due. Pure: the classes, what was said, and the time decide.

A class is called some minutes before it starts and once more shortly before, never more than twice in all. A call that was said is known by
its class, which call it was, and when it was due: a class that is moved has new calls, but no more than are left of its two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby, pairwise

from kiosk.desk.classes.programme import Occurrence

MOST_CALLS = 2


class Which(StrEnum):
    """Which call of a class it is: the two by the clock, or one that staff asked for."""

    FIRST = "first"
    SECOND = "second"
    ASKED = "asked"


class State(StrEnum):
    """How it stands with a call."""

    SAID = "said"
    COMING = "coming"
    DUE = "due"  # to be ordered now
    SKIPPED = "skipped"


class Why(StrEnum):
    """Why a call is not said."""

    LATE = "late"  # its time went by: the counter was off, something else was being said, or the clock jumped
    QUIET = "quiet"  # it falls into the quiet hours
    CLOSED = "closed"  # the club is shut that day
    CANCELLED = "cancelled"  # the class does not take place
    SAID_TWICE = "said_twice"  # no more than two for one class
    TIME_UNKNOWN = "time_unknown"  # nobody knows what time it is


@dataclass(frozen=True, slots=True)
class CallRules:
    """The house's numbers.

    :param first: so long before its start a class is called.
    :param second: so long before its start it is called again; none for one call only.
    :param late: a call that is later than this is not said.
    :param quiet: from and until when nothing is called, on the club's clock; both equal is never.
    :param closed_on: days without any call.
    :param lead: so long before a call is due the loudspeaker is told to make it, for its first word to be heard on the second.
    """

    first: timedelta = timedelta(minutes=15)
    second: timedelta | None = timedelta(minutes=5)
    late: timedelta = timedelta(minutes=3)
    quiet: tuple[time, time] = (time(22, 30), time(9, 30))
    closed_on: frozenset[date] = frozenset()
    lead: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Said:
    """A call that was said, or that the counter was about to say when its power went.

    ``start`` is what it said of the class, ``at`` when its first word was to be heard: when it was due, or later, never earlier.
    """

    key: str
    which: Which
    due: datetime
    start: datetime
    name: str
    room: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Call:
    """One call of one class. ``due`` is when its first word is to be heard, ``at`` when it was said, ``why`` why it is not."""

    one: Occurrence
    which: Which
    due: datetime
    state: State
    at: datetime | None = None
    why: Why | None = None


def calls(
    classes: Iterable[Occurrence], said: Sequence[Said], now: datetime, rules: CallRules, time_known: bool = True
) -> tuple[Call, ...]:
    """Every call of these classes by the clock, and those that staff asked for, in the order in which they are due."""
    found: list[Call] = []
    for one in classes:
        of_it = said_of(one, said)
        found += (Call(one, each.which, each.due, State.SAID, each.at) for each in of_it)
        done = {(each.which, each.due) for each in of_it}
        ahead = [(which, due) for which, due in _by_clock(one, rules) if (which, due) not in done]
        # When both are due at once, only the later one can still be said in time.
        late = {which for (which, _), (_, next_due) in pairwise(ahead) if next_due - rules.lead <= now}
        found += (_call(one, which, due, len(of_it), which in late, now, rules, time_known) for which, due in ahead)
    return tuple(sorted(found, key=lambda call: (call.due, call.one.start, call.one.room, call.one.name)))


def together(due: Iterable[Call]) -> tuple[tuple[Call, ...], ...]:
    """Calls as they are announced: classes that start at one moment are one announcement. The soonest class comes first."""
    in_order = sorted(due, key=lambda call: (call.one.start.astimezone(UTC), call.one.room, call.one.name))
    return tuple(tuple(group) for _, group in groupby(in_order, key=lambda call: call.one.start.astimezone(UTC)))


def said_of(one: Occurrence, said: Iterable[Said]) -> tuple[Said, ...]:
    """What was said of this class, also under the key that another timetable gives it."""
    same = (one.start.astimezone(UTC), one.name, one.room)
    return tuple(each for each in said if each.key == one.key or (each.start.astimezone(UTC), each.name, each.room) == same)


def quiet_at(at: datetime, quiet: tuple[time, time]) -> bool:
    """Whether this moment, on the club's clock, lies in the quiet hours."""
    begins, ends = quiet
    if begins <= ends:
        return begins <= at.time() < ends
    return not ends <= at.time() < begins


def _by_clock(one: Occurrence, rules: CallRules) -> tuple[tuple[Which, datetime], ...]:
    start = one.start.astimezone(UTC)
    first = (Which.FIRST, start - rules.first)
    return (first,) if rules.second is None else (first, (Which.SECOND, start - rules.second))


def _call(
    one: Occurrence, which: Which, due: datetime, said: int, too_late: bool, now: datetime, rules: CallRules, time_known: bool
) -> Call:
    why = _why_not(one, due, said, too_late, now, rules, time_known)
    if why:
        return Call(one, which, due, State.SKIPPED, why=why)
    return Call(one, which, due, State.COMING if now < due - rules.lead else State.DUE)


def _why_not(one: Occurrence, due: datetime, said: int, too_late: bool, now: datetime, rules: CallRules, time_known: bool) -> Why | None:
    local = due.astimezone(one.start.tzinfo)
    if one.cancelled:
        return Why.CANCELLED
    if said >= MOST_CALLS:
        return Why.SAID_TWICE
    if one.start.date() in rules.closed_on:
        return Why.CLOSED
    if quiet_at(local, rules.quiet):
        return Why.QUIET
    if not time_known:
        return Why.TIME_UNKNOWN
    if too_late or now > due + rules.late or now >= one.start.astimezone(UTC):
        return Why.LATE
    return None
