"""The events of a calendar by what they have to do with each other: those with one UID are a family."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from kiosk.desk.imports.calendars.events import Event
from kiosk.desk.imports.calendars.series import Change, Series, change_of, series_of
from kiosk.desk.imports.calendars.telling import Told
from kiosk.desk.imports.calendars.times import whole_days
from kiosk.desk.imports.calendars.zones import Zones
from kiosk.desk.imports.problems import Problems
from kiosk.errors import LineUnreadable


@dataclass(slots=True)
class Family:
    """Events with one UID: those that stand for themselves, and what is said of single classes of these.

    :param broken: why some of that cannot be read. It matters where there are classes that it may be about.
    """

    uid: str
    series: list[Series] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    broken: list[LineUnreadable] = field(default_factory=list)
    called_off: bool = False


def families_of(events: Iterable[Event], zones: Zones, problems: Problems, told: Told) -> tuple[Family, ...]:
    """Every family. Of several events with one UID and one start the latest version counts; with different starts they are several.

    What cannot be read is noted, unless it is no class.
    """
    families: dict[str, Family] = {}
    versions: dict[tuple[str, datetime | None], Event] = {}
    read: dict[int, Series] = {}
    for event in events:
        if whole_days(event):
            told.leave_out("that last whole days", event)
            continue
        uid = event.text("UID") or _made_uid(event)
        family = families.setdefault(uid, Family(uid))
        if event.line("RECURRENCE-ID"):
            _take_change(family, event, zones)
            continue
        start = _start(event, zones, problems, read)
        if start is None and not event.cancelled:
            continue
        before = versions.setdefault((uid, start), event)
        if before is not event:
            later, earlier = (event, before) if event.sequence >= before.sequence else (before, event)
            versions[uid, start] = later
            told.leave_out("that stand there twice", earlier)
    for (uid, start), event in versions.items():
        bare = versions.get((uid, None))  # calls off all that it does not come before, and is no event itself
        if start is None:
            families[uid].called_off = True
        elif event.cancelled or (bare and bare.sequence >= event.sequence):
            families[uid].called_off = True
            told.leave_out("that the calendar calls off", event)
        else:
            families[uid].series.append(read[event.number])
    return tuple(family for family in families.values() if family.series or not family.called_off)


def _start(event: Event, zones: Zones, problems: Problems, read: dict[int, Series]) -> datetime | None:
    try:
        series = series_of(event, zones)
    except LineUnreadable as error:
        if not event.cancelled:
            problems.note(error.problem)
        return None
    if series is None:
        if not event.cancelled:
            problems.add(event.number, "DTSTART", f"{event.known_as} has none: it does not say when it begins")
        return None
    read[event.number] = series
    return series.start.astimezone(UTC)


def _take_change(family: Family, event: Event, zones: Zones) -> None:
    try:
        change = change_of(event, zones)
    except LineUnreadable as error:
        family.broken.append(error)
    else:
        family.changes += [change] if change else []


def _made_uid(event: Event) -> str:
    """The name of an event that has none: of its start, title and room."""
    return " ".join((event.text("DTSTART"), event.title, *event.text("LOCATION").split()))
