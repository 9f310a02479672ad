"""A file that passed its checks, and what came of storing it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.database.classes import ClassRow
from kiosk.database.imports import PersonChange, TagChange
from kiosk.database.programme import DatedClass


@dataclass(frozen=True, slots=True)
class CheckedMembers:
    """Members to store, and what the desk should look at all the same."""

    changes: tuple[PersonChange, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedStaff:
    """Staff to store. ``pins`` are the new PINs by staff number, until they are hashed."""

    changes: tuple[PersonChange, ...]
    warnings: tuple[str, ...] = ()
    pins: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class CheckedClasses:
    """Classes to store, and which of them overlap."""

    classes: tuple[ClassRow, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedCalendar:
    """The classes of a calendar, each on its day, to put in place of those that came from the calendar of this name.

    :param read: how many classes there are of each name.
    :param left_out: how many events were left out and why, a sentence for each reason.
    """

    calendar: str
    classes: tuple[DatedClass, ...]
    warnings: tuple[str, ...] = ()
    read: tuple[tuple[str, int], ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedTags:
    """Tags to store, in the order in which they go to the bottoms of their stacks."""

    changes: tuple[TagChange, ...]
    warnings: tuple[str, ...] = ()


Checked = CheckedMembers | CheckedStaff | CheckedClasses | CheckedCalendar | CheckedTags


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows were new, changed something, or said what was stored already.

    :param calendar: whose classes they are; none where they are of no calendar.
    :param read: of a calendar, how many classes there are of each name.
    :param left_out: of a calendar, how many events were left out and why.
    :param read_as: how a list was read.
    """

    added: int
    updated: int
    unchanged: int
    warnings: tuple[str, ...] = ()
    calendar: str | None = None
    read: tuple[tuple[str, int], ...] = ()
    left_out: tuple[str, ...] = ()
    read_as: str = ""
