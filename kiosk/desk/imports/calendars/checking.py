"""What a class of a calendar is called, where it is held and how long it takes: checked once for each event."""

import re
from dataclasses import dataclass
from datetime import timedelta

from kiosk.desk.imports import cells
from kiosk.desk.imports.calendars.choosing import Choice
from kiosk.desk.imports.calendars.events import Event
from kiosk.desk.imports.calendars.lines import UNREADABLE, shown
from kiosk.desk.imports.calendars.telling import ABOUT, Told
from kiosk.desk.imports.calendars.times import length_of
from kiosk.desk.imports.calendars.unrolling import Unrolled
from kiosk.desk.imports.calendars.zones import Zones
from kiosk.desk.imports.problems import Problems
from kiosk.desk.imports.ruined import without_controls
from kiosk.errors import LineUnreadable

LONGEST_NAME = 100
LONGEST_ROOM = 60
_NAME = cells.text(LONGEST_NAME)
_CALLED_OFF = re.compile(r"\bcancell?ed\b|已取消|^\W*取消\W", re.IGNORECASE)
_ADDRESS = re.compile(r"[0-9]|[省市区县镇乡路街巷号]")
_AFTER_ROOM = re.compile(r"\s*[,，;；]\s*")


@dataclass(frozen=True, slots=True)
class Plain:
    """What is stored of a class, beside its start."""

    name: str
    room: str
    minutes: int


class Checking:
    """Checks the classes of one calendar; what is wrong with an event is noted once, with its line."""

    def __init__(self, zones: Zones, choice: Choice, problems: Problems, told: Told) -> None:
        self._zones = zones
        self._choice = choice
        self._problems = problems
        self._told = told
        self._plain: dict[tuple[int, timedelta | None], Plain | None] = {}

    def plain(self, one: Unrolled) -> Plain | None:
        """What is stored of it; none when that is noted as wrong."""
        key = (one.event.number, one.length)
        if key not in self._plain:
            self._plain[key] = self._checked(one)
        return self._plain[key]

    def _checked(self, one: Unrolled) -> Plain | None:
        self._look_at_zones(one)
        name, room, minutes = self._name(one), self._room(one), self._minutes(one)
        if _CALLED_OFF.search(name or ""):
            about = f"{one.event.known_as} {self._told.on_clock(one.start)}"
            self._told.warn(f"called off by its title alone, so it comes in and is called: {ABOUT}; cancel it at the desk", about)
        return Plain(name, room, minutes) if name and room and minutes else None

    def _name(self, one: Unrolled) -> str | None:
        event = _saying(one, "SUMMARY")
        if event is None:
            self._problems.add(one.event.number, "SUMMARY", f"{one.event.known_as} has none; it is the name of the class")
            return None
        return self._text(event, "SUMMARY", event.title)

    def _room(self, one: Unrolled) -> str | None:
        event = _saying(one, "LOCATION")
        if event is None:
            if self._choice.room is None:
                reason = f"{one.event.known_as} has none; it is the room of the class. Say with --room where such classes are held"
                self._problems.add(one.event.number, "LOCATION", reason)
            return self._choice.room
        whole = event.text("LOCATION")
        room = shortened(whole)
        if room != whole:
            self._told.warn(f"a room is one short line; shortened to {ABOUT}", shown(room))
        return self._text(event, "LOCATION", room)

    def _text(self, event: Event, name: str, content: str) -> str | None:
        line = event.line(name)
        try:
            if UNREADABLE in content:
                raise ValueError(f"{shown(content)} is not UTF-8: export the calendar again, as UTF-8")
            return str(_NAME(without_controls(content)))
        except ValueError as error:
            self._problems.add(line.number if line else None, name, str(error))
            return None

    def _minutes(self, one: Unrolled) -> int | None:
        told = f"{one.event.known_as} on {self._told.on_clock(one.start)}"
        try:
            length, line = self._length(one)
        except LineUnreadable as error:
            self._problems.note(error.problem)
            return None
        minutes = round(length.total_seconds() / 60) if length else self._choice.minutes
        if minutes is None:
            self._problems.add(line, "DTEND", f"{told} does not say when it ends. Say with --minutes how long such classes take")
        elif minutes < 0:
            self._problems.add(line, "DTEND", f"{told} ends before it starts")
        elif not 1 <= minutes <= cells.MINUTES_A_DAY:
            self._problems.add(line, "DTEND", f"{told} takes {minutes} minutes; a class takes 1 to {cells.MINUTES_A_DAY}")
        else:
            return minutes
        return None

    def _length(self, one: Unrolled) -> tuple[timedelta | None, int]:
        """How long it takes, by whatever says so, and the line that does, else the line of the event."""
        if one.length is not None:
            return one.length, one.event.number
        length = length_of(one.event, one.begins, self._zones)
        if length is None and one.like:
            length = length_of(one.like.event, one.like.start, self._zones)
        line = one.event.line("DTEND") or one.event.line("DURATION")
        return length, line.number if line else one.event.number

    def _look_at_zones(self, one: Unrolled) -> None:
        for line in one.event.lines:
            zone = line.params.get("TZID")
            if zone is not None and self._zones.find(zone) is None:
                self._told.warn(f"the zone {shown(zone)} is not known, its times are taken for the club's: {ABOUT}", one.event.known_as)


def shortened(location: str) -> str:
    """The room in what a calendar calls a location: its first line, without an address behind it."""
    line = next((" ".join(line.split()) for line in location.splitlines() if line.strip()), "")
    room, *behind = _AFTER_ROOM.split(line, maxsplit=1)
    if room and behind and (_ADDRESS.search(behind[0]) or len(line) > LONGEST_ROOM):
        line = room
    return line[:LONGEST_ROOM].rstrip()


def _saying(one: Unrolled, name: str) -> Event | None:
    """Who says it: the event of this one class, else the one that it belongs to."""
    events = (one.event, one.like.event) if one.like else (one.event,)
    return next((event for event in events if event.text(name)), None)
