"""An event with all of its classes in a span of time: those that its rules name, less its exceptions, with those that were moved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from kiosk.desk.imports.calendars.events import Event
from kiosk.desk.imports.calendars.rules import Rule, rule_of
from kiosk.desk.imports.calendars.times import listed_times, single_time, unreadable
from kiosk.desk.imports.calendars.zones import Zones
from kiosk.errors import TooManyClasses

MOST_CLASSES = 20_000


@dataclass(frozen=True, slots=True)
class Span:
    """A span of time: from ``first`` until before ``end``, in UTC."""

    first: datetime
    end: datetime

    def holds(self, moment: datetime) -> bool:
        """Whether this moment lies in it."""
        return self.first <= moment < self.end


@dataclass(frozen=True, slots=True)
class Series:
    """An event that is not one class of another. ``added`` are single classes beside the rules, with their lengths where they have one."""

    event: Event
    start: datetime
    rules: tuple[Rule, ...]
    added: Mapping[datetime, timedelta | None]

    @property
    def endless(self) -> bool:
        """Whether it goes on for ever."""
        return not all(rule.ends for rule in self.rules)

    def planned(self, span: Span) -> dict[datetime, datetime]:
        """The starts in this span, by themselves in UTC, as if there were no exception.

        :raises TooManyClasses: when they are.
        """
        found: dict[datetime, datetime] = {}
        first = () if self.rules and not any(rule.admits(self.start) for rule in self.rules) else (self.start,)
        for starts in (first, self.added, *(rule.starts(span.end) for rule in self.rules)):
            for start in starts:
                if span.holds(start.astimezone(UTC)):
                    found[start.astimezone(UTC)] = start
                    if len(found) > MOST_CLASSES:
                        raise TooManyClasses(f"more than {MOST_CLASSES}")
        return found


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Which classes do not take place: by their starts in UTC, or whole days on the event's clock."""

    moments: frozenset[datetime]
    days: frozenset[date]

    def name(self, start: datetime) -> bool:
        """Whether the class that starts then, on the event's clock, is excepted."""
        return start.astimezone(UTC) in self.moments or start.date() in self.days

    def unmet(self, starts: Iterable[datetime]) -> list[datetime | date]:
        """Those that meet none of these starts."""
        there = tuple(starts)
        moments = self.moments - {start.astimezone(UTC) for start in there}
        return [*sorted(moments), *sorted(self.days - {start.date() for start in there})]


@dataclass(frozen=True, slots=True)
class Change:
    """What the calendar says of one class of an event, or of all from then on.

    :param planned: when it was to start: a moment, or any time of a day.
    :param start: when it starts.
    """

    event: Event
    planned: datetime | date
    start: datetime
    from_then_on: bool

    @property
    def planned_at(self) -> datetime:
        """The moment when it was to start; where only the day is told, at the hour at which it starts."""
        planned = self.planned
        return planned if isinstance(planned, datetime) else datetime.combine(planned, self.start.timetz())


def series_of(event: Event, zones: Zones) -> Series | None:
    """The series of an event with a start; none when it lasts whole days.

    :raises LineUnreadable: when its start or what it recurs by cannot be read.
    """
    start = single_time(event, "DTSTART", zones)
    if not isinstance(start, datetime):
        return None
    rules = []
    for line in event.all("RRULE"):
        try:
            rules.append(rule_of(line.value, start))
        except ValueError as error:
            raise unreadable(line, event, error) from None
    added = dict(_at_hour(listed, start) for listed in listed_times(event, "RDATE", zones))
    return Series(event, start, tuple(rules), added)


def exceptions_of(series: Series, zones: Zones) -> Exceptions:
    """The exceptions of a series.

    :raises LineUnreadable: when one cannot be read.
    """
    times = [time for time, _ in listed_times(series.event, "EXDATE", zones)]
    moments = frozenset(time.astimezone(UTC) for time in times if isinstance(time, datetime))
    return Exceptions(moments, frozenset(time for time in times if not isinstance(time, datetime)))


def change_of(event: Event, zones: Zones) -> Change | None:
    """What an event says of one class of another; none when it is not about a class.

    :raises LineUnreadable: when its times cannot be read.
    """
    planned = single_time(event, "RECURRENCE-ID", zones)
    start = None if event.cancelled else single_time(event, "DTSTART", zones)
    line = event.line("RECURRENCE-ID")
    if planned is None or line is None or (start is not None and not isinstance(start, datetime)):
        return None
    if start is None:
        start = planned if isinstance(planned, datetime) else datetime.combine(planned, datetime.min.time(), zones.club)
    return Change(event, planned, start, line.params.get("RANGE", "").upper() == "THISANDFUTURE")


def _at_hour(listed: tuple[datetime | date, timedelta | None], start: datetime) -> tuple[datetime, timedelta | None]:
    """A day without a time is meant at the hour at which the event starts."""
    day, length = listed
    moment = day.astimezone(start.tzinfo) if isinstance(day, datetime) else datetime.combine(day, start.timetz())
    return moment, length
