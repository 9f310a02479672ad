"""How often a tap makes the disk promise something, seen by strace, and how many statements its decisions take."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure
from kiosk.settings.home import Home
from tests.lane.club import ADAM, BRUNO, Club, found
from tests.lane.work import work_of
from tests.powercut.recording import record
from tests.powercut.work import syncs_of_a_member, syncs_of_staff

TAPS = 200
SEED = 5


def measure() -> Iterator[Figure]:
    """Count both."""
    yield from _syncs()
    yield from _statements()


def _syncs() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="k-") as folder:
        recording = record(Path(folder), SEED, TAPS, line=1)
    member, staff = syncs_of_a_member(recording), syncs_of_staff(recording)
    yield Figure("fdatasync, card to release, with a tag", member.in_all, 1)
    yield Figure("of these the member waits for, card to tag", member.grant)
    yield Figure("of these written while the hand reaches out", member.fall)
    yield Figure("of these the member waits for, tag in the hand to release", member.hand)
    yield Figure("fdatasync, card to release, for who needs no tag", staff.in_all, 1)


def _statements() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="k-") as folder:
        found(Home(Path(folder) / "club"), per_pool=5)
        club = Club(Path(folder) / "club")
        club.do(tap=ADAM)
        club.finish()
        work = work_of(club, BRUNO)
        club.stage.close()
    yield Figure("SQL statements, card to release, BEGIN and COMMIT counted", sum(map(len, (work.grant, work.fall, work.hand))), 6)
    yield Figure("of these the member waits for, card to tag", len(work.grant))
    yield Figure("of these written while the hand reaches out", len(work.fall))
    yield Figure("of these the member waits for, tag in the hand to release", len(work.hand))
