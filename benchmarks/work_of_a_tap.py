"""How often a tap makes the disk promise something, seen by strace, and how many statements its decisions take."""

import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.figure import Figure
from kiosk.home import Home
from kiosk.lane.view import WalkThrough, Welcome
from tests.club import ALWAYS_OPEN, CLEANER, LI, UNKNOWN, make_club
from tests.counter_process import CounterProcess
from tests.lane.club import ADAM, BRUNO, Club, found
from tests.screen_client import ScreenClient

SETTLE_S = 0.5


def measure() -> Iterator[Figure]:
    """Count both."""
    yield from _syncs()
    yield from _statements()


def _syncs() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="k-") as folder:
        home, log = make_club(Path(folder), ALWAYS_OPEN), Path(folder) / "strace.log"
        with CounterProcess(home) as counter, ScreenClient(home.socket) as screen, _straced(counter.process.pid, log):
            screen.simulate(tap=UNKNOWN)
            screen.simulate(behave={"seconds": 3.0})
            before = _settled(log)
            screen.simulate(tap=LI)
            screen.face(Welcome)
            granted = _settled(log)
            screen.face(WalkThrough)
            released = _settled(log)
            time.sleep(5)
            settled = _settled(log)
            screen.simulate(tap=CLEANER)
            screen.face(WalkThrough)
            let_in = _settled(log)
    yield Figure("fdatasync, card to release, with a tag", released - before, 1)
    yield Figure("of these from the card to the tag", granted - before)
    yield Figure("of these from the tag in the hand to the release", released - granted)
    yield Figure("fdatasync, card to release, for who needs no tag", let_in - settled, 1)


def _statements() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="k-") as folder:
        found(Home(Path(folder) / "club"), per_pool=5)
        club = Club(Path(folder) / "club")
        club.do(tap=ADAM)
        club.finish()
        tapped = _statements_of(club, lambda: club.do(tap=BRUNO))
        taken = _statements_of(club, lambda: club.wait(1))
        club.stage.close()
    yield Figure("SQL statements, card to release, BEGIN and COMMIT counted", tapped + taken, 6)
    yield Figure("of these from the card to the tag", tapped)
    yield Figure("of these from the tag in the hand to the release", taken)


def _statements_of(club: Club, do: Callable[[], None]) -> int:
    statements: list[str] = []
    club.stage.store.read(lambda db: db.conn.set_trace_callback(statements.append))
    do()
    club.stage.store.read(lambda db: db.conn.set_trace_callback(None))
    return len(statements)


@contextmanager
def _straced(pid: int, log: Path) -> Iterator[None]:
    watching = ["strace", "-f", "-e", "trace=fsync,fdatasync", "-o", str(log), "-p", str(pid)]
    with subprocess.Popen(watching, stderr=subprocess.PIPE, text=True) as strace:
        assert strace.stderr
        strace.stderr.readline()
        try:
            yield
        finally:
            strace.terminate()


def _settled(log: Path) -> int:
    """How many there were when nothing more came."""
    time.sleep(SETTLE_S)
    return sum("sync(" in line for line in log.read_text().splitlines())
