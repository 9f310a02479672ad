"""Looks at the database: whether it can be read, and whether its journal holds together."""

from pathlib import Path

from kiosk.database.soundness import soundness_of
from kiosk.errors import DatabaseUnusable
from kiosk.upkeep.findings import Finding, Health


def examine_database(file: Path) -> Finding:
    """Whether the database is sound, and how many entries its journal holds."""
    try:
        soundness = soundness_of(file)
    except DatabaseUnusable as error:
        return Finding("database", Health.BAD, str(error))
    if soundness.first_broken is not None:
        place = f"from entry {soundness.first_broken} on"
        return Finding("database", Health.BAD, f"the journal does not hold together {place}; keep the file, tell the maker")
    return Finding("database", Health.WELL, f"sound; the journal holds {soundness.entries} entries in one chain")
