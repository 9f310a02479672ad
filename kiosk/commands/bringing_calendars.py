"""What the commands that import a calendar share: its options, the question whether it takes the place of another, what is told of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import click

from kiosk.commands.shared import one_line, somebody_there
from kiosk.desk.imports.calendars.choosing import Choice
from kiosk.desk.imports.checked import Imported
from kiosk.errors import SecondDownload

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--room", callback=one_line(60), help="Of a calendar: where the classes are held for which it names no place."),
    click.option("--minutes", type=click.IntRange(1, 24 * 60), help="Of a calendar: how long its classes without an end take."),
    click.option("--calendar", callback=one_line(100), metavar="NAME", help="Of a calendar: the name that it gets; see kiosk calendars."),
    click.option("--replace", is_flag=True, help="Of a calendar: put another download of it in the place of the first without asking."),
)


def calendar_options(command: F) -> F:
    """``--room``, ``--minutes``, ``--calendar``, ``--replace``: the parts of a ``Choice``, by their names."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def ask_if_second(bring: Callable[[Choice], Imported], choice: Choice) -> Imported:
    """Import it; where it seems to be another download of a stored calendar, ask whoever is there.

    :raises SecondDownload: when nobody is there, or they say no.
    """
    try:
        return bring(choice)
    except SecondDownload as second:
        question = f"{second.source} seems to be the calendar “{second.calendar}” again. Put it in its place?"
        if not (somebody_there() and click.confirm(question, err=True)):
            raise
        return bring(replace(choice, calendar=second.calendar))


def calendar_as_json(imported: Imported) -> dict[str, Any]:
    """What is told of a calendar beside its counts; nothing of another file."""
    if imported.calendar is None:
        return {}
    return {"calendar": imported.calendar, "read": dict(imported.read), "left_out": list(imported.left_out)}


def calendar_as_text(imported: Imported) -> list[str]:
    """The same, a line each: how many classes of each name, and what was left out and why."""
    if imported.calendar is None:
        return []
    read = [f"{number:>6}  {name}" for name, number in imported.read]
    return [f"calendar “{imported.calendar}”:", *read, *(f"left out: {each}" for each in imported.left_out)]
