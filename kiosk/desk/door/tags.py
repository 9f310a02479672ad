"""Key tags: used ones, once disinfected, go back into the dispenser."""

from kiosk.database import tags
from kiosk.database.journal import Stamp
from kiosk.database.store import Writing
from kiosk.lane.words import Sex


def put_back(writing: Writing, pool: Sex, stamp: Stamp) -> int:
    """All used tags of this pool are at the bottom of its stack again; returns how many."""
    moved = tags.put_back(writing.db, pool.value, stamp.at)
    writing.journal(stamp, "tags_put_back", {"pool": pool.value, "tags": moved})
    return moved
