"""What an admitted tap costs: the syncs that strace saw, by when in the tap they came."""

from collections import Counter
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
    """Those of most members' taps."""
    return _most(_of_member(recording, order) for order in _let_in(recording, members=True) if _alone(recording, order))


def syncs_of_staff(recording: Recording) -> Syncs:
    """Those of most who take no tag."""
    let_in = (order for order in _let_in(recording, members=False) if _alone(recording, order))
    return _most(Syncs(_between(recording, _heard(recording, "tap", order), order.step)) for order in let_in)


def _most(syncs: Iterator[Syncs]) -> Syncs:
    return Counter(syncs).most_common(1)[0][0]


def _alone(recording: Recording, release: Order) -> bool:
    """Whether nothing came between this tap and its release that belongs to others."""
    tap = _heard(recording, "tap", release)
    return not any(
        tap < step < release.step and side == "heard" and not line.keys() & {"fell", "taken"} for step, side, line in recording.lines
    )


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
