"""What is told of a calendar beside its classes: what was left out and why, and what should be looked at."""

from datetime import datetime, tzinfo

from kiosk.desk.imports.calendars.events import Event

ABOUT = "\0"
"""Where a sentence names what it is about."""
NAMED = 5
"""So many are named; of the others only the number is told."""


class Told:
    """Collects it, each thing once."""

    def __init__(self, zone: tzinfo) -> None:
        self._zone = zone
        self._left: dict[str, list[str]] = {}
        self._warned: dict[str, list[str]] = {}

    def leave_out(self, reason: str, event: Event) -> None:
        """This event is left out, as one of those for which ``reason`` holds."""
        self._left.setdefault(reason, []).append(event.known_as)

    def warn(self, what: str, about: str) -> None:
        """Look at ``about``. What is to be looked at for the same reason is told in one sentence, in place of its ``ABOUT``."""
        there = self._warned.setdefault(what, [])
        if about not in there:
            there.append(about)

    def on_clock(self, moment: datetime) -> str:
        """A moment on the club's clock, for a sentence."""
        return f"{moment.astimezone(self._zone):%Y-%m-%d %H:%M}"

    @property
    def left_out(self) -> tuple[str, ...]:
        """A sentence for each reason."""
        return tuple(f"{len(names)} {reason}: {_some(list(dict.fromkeys(names)))}" for reason, names in self._left.items())

    @property
    def warnings(self) -> tuple[str, ...]:
        """A sentence for each reason."""
        return tuple(what.replace(ABOUT, _some(about)) for what, about in self._warned.items())


def _some(names: list[str]) -> str:
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
