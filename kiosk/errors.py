"""What goes wrong, by who can act on it."""

import traceback
from pathlib import Path


class KioskError(Exception):
    """Anything that is told in one plain sentence. ``exit_code`` is the command's."""

    exit_code = 1


class SettingsError(KioskError):
    """The settings are wrong (technician). Holds every mistake, one a line."""

    exit_code = 2

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class HomeError(KioskError):
    """The home folder, its database or its lock cannot be used (technician)."""


class RequestRefused(KioskError):
    """A request that a rule forbids (desk). ``code`` is for the screen's catalogue."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


class MessageError(KioskError, ValueError):
    """A line on the socket or in a script that cannot be read."""


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
