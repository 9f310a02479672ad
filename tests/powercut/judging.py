"""A counter starts on what a power cut left: is everything there that was promised, whole, and in one place?"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from sqlite_utils import Database

from kiosk.counter.clock import VirtualClock
from kiosk.database.journal import entries_after, first_broken
from kiosk.database.store import Store
from kiosk.errors import DatabaseUnusable
from kiosk.wiring.counter import open_store
from tests.powercut.recording import DATABASE, Recording
from tests.powercut.restart import Restart
from tests.rush.books import Books
from tests.rush.club import QuickHome
from tests.rush.door import Door

DARK_S = (0.05, 0.3, 0.9, 20.0, 3600.0)  # how long the counter may be dead


@dataclass
class Verdict:
    """What one cut led to. ``in_flight`` are the visits that had neither entered nor ended."""

    seed: int
    step: int
    wrong: list[str] = field(default_factory=list)
    in_flight: int = 0


class Judge:
    """Starts counters in one home, over and over."""

    def __init__(self, home: QuickHome, recording: Recording) -> None:
        self._home, self._recording = home, recording
        for name, content in recording.files.items():
            (home.path / name).write_bytes(content)
        self._settings, self._plans = home.settings(), home.plans()

    def judge(self, cut: int, seed: int, left: dict[str, bytes], chance: Random) -> Verdict:
        """Put this on disk, start the counter's own code on it, let every timer run out, and look."""
        verdict = Verdict(seed, cut)
        for name in (*DATABASE, "kiosk.db-shm"):
            (self._home.path / name).unlink(missing_ok=True)
        for name, content in left.items():
            (self._home.path / name).write_bytes(content)
        try:
            store = open_store(self._home, self._settings, self._plans)
        except DatabaseUnusable as error:
            verdict.wrong.append(f"the counter does not start: {error}")
            return verdict
        try:
            verdict.wrong += self._judge(cut, store, chance, verdict)
        except Exception as error:  # whatever the counter raises is what came of the cut
            verdict.wrong.append(f"raised: {error!r}")
        finally:
            store.close()
        return verdict

    def _judge(self, cut: int, store: Store, chance: Random, verdict: Verdict) -> Iterator[str]:
        recording, books = self._recording, self._recording.books.copy()
        journal = store.read(lambda db: list(entries_after(db, 0)))
        kept = len(journal)
        if [entry["hash"] for entry in journal] != [entry["hash"] for entry in recording.journal[:kept]]:
            yield "the journal is another one"
        for step, head, who in recording.promises:
            if step < cut and head > kept:
                yield f"promised and lost: {who} (entry {head} of {kept})"
        for entry in journal:
            books.write(entry)
        yield from store.read(lambda db: books.differences(Books.read(db)))
        verdict.in_flight = len(books.in_flight)
        clock = VirtualClock(recording.time_at(cut) + timedelta(seconds=chance.choice(DARK_S)))
        restart = Restart(store, clock, self._settings, self._plans, recording.door_at(cut))
        restart.run(chance)
        yield from (f"opened twice: visit {visit}" for visit in restart.released & recording.released(cut))
        for entry in store.read(lambda db: list(entries_after(db, kept))):
            books.write(entry)
        yield from store.read(lambda db: list(_soundness(db, books)))
        yield from _places(books, restart.door, recording.returned(cut, kept))
        yield from restart.left_open(books)


def _soundness(db: Database, books: Books) -> Iterator[str]:
    if (answer := db.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
        yield f"integrity: {answer}"
    yield from (f"foreign key: {row}" for row in db.execute("PRAGMA foreign_key_check").fetchall())
    if broken := first_broken(db):
        yield f"the chain is broken: entry {broken}"
    yield from books.differences(Books.read(db))


def _places(books: Books, door: Door, unseen: set[str]) -> Iterator[str]:
    """Every tag is where the books have it; one that came back and was not written down yet is still out."""
    yield from (f"another place: {each}" for tag, each in books.misplaced(door).items() if not (tag in unseen and books.is_out(tag)))
    yield from (f"left in flight: visit {visit}" for visit in books.in_flight)
