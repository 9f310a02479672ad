"""A whole front: a card at the real pcscd, the counter's process on pins in memory, and a desk that takes the tags back."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.club import ON_PINS, TAGS_LAST, club_of, uid_of
from kiosk.settings.home import Home
from tests.club import PIN, ask_database
from tests.middleware.private_pcscd import PrivatePcscd, fast_polling
from tests.middleware.test_one_tap import MOTOR, READY, RELEASE, TRAY_EMPTY, Door
from tests.middleware.waiting import wait_until
from tests.screen_client import ScreenClient

WITHIN_S = 5.0


@dataclass(frozen=True, slots=True)
class Times:
    """Of one visit: from the card on the reader to the motor's edge, from the tag in the hand to the edge that frees the arm."""

    motor_ms: float
    release_ms: float


@dataclass(slots=True)
class Front:
    """Lets members in, one after the other. ``missed`` are taps that nothing came of; ``early`` are edges without their row on disk."""

    home: Home
    door: Door
    desk: ScreenClient
    taps: int = 0
    missed: int = 0
    early: int = 0

    def visit(self, number: int) -> Times | None:
        """A member's visit from the card to the tag's way back; none when it was missed."""
        self.taps += 1
        heard = len(self.door.edges)
        tapped_s = time.monotonic()
        with self.door.card(uid_of(number)):
            try:
                motor_s = self._edge(MOTOR, 1, heard)
            except AssertionError:
                self.missed += 1
                return None
        self.early += not ask_database(self.home, "SELECT 1 FROM visits WHERE uid = ? AND stage = 'granted'", uid_of(number))
        self.door.wire(READY, True)
        self.door.wire(TRAY_EMPTY, True)
        self._edge(MOTOR, 0, heard)
        self.door.wire(READY, False)
        taken_s = time.monotonic()
        self.door.take_tag()
        released_s = self._edge(RELEASE, 1, heard)
        self.door.turn_arm()
        wait_until(lambda: self._last()[0] == "entered", "the member to be in", WITHIN_S)
        assert self.desk.ask("return_tag", tag=self._last()[1]).ok
        self._edge(RELEASE, 0, heard)
        if self.taps % TAGS_LAST == 0:
            assert self.desk.ask("put_tags_back", pool="F").ok
        return Times(1000 * (motor_s - tapped_s), 1000 * (released_s - taken_s))

    def doubled(self) -> int:
        """Visits, tags and releases beyond one a tap."""
        ((visits,),) = ask_database(self.home, "SELECT count(*) FROM visits")
        counts = (int(str(visits)), self.door.count(MOTOR, 1), self.door.count(RELEASE, 1))
        return sum(max(0, count - self.taps) for count in counts)

    def _last(self) -> tuple[object, ...]:
        return ask_database(self.home, "SELECT stage, tag FROM visits ORDER BY visit DESC LIMIT 1")[0]

    def _edge(self, pin: int | None, level: int, heard: int) -> float:
        """When the first such edge came after those heard before."""

        def found() -> list[float]:
            return [at for at, which, to in self.door.edges[heard:] if (which, to) == (pin, level)]

        wait_until(found, f"pin {pin} to be {level}", WITHIN_S)
        return found()[0]


@contextmanager
def front_of(members: int) -> Iterator[Front]:
    """The front of a club of this many members; nobody is inside."""
    with tempfile.TemporaryDirectory(prefix="k-", dir="/var/tmp") as name:
        folder = Path(name)
        home = club_of(folder, members, ON_PINS)
        with (
            PrivatePcscd(("Front",), preload=fast_polling(folder)) as pcscd,
            Door(home, pcscd) as door,
            ScreenClient(home.socket) as desk,
        ):
            assert desk.sign_in("S01", PIN).ok
            yield Front(home, door, desk)
