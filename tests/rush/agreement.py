"""After a rush: do the books and the world say the same?"""

from collections import Counter
from collections.abc import Iterator

from sqlite_utils import Database

from kiosk.database.journal import entries_after, first_broken
from kiosk.database.store import one_moment
from kiosk.lane.words import Direction
from tests.rush.books import Books
from tests.rush.world import World


def disagreements(world: World, before: Books) -> list[str]:
    """What is in the one and not in the other. What was done at a counter that died before it wrote it down, nobody can know."""
    with one_moment(world.counter.home.database_file) as db:
        return list(_disagreements(world, before.copy(), db))


def _disagreements(world: World, books: Books, db: Database) -> Iterator[str]:
    for entry in entries_after(db, 0):
        books.write(entry)
    yield from books.differences(Books.read(db))
    if broken := first_broken(db):
        yield f"the journal's chain is broken at {broken}"
    yield from _places(world, books)
    yield from _entries(world, books)


def _places(world: World, books: Books) -> Iterator[str]:
    unseen = {line["returned"] for line in world.unsure if "returned" in line}
    yield from (each for tag, each in books.misplaced(world.door).items() if not (tag in unseen and books.is_out(tag)))


def _entries(world: World, books: Books) -> Iterator[str]:
    walks, entered = Counter(world.walks), {visit for visit, row in books.visits.items() if row["entered_at"]}
    unseen = sum("passed" in line for line in world.unsure)
    yield from (f"visit {visit} walked in {times} times" for visit, times in walks.items() if times > 1)
    # An arm cannot tell who turns it: whoever hesitates until it is free for the next is taken for them.
    if not 0 <= len(walks) - len(entered) <= unseen:
        yield f"{len(walks)} walked in, {len(entered)} are entered; {unseen} walks were not seen"
    yield from (f"opened twice for visit {visit}" for visit, times in Counter(world.released).items() if times > 1)
    granted = [row for row in books.visits.values() if row["tag_given_at"] or row["staff_no"]]
    if world.door.releases[Direction.ENTRY] > len(granted):
        yield f"opened {world.door.releases[Direction.ENTRY]} times for {len(granted)} visits"
    if books.in_flight:
        yield f"visits {books.in_flight} are left in flight"
