"""Import a calendar the way the command does, and write small ones."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlite_utils import Database

from kiosk.database.known import known
from kiosk.database.programme import classes_of_calendar
from kiosk.desk.imports.calendar import check_calendar, read_calendar
from kiosk.desk.imports.calendars.choosing import AS_IT_IS, Choice
from kiosk.desk.imports.checked import Imported
from kiosk.desk.imports.whole import apply
from kiosk.errors import ImportRefused
from tests.desk.imports.importing import dump

CLUB = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 25)
CASES = Path(__file__).parent / "cases"


def event(uid: str | None, *lines: str, name: str = "尊巴", room: str | None = "大厅") -> str:
    """One event; without a UID or a room where there is none."""
    named = [f"UID:{uid}"] if uid is not None else []
    place = [f"LOCATION:{room}"] if room is not None else []
    return "\r\n".join(["BEGIN:VEVENT", *named, f"SUMMARY:{name}", *place, *lines, "END:VEVENT"])


def calendar(*events: str, name: str = "Club") -> str:
    """A calendar of these events. The first one begins on line 5."""
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//t//t//EN", f"X-WR-CALNAME:{name}", *events, "END:VCALENDAR", ""])


@dataclass(frozen=True, slots=True)
class Bring:
    """Imports calendars into one database from files in one folder."""

    db: Database
    folder: Path

    def __call__(self, content: str | bytes | Path, choice: Choice = AS_IT_IS) -> Imported:
        file = self.folder / "classes.ics"
        if isinstance(content, Path):
            file = content
        else:
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        checked = check_calendar(read_calendar(file), known(self.db), TODAY, CLUB, choice)
        self.db.execute("BEGIN IMMEDIATE")
        imported = apply(self.db, checked)
        self.db.conn.commit()
        return imported

    def problems(self, content: str | bytes | Path) -> list[str]:
        """What is told of a calendar that is refused and changes nothing."""
        before = dump(self.db)
        with pytest.raises(ImportRefused) as refused:
            self(content)
        assert dump(self.db) == before
        return [str(problem) for problem in refused.value.problems]

    def stored(self, name: str = "Club") -> list[str]:
        """The classes of a calendar: key, start in UTC, minutes, room."""
        return sorted(f"{one.key} {one.start[:16]} {one.minutes} {one.room}" for one in classes_of_calendar(self.db, name).values())

    def starts(self, name: str = "Club") -> list[str]:
        """When the classes of a calendar start, in UTC."""
        return sorted(one.start[:16] for one in classes_of_calendar(self.db, name).values())
