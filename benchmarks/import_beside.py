"""How long a tap takes until the welcome is sent, while ``kiosk import`` brings 100,000 members in, against before and after it."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from benchmarks.club import TAGS_LAST, card_no_of, club_of, members_file, uid_of
from benchmarks.figure import Figure, p50, p99
from kiosk.lane.view import Rest, Welcome
from tests.club import PIN, ask_database
from tests.counter_process import CounterProcess
from tests.screen_client import ScreenClient

MEMBERS, IMPORTED = 5_000, 100_000
IDLE = 150
WARM_UP = 10
REGULARS = 500  # come again after half a minute
PACE_S = 0.02


class Taps:
    """Members, one after the other."""

    def __init__(self, screen: ScreenClient) -> None:
        self._screen = screen
        self._numbers = count()

    def one(self) -> float:
        """A whole visit; returns the milliseconds from the tap to the welcome."""
        number = next(self._numbers) % REGULARS
        self._screen.simulate(behave={"seconds": PACE_S})
        began_s = time.perf_counter()
        self._screen.simulate(tap=uid_of(number))
        self._screen.face(Welcome)
        took_ms = 1000 * (time.perf_counter() - began_s)
        self._screen.face(Rest)
        self._screen.simulate(return_of=card_no_of(number))
        if number % TAGS_LAST == TAGS_LAST - 1:
            assert self._screen.ask("put_tags_back", pool="F").ok
        return took_ms


def measure(imported: int = IMPORTED) -> Iterator[Figure]:
    """Tap before, during and after."""
    with tempfile.TemporaryDirectory(prefix="k-", dir="/var/tmp") as name:
        folder = Path(name)
        home, file = club_of(folder, MEMBERS), members_file(folder, imported)
        with CounterProcess(home), ScreenClient(home.socket) as screen:
            assert screen.sign_in("S01", PIN).ok
            taps = Taps(screen)
            idle_ms = [taps.one() for _ in range(IDLE + WARM_UP)][WARM_UP:]
            began_s = time.monotonic()
            command = [sys.executable, "-m", "kiosk", "import", "members", str(file), "--home", str(home.path)]
            meanwhile_ms = []
            with subprocess.Popen(command, stdout=subprocess.DEVNULL) as importing:
                while importing.poll() is None:
                    meanwhile_ms.append(taps.one())
            took_s = time.monotonic() - began_s
            assert importing.returncode == 0
            idle_ms += [taps.one() for _ in range(IDLE)]
        assert ask_database(home, "SELECT count(*) FROM members WHERE card_no LIKE 'C%'") == [(imported,)]
    yield Figure(f"tap p99 while {imported:,} members are imported, against idle", p99(meanwhile_ms) / p99(idle_ms), 4, "×")
    yield Figure("tap p50 meanwhile, against idle", p50(meanwhile_ms) / p50(idle_ms), None, "×")
    yield Figure("tap p99 meanwhile", p99(meanwhile_ms), None, "ms")
    yield Figure("tap p99 idle", p99(idle_ms), None, "ms")
    yield Figure(f"the import took, with {len(meanwhile_ms)} taps meanwhile", took_s, None, "s")
