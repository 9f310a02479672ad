"""What the counter needs of each device. A driver reports through ``emit`` and never raises into the counter's loop.

Every ``start`` returns at once; a device that is not there is reported with ``DeviceFailed`` and reopened by itself.
``stop`` leaves outputs safe and may be called twice.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, runtime_checkable

from kiosk.lane.events import Event
from kiosk.lane.words import Direction, Light, Sex

Emit = Callable[[Event], None]
Now = Callable[[], datetime]


class CardReader(Protocol):
    """Reports ``CardPresented`` at the door, or ``TagReturned`` at the return slot."""

    def start(self, emit: Emit) -> None:
        """Begin to watch for cards."""

    def stop(self) -> None:
        """Let go of the reader."""


class Turnstile(Protocol):
    """Lets one person through and reports ``Passed`` when the arm turns."""

    def start(self, emit: Emit) -> None:
        """Take hold of the lines, locked."""

    def release(self, direction: Direction) -> None:
        """Open once in this direction. Returns at once; the pulse ends by itself."""

    def stop(self) -> None:
        """Lock and let go of the lines."""


class TagDispenser(Protocol):
    """Two mouths, one a pool. Reports ``TraySeen`` at the start and at a tag's fall, ``TagTaken``, and jam, empty and low as failures."""

    def start(self, emit: Emit) -> None:
        """Take hold of the lines, motors off, and bring the next tags forward."""

    def give(self, pool: Sex) -> None:
        """Drop one tag into the mouth of this pool, unless one lies there. Returns at once."""

    def stop(self) -> None:
        """Stop the motors and let go of the lines."""


class TagReturn(Protocol):
    """The return slot's own sensor: reports ``DeviceFailed('return_slot', FULL)`` and its end."""

    def start(self, emit: Emit) -> None:
        """Begin to watch the slot."""

    def stop(self) -> None:
        """Let go of the lines."""


class Inputs(Protocol):
    """Fire alarm and emergency button: reports ``InputChanged``, also at the start for a line that is on."""

    def start(self, emit: Emit) -> None:
        """Begin to watch the lines."""

    def stop(self) -> None:
        """Let go of the lines."""


class Beacon(Protocol):
    """The lamp on top."""

    def show(self, light: Light) -> None:
        """Show this light from now on."""

    def stop(self) -> None:
        """Put the lamp out and let go of the lines."""


@runtime_checkable
class Progressing(Protocol):
    """Readers with a thread of their own, which shows that it goes on."""

    @property
    def devices(self) -> tuple[str, ...]:
        """The names under which they report."""

    def last_progress(self) -> float:
        """When the thread last came round, by the monotonic clock."""


@runtime_checkable
class Probed(Protocol):
    """A device that can be tried out without anything being moved."""

    def look(self) -> None:
        """Read the lines, through every lock; returns at once, unless the device hangs."""
