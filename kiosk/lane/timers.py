"""What a timer was set for. A timer is an action that comes back as an ``Elapsed`` event."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TakeBy:
    """The tag of this visit must be taken by then."""

    visit: int


@dataclass(frozen=True, slots=True)
class WalkBy:
    """The person of this visit must have walked through by then."""

    visit: int


@dataclass(frozen=True, slots=True)
class MessageOver:
    """The message with this number has been shown long enough."""

    message: int


@dataclass(frozen=True, slots=True)
class LeaveBy:
    """Those for whom the exit was opened must have walked out by then."""


@dataclass(frozen=True, slots=True)
class Settled:
    """After a start, every device has said how it stands."""


Timer = TakeBy | WalkBy | MessageOver | LeaveBy | Settled
