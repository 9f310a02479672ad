"""Rules that several kinds of file share."""

from collections.abc import Iterable, Sequence

from kiosk.database.known import BeforeImport, Owner, OwnerKind, Term
from kiosk.desk.imports.cells import quoted
from kiosk.desk.imports.columns import Entry, in_lines
from kiosk.desk.imports.problems import Problems


def check_once(entries: Iterable[Entry], column: str, problems: Problems) -> None:
    """Note each value of this column that stands in an earlier line already."""
    lines: dict[str, int] = {}
    for entry in entries:
        value = entry.text(column)
        if value is not None and (first := lines.setdefault(value, entry.line)) != entry.line:
            problems.add(entry.line, column, f"{quoted(value)} stands in line {first} already")


def check_uids(entries: Sequence[Entry], kind: OwnerKind, number: str, column: str, known: BeforeImport, problems: Problems) -> None:
    """Note each UID that is somebody else's, unless this very file gives that one another.

    :param number: the column with the owner's number.
    :param column: the column with the UID.
    """
    given = {entry.text(number): entry.text(column) for entry in entries}
    for entry in entries:
        uid = entry.text(column)
        owner = known.uids.get(uid) if uid else None
        if owner is None or owner == Owner(kind, entry.text(number) or ""):
            continue
        if owner.kind != kind or given.get(owner.number) in (None, uid):
            problems.add(entry.line, column, f"{uid} belongs to {owner.kind} {owner.number}")


def check_order(entry: Entry, first: str, last: str, stored: tuple[str | None, str | None], problems: Problems) -> None:
    """Note a last day before the first one; ``stored`` are the days that count where the file has no such column."""
    from_day = entry.text(first) if first in entry.values else stored[0]
    until_day = entry.text(last) if last in entry.values else stored[1]
    if from_day and until_day and until_day < from_day:
        column = last if last in entry.values else first
        problems.add(entry.line, column, f"{last} {until_day} is before {first} {from_day}")


def unknown_staff(entries: Iterable[Entry], columns: Sequence[str], known: BeforeImport) -> list[str]:
    """One warning for each staff number in these columns that nobody has."""
    found: dict[tuple[str, str], list[int]] = {}
    for entry in entries:
        for column in columns:
            number = entry.text(column)
            if number and number not in known.staff:
                found.setdefault((column, number), []).append(entry.line)
    return [f"{column} {quoted(number)} is nobody's staff number ({in_lines(lines)})" for (column, number), lines in found.items()]


def taken_away(entries: Iterable[Entry], known: BeforeImport) -> list[str]:
    """One warning for each column whose empty cells take away what is stored of members."""
    found: dict[str, list[int]] = {}
    for entry in entries:
        emptied = [column for column, value in entry.values.items() if value is None]
        if emptied:
            stored = known.members.get(entry.text("card_no") or "", Term())
            for column in emptied:
                if column in stored.filled:
                    found.setdefault(column, []).append(entry.line)
    return [f"{column}: empty cells take away what is stored of {len(lines)} ({in_lines(lines)})" for column, lines in found.items()]
