"""A family of events becomes the classes that it holds in a span of time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from kiosk.desk.imports.calendars.events import Event
from kiosk.desk.imports.calendars.families import Family
from kiosk.desk.imports.calendars.series import Change, Series, Span, exceptions_of
from kiosk.desk.imports.calendars.telling import ABOUT, Told
from kiosk.desk.imports.calendars.zones import Zones
from kiosk.desk.imports.problems import Problems
from kiosk.errors import LineUnreadable

_NO_CLASS = f"no class begins at {ABOUT}, which the calendar takes out: look whether the right one is left out"
_ONE_MORE = f"no class was to begin at {ABOUT}, which the calendar changes: it comes in as one more"


@dataclass(frozen=True, slots=True)
class Unrolled:
    """One class as the calendar has it.

    :param event: that says what it is.
    :param begins: when that event begins by itself.
    :param like: the event to ask for what that one does not say.
    :param planned: when it was to start.
    :param length: where its date has one of its own.
    """

    uid: str
    event: Event
    begins: datetime
    like: Series | None
    planned: datetime
    start: datetime
    length: timedelta | None = None


def unroll(family: Family, span: Span, zones: Zones, problems: Problems, told: Told) -> Iterator[Unrolled]:
    """The classes of a family that start in this span. What cannot be read, and may be about one of them, is noted.

    :raises TooManyClasses: when they are.
    """
    changes = _Changes(family.changes)
    any_planned = not family.series
    for series in family.series:
        planned = series.planned(span)
        any_planned = any_planned or bool(planned)
        if planned:
            yield from _held(family.uid, series, planned, changes, span, zones, problems, told)
    for change in changes.not_met():
        yield from _by_itself(family, change, span, told)
    for broken in family.broken if any_planned else ():
        problems.note(broken.problem)


def _held(
    uid: str,
    series: Series,
    planned: dict[datetime, datetime],
    changes: "_Changes",
    span: Span,
    zones: Zones,
    problems: Problems,
    told: Told,
) -> Iterator[Unrolled]:
    try:
        exceptions = exceptions_of(series, zones)
    except LineUnreadable as error:
        problems.note(error.problem)
        return
    for start in planned.values():
        length = series.added.get(start)
        if change := changes.of(start):
            if not change.event.cancelled:
                yield Unrolled(uid, change.event, change.start, series, start, change.start)
            else:
                told.leave_out("single classes that the calendar calls off", series.event)
        elif exceptions.name(start):
            told.leave_out("single classes that the calendar takes out", series.event)
        elif later := changes.since(start):
            if not later.event.cancelled:
                moved = start + (later.start.replace(tzinfo=None) - later.planned_at.astimezone(later.start.tzinfo).replace(tzinfo=None))
                yield Unrolled(uid, later.event, later.start, series, start, moved)
        else:
            yield Unrolled(uid, series.event, series.start, series, start, start, length)
    for moment in exceptions.unmet(planned.values()):
        at = moment if isinstance(moment, datetime) else datetime.combine(moment, series.start.timetz())
        if span.holds(at.astimezone(UTC)):
            told.warn(f"{series.event.known_as}: {_NO_CLASS}", told.on_clock(at))


def _by_itself(family: Family, change: Change, span: Span, told: Told) -> Iterator[Unrolled]:
    """A change of a class that there is not."""
    known_as = (family.series[0] if family.series else change).event.known_as
    in_span = span.holds(change.planned_at.astimezone(UTC))
    if in_span and (family.series or not change.event.cancelled):
        told.warn(f"{known_as}: {_NO_CLASS if change.event.cancelled else _ONE_MORE}", told.on_clock(change.planned_at))
    if not change.event.cancelled:
        like = family.series[0] if family.series else None
        yield Unrolled(family.uid, change.event, change.start, like, change.planned_at, change.start)


class _Changes:
    """What is said of single classes, of each by its latest version."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self._singles: dict[datetime | date, Change] = {}
        self._met = set[int]()
        for change in sorted(changes, key=lambda change: change.event.sequence):
            planned = change.planned
            self._singles[planned.astimezone(UTC) if isinstance(planned, datetime) else planned] = change
        self._later = sorted((each for each in self._singles.values() if each.from_then_on), key=lambda each: each.planned_at)

    def of(self, start: datetime) -> Change | None:
        """The one about the class that was to start then, on its event's clock."""
        change = self._singles.get(start.astimezone(UTC)) or self._singles.get(start.date())
        if change:
            self._met.add(change.event.number)
        return change

    def since(self, start: datetime) -> Change | None:
        """The last one that is about all classes from some moment before on."""
        return next((each for each in reversed(self._later) if each.planned_at.astimezone(UTC) <= start.astimezone(UTC)), None)

    def not_met(self) -> list[Change]:
        """Those about no class that was asked for."""
        return [change for change in self._singles.values() if change.event.number not in self._met]
