"""Requests of ``kiosk import`` while a counter runs. Only root and the counter's own user may ask these."""

from dataclasses import dataclass
from enum import StrEnum


class ImportKind(StrEnum):
    """What a file can hold."""

    MEMBERS = "members"
    STAFF = "staff"
    CLASSES = "classes"
    TAGS = "tags"


@dataclass(frozen=True, slots=True)
class BeginImport:
    """A file was checked and its rows will come; the reply's ``import`` is the number of the import.

    :param after: the number of the import that was the last one when the file was checked; 0 when there was none.
    :param calendar: of which calendar the classes are; none when they are of the weekly timetable, or no classes.
    """

    kind: ImportKind
    rows: int
    after: int
    calendar: str | None = None


@dataclass(frozen=True, slots=True)
class ImportRows:
    """The next rows of this import, each a JSON object."""

    number: int
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FinishImport:
    """All rows are there: from now on they count."""

    number: int


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far it is: ``done``, ``of``, and ``added``, ``updated``, ``unchanged`` so far."""

    number: int
