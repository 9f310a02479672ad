"""``make powercut``: many power cuts, builds that must fail, a rush whose counter is killed and one whose screen is; 1 on any failure.

A recorded rush in which something went wrong is kept in ``build/powercut``; ``--replay FILE`` cuts it in the same places again.
"""

import argparse
import pickle
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random

import click

from kiosk.database.store import one_moment
from tests.powercut.cutting import cut
from tests.powercut.judging import Verdict
from tests.powercut.recording import Recording, record
from tests.powercut.work import syncs_of_a_member
from tests.rush.agreement import disagreements
from tests.rush.books import Books
from tests.rush.club import QuickHome, make_rush_club
from tests.rush.counter_on_wire import CounterOnWire
from tests.rush.dying_screen import DyingScreen
from tests.rush.world import World

KEPT = Path("build/powercut")
RECORDINGS = 4
CONTROLS = {"never-synced": "synchronous=NORMAL", "acts-first": "acts before it commits"}
MOST_TOLD = 10
SCREEN_KILLS = 50
LONGEST_S = 1.0


def main() -> int:
    """Run it all; returns the exit code."""
    parser = argparse.ArgumentParser(prog="powercut")
    parser.add_argument("--cuts", type=int, default=10_000, help="how often the power is cut")
    parser.add_argument("--visits", type=int, default=60, help="taps in each recorded rush")
    parser.add_argument("--taps", type=int, default=500, help="taps of the rush whose counter is killed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--replay", type=Path, help="a recording that was kept")
    arguments = parser.parse_args()
    _row("build", "cuts", "failed", "visits in flight", "seconds")
    if arguments.replay:
        return int(_cut("replay", pickle.loads(arguments.replay.read_bytes()), range(arguments.cuts)))
    failed = [_rush(arguments.seed + n, arguments.visits, range(n, arguments.cuts, RECORDINGS)) for n in range(RECORDINGS)]
    caught = [_cut(what, _record(arguments.seed, 30, ("--wrong", wrong)), range(200), most=3) for wrong, what in CONTROLS.items()]
    syncs = syncs_of_a_member(_record(arguments.seed, 8, line=1))
    click.echo(f"fdatasync from a member's tap to the release: {syncs.in_all}, of which {syncs.grant + syncs.hand} are waited for\n")
    killed = [_kills(arguments.taps, arguments.seed), _screen_kills(arguments.taps, arguments.seed)]
    return int(any(failed) or not all(caught) or any(killed))


def _rush(seed: int, taps: int, seeds: Sequence[int]) -> bool:
    recording = _record(seed, taps)
    if not (failed := _cut(f"rush {seed}", recording, seeds)):
        return failed
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / f"rush-{seed}.pickle").write_bytes(pickle.dumps(recording))
    return failed


def _record(seed: int, taps: int, options: tuple[str, ...] = (), line: int = 3) -> Recording:
    with tempfile.TemporaryDirectory() as folder:
        return record(Path(folder), seed, taps, options, line)


def _cut(build: str, recording: Recording, seeds: Sequence[int], most: int = MOST_TOLD) -> bool:
    began = time.monotonic()
    verdicts = cut(recording, seeds)
    bad = [verdict for verdict in verdicts if verdict.wrong]
    in_flight = sum(verdict.in_flight > 0 for verdict in verdicts)
    _row(build, len(verdicts), len(bad), in_flight, f"{time.monotonic() - began:.0f}")
    _tell(bad, most)
    return bool(bad)


def _tell(bad: list[Verdict], most: int) -> None:
    for what, times in Counter(verdict.wrong[0].split(":")[0] for verdict in bad).most_common(most):
        click.echo(f"  {times} x {what}")
    for verdict in bad[:most]:
        click.echo(f"  seed {verdict.seed}, step {verdict.step}: {verdict.wrong[0]}")


def _kills(taps: int, seed: int) -> bool:
    with _rush_club() as (home, before):
        began = time.monotonic()
        world = World(CounterOnWire(home), Random(seed), taps, between_kills_s=0.5)
        world.play()
        wrong = disagreements(world, before)
    _row("counter killed", "taps", "kills", "walked in", "seconds")
    _row(f"{len(wrong)} wrong", world.tapped, world.kills, len(world.walks), f"{time.monotonic() - began:.0f}")
    return _told(wrong)


def _screen_kills(taps: int, seed: int) -> bool:
    """The same rush without a screen, and with one that is killed."""
    _row("\nscreen killed", "taps", "kills", "typical wait, ms", "longest wait, ms")
    with _rush_club() as (home, before):
        calm = World(CounterOnWire(home), Random(seed), taps)
        calm.play()
        wrong = disagreements(calm, before)
    _waits("no screen", calm, 0)
    with _rush_club() as (home, before), DyingScreen(home, Random(seed), SCREEN_KILLS) as screen:
        world = World(CounterOnWire(home), Random(seed), taps, enough=lambda: screen.done)
        world.play()
        wrong += disagreements(world, before)
    wrong += [] if screen.done else [f"the screen was killed {screen.kills} times only"]
    wrong += [f"{world.tapped - len(world.waits_s)} taps were lost"] if len(world.waits_s) != world.tapped else []
    wrong += ["a tap was delayed"] if max(world.waits_s) > LONGEST_S else []
    _waits(f"{len(wrong)} wrong", world, screen.kills)
    return _told(wrong)


def _waits(name: str, world: World, kills: int) -> None:
    _row(name, world.tapped, kills, f"{1000 * statistics.median(world.waits_s):.1f}", f"{1000 * max(world.waits_s):.0f}")


@contextmanager
def _rush_club() -> Iterator[tuple[QuickHome, Books]]:
    with tempfile.TemporaryDirectory() as folder:
        home = make_rush_club(Path(folder))
        with one_moment(home.database_file) as db:
            before = Books.read(db)
        yield home, before


def _told(wrong: list[str]) -> bool:
    for each in wrong:
        click.echo(f"  {each}")
    return bool(wrong)


def _row(*cells: object) -> None:
    click.echo("".join(f"{cell!s:<26}" if number == 0 else f"{cell!s:>20}" for number, cell in enumerate(cells)))


if __name__ == "__main__":
    sys.exit(main())
