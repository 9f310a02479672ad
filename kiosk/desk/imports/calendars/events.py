"""The events of a calendar, and the zones that it describes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kiosk.desk.imports.calendars.lines import Line, OddLine, shown


@dataclass(frozen=True, slots=True)
class Event:
    """One event: its own lines, without those of its alarms. ``number`` is the line on which it begins."""

    number: int
    lines: tuple[Line, ...]

    def line(self, name: str) -> Line | None:
        """The first line of this name that says anything."""
        return next(iter(self.all(name)), None)

    def all(self, name: str) -> tuple[Line, ...]:
        """Every line of this name that says anything."""
        return tuple(line for line in self.lines if line.name == name and line.value)

    def text(self, name: str) -> str:
        """What the first line of this name says; nothing when there is none."""
        line = self.line(name)
        return line.text if line else ""

    @property
    def title(self) -> str:
        """Its title on one line."""
        return " ".join(self.text("SUMMARY").split())

    @property
    def known_as(self) -> str:
        """What to call it in a sentence."""
        return shown(self.title or self.text("UID") or "an event")

    @property
    def cancelled(self) -> bool:
        """Whether the calendar calls it off."""
        return self.text("STATUS").upper() == "CANCELLED"

    @property
    def sequence(self) -> int:
        """Which version of it this is."""
        text = self.text("SEQUENCE")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@dataclass(frozen=True, slots=True)
class Contents:
    """All that is read of a calendar.

    :param zones: descriptions of zones by their names, each a whole VTIMEZONE.
    :param odd: lines inside of events that are no property.
    :param unclosed: the line on which something begins that does not end; none in a whole file.
    """

    name: str
    events: tuple[Event, ...]
    zones: Mapping[str, str]
    odd: tuple[OddLine, ...]
    unclosed: int | None


@dataclass(slots=True)
class _Open:
    kind: str
    number: int
    lines: list[Line] = field(default_factory=list)


def contents_of(lines: Iterable[Line | OddLine]) -> Contents | None:
    """What stands in these lines; none when they are no calendar."""
    parts, name, odd = list[_Open](), "", list[OddLine]()
    events, zones = list[Event](), dict[str, str]()
    zone_lines = list[Line]()
    begun = False
    for line in lines:
        if not begun and (isinstance(line, OddLine) or line.begins != "VCALENDAR"):
            return None
        begun = True
        if isinstance(line, OddLine):
            odd += [line] if parts and parts[-1].kind == "VEVENT" else []
            continue
        if line.begins:
            zone_lines = [] if line.begins == "VTIMEZONE" else zone_lines
            parts.append(_Open(line.begins, line.number))
        zone_lines += [line] if any(part.kind == "VTIMEZONE" for part in parts) else []
        if line.ends:
            for closed in _closed(parts, line.ends):
                if closed.kind == "VEVENT":
                    events.append(Event(closed.number, tuple(closed.lines)))
                elif closed.kind == "VTIMEZONE":
                    zones |= {each.value: _as_text(zone_lines) for each in closed.lines if each.name == "TZID"}
        elif not line.begins and parts:
            parts[-1].lines.append(line)
            if line.name == "X-WR-CALNAME" and parts[-1].kind == "VCALENDAR":
                name = name or " ".join(line.text.split())
    if not begun:
        return None
    return Contents(name, tuple(events), zones, tuple(odd), parts[-1].number if parts else None)


def _closed(parts: list[_Open], kind: str) -> list[_Open]:
    """What this end closes: also what should have ended before. An end of something that never began closes nothing."""
    if all(part.kind != kind for part in parts):
        return []
    closed = [parts.pop()]
    while closed[-1].kind != kind:
        closed.append(parts.pop())
    return closed


def _as_text(lines: Iterable[Line]) -> str:
    return "".join(f"{line.name}:{line.value}\r\n" for line in lines)
