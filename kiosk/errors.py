"""What goes wrong, on one page, by who can act on it. Where a built-in error says it too, ours is one of those as well."""

import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

log = logging.getLogger("kiosk")


class KioskError(Exception):
    """Anything that is told in one plain sentence. ``exit_code`` is the command's."""

    exit_code = 1


# The technician


class SettingsError(KioskError, ValueError):
    """The settings are wrong. Holds every mistake, one a line."""

    exit_code = 2

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class BadValue(KioskError, ValueError):
    """A value that its settings key cannot hold: what is wrong; what is wanted."""


class HomeError(KioskError):
    """The home folder, its socket or its lock cannot be used, or its counter does not answer."""


class DatabaseUnusable(KioskError):
    """The database cannot be used: locked, damaged, no room, or no database. The text says which, in one sentence."""


class DatabaseNewer(DatabaseUnusable):
    """A newer program made the database: a restart of this one is of no use."""

    exit_code = 2


class ScreenError(KioskError, RuntimeError):
    """The touchscreen cannot be shown: there is no display, or no font."""


class LibraryMissing(KioskError, ImportError):
    """A library of the real hardware is not installed; the text is its name."""


class ServiceSilent(KioskError, ConnectionError):
    """The PC/SC service does not answer."""


class LineRefused(KioskError, OSError):
    """A GPIO line cannot be had now. ``taken``: somebody else holds it."""

    def __init__(self, pin: int, taken: bool, reason: str) -> None:
        super().__init__(f"GPIO line {pin}: {reason}")
        self.taken = taken


class PcscError(KioskError, OSError):
    """A call to the PC/SC service failed; ``code`` is the SCARD error."""

    def __init__(self, code: int) -> None:
        super().__init__(f"PC/SC error {code:#010x}")
        self.code = code


class CardUnreadable(KioskError, ValueError):
    """The card, or the reader for it, gave no UID."""


# Whoever wrote a line, a script or a file


class MessageError(KioskError, ValueError):
    """A line on the socket or in a script that cannot be read."""


class NoAsk(MessageError):
    """A line that is no request. ``number`` is the one it bore, so that it gets its reply; 0 when it bore none."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__(text)
        self.number = number


class ScriptError(MessageError):
    """The script cannot be played. Holds every mistake, one a line."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Problem:
    """One bad place of a file. ``line`` counts from 1; none for both means the file as a whole."""

    line: int | None
    column: str | None
    reason: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (f"line {self.line}" if self.line else "", self.column or "") if part)
        return f"{place}: {self.reason}" if place else self.reason


class ImportRefused(KioskError, ValueError):
    """Nothing was imported. ``problems`` are the first ones, ``count`` is how many there are in all."""

    def __init__(self, source: str, problems: tuple[Problem, ...], count: int) -> None:
        super().__init__(source, problems, count)
        self.source = source
        self.problems = problems
        self.count = count

    def __str__(self) -> str:
        if self.count == 1:
            return f"nothing was imported from {self.source}: {self.problems[0]}"
        lines = [f"nothing was imported from {self.source}: {self.count} problems", *(f"  {problem}" for problem in self.problems)]
        if self.count > len(self.problems):
            lines.append(f"  … and {self.count - len(self.problems)} more")
        return "\n".join(lines)


class LineUnreadable(KioskError, ValueError):
    """A line of a calendar that cannot be read. It matters only where it may be about a class."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class TooManyClasses(KioskError, ValueError):
    """A calendar holds more classes than a counter takes in."""


class SecondDownload(ImportRefused):
    """The file seems to be another download of a calendar that is stored. Nothing was imported before somebody says what is meant.

    ``calendar`` is the one that is stored.
    """

    def __init__(self, source: str, calendar: str) -> None:
        reason = f"it seems to be the calendar “{calendar}” again; to put it in its place say --replace, to keep both say --calendar NAME"
        super().__init__(source, (Problem(None, None, reason),), 1)
        self.calendar = calendar


# The desk


class RequestRefused(KioskError):
    """A request that a rule forbids. ``code`` is for the screen's catalogue, the text says what to do."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


# Whoever mends the program


class LaneFailed(Exception):
    """The lane failed at an event that the desk brought about. It ends the counter, as when a card had brought it about."""


def way_of(error: BaseException) -> str:
    """Which error this was and through which functions it came, newest first, and what it came of: for a log.

    Without a message and without any value: these may be about people.
    """
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in chain:
        chain.append(link)
        link = link.__cause__ or link.__context__
    return "; because of ".join(map(_way, chain))


def _way(error: BaseException) -> str:
    frames = [
        f"{Path(frame.f_code.co_filename).name}:{line} {frame.f_code.co_name}" for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    return f"{type(error).__name__} at {' < '.join(reversed(frames))}"


@contextmanager
def barrier(what: str) -> Iterator[None]:
    """Whatever fails in this block is one line in the log, and no failure of whoever called. What the lane fails at passes.

    :param what: what was being done, without a word about people.
    """
    try:
        yield
    except LaneFailed:
        raise
    except Exception as error:
        log.error("failed what=%s error=%s", what, way_of(error))
