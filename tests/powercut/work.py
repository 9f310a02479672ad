"""What an admitted tap costs: the syncs that strace saw, by when in the tap they came."""

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.lane.words import Direction
from tests.powercut.recording import Order, Recording
from tests.powercut.trace import Synced
from tests.rush.club import MEMBERS


@dataclass(frozen=True, slots=True)
class Syncs:
    """How often the disk was waited for.

    :param grant: from the card until the tag drops, or for staff until the turnstile opens.
    :param fall: after that and before a hand takes the tag.
    :param hand: from the hand to the release.
    """

    grant: int
    fall: int = 0
    hand: int = 0

    @property
    def in_all(self) -> int:
        """From the card to the release."""
        return self.grant + self.fall + self.hand


def syncs_of_a_member(recording: Recording) -> Syncs:
    """Those of a member's tap for which a tag fell. What belongs to others can only add to them: it is the least."""
    let_in = (order for order in _let_in(recording, members=True) if _fell(recording, order))
    return min((_of_member(recording, order) for order in let_in), key=lambda syncs: syncs.in_all)


def syncs_of_staff(recording: Recording) -> Syncs:
    """Those of somebody who takes no tag, in the same way."""
    return Syncs(min(_between(recording, _heard(recording, "tap", order), order.step) for order in _let_in(recording, members=False)))


def _fell(recording: Recording, release: Order) -> bool:
    """Whether a tag fell between this tap and its release."""
    tap = _heard(recording, "tap", release)
    return any(tap < step < release.step and "fell" in line for step, side, line in recording.lines if side == "heard")


def _let_in(recording: Recording, members: bool) -> Iterator[Order]:
    granted = {visit: uid for _, report in recording.reports for visit, uid in report["granted"]}
    ways_in = (order for order in recording.orders if (order.what, order.of) == ("release", Direction.ENTRY))
    return (order for order in ways_in if (granted[order.which] in MEMBERS) is members)


def _of_member(recording: Recording, release: Order) -> Syncs:
    tap, taken = _heard(recording, "tap", release), _heard(recording, "taken", release)
    drop = max(order.step for order in recording.orders if order.what == "give" and order.step < release.step)
    return Syncs(_between(recording, tap, drop), _between(recording, drop, taken), _between(recording, taken, release.step))


def _heard(recording: Recording, what: str, release: Order) -> int:
    return max(step for step, side, line in recording.lines if side == "heard" and what in line and step < release.step)


def _between(recording: Recording, begin: int, end: int) -> int:
    return sum(isinstance(step, Synced) for step in recording.steps[begin:end])
