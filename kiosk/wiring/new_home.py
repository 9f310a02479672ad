"""``kiosk init``: a home from nothing."""

from datetime import datetime

from kiosk.database import journal, tags
from kiosk.database.moment import utc_text
from kiosk.database.store import Store, Writing
from kiosk.desk.systems import tables_of
from kiosk.settings.home import Home
from kiosk.settings.keys import Settings
from kiosk.settings.plans import PlanCard
from kiosk.wiring.counter import bring_plans, rules_of


def init_home(home: Home, now: datetime) -> bool:
    """Make a home; what is there already stays. Returns whether anything was new.

    :raises KioskError: when the folder or the database cannot be used.
    """
    fresh = home.make()
    settings, plans = home.settings(), home.plans()
    day = rules_of(settings, ()).business_day(now).isoformat()
    with home.owned():
        store = Store(home.database_file, settings.lane.name, tables_of())
        try:
            empty = store.read(journal.head_of) == journal.Head()
            if empty:
                store.write(lambda writing: _lay_out(writing, settings, plans, stamp_of(now, day)))
        finally:
            store.close()
    return fresh or empty


def stamp_of(now: datetime, day: str) -> journal.Stamp:
    """Whoever makes a home is a technician."""
    return journal.Stamp(utc_text(now), True, day, "technician")


def _lay_out(writing: Writing, settings: Settings, plans: dict[str, PlanCard], stamp: journal.Stamp) -> None:
    bring_plans(writing, plans)
    tags.add_pools(writing.db, settings.tags.per_pool)
    writing.journal(stamp, "init", {"tags_per_pool": settings.tags.per_pool})
