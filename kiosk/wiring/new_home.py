"""``kiosk init``: a home from nothing, empty or with the demo club."""

import json
from dataclasses import asdict
from datetime import datetime

from argon2 import PasswordHasher

from kiosk.database import journal, tags
from kiosk.database.known import known
from kiosk.database.moment import utc_text
from kiosk.database.store import Store, Urgency, Writing
from kiosk.demo.club import DemoClub, demo_club
from kiosk.demo.settling import prepare, settle
from kiosk.errors import HomeError
from kiosk.settings.home import Home, write_whole
from kiosk.settings.keys import Settings
from kiosk.settings.plans import PlanCard
from kiosk.wiring.counter import bring_plans, rules_of

DEMO_SETTINGS = (
    ('kind = "device"', 'kind = "simulated"'),
    ("fullscreen = true", "fullscreen = false"),
    ("needs_known_time = true", "needs_known_time = false"),
)


def init_home(home: Home, demo: bool, now: datetime) -> bool:
    """Make a home; what is there already stays. Returns whether anything was new.

    :raises KioskError: when the folder or the database cannot be used, or the demo club would mix with members that are there.
    """
    fresh = home.make()
    if fresh and demo:
        _simulate_hardware(home)
    settings, plans = home.settings(), home.plans()
    day = rules_of(settings, ()).business_day(now).isoformat()
    with home.owned():
        store = Store(home.database_file, settings.lane.name)
        try:
            empty = store.read(journal.head_of) == journal.Head()
            if empty:
                store.write(lambda writing: _lay_out(writing, settings, plans, _stamp(now, day)))
            if demo:
                _settle_demo(home, store, plans, now)
        finally:
            store.close()
    return fresh or empty


def _lay_out(writing: Writing, settings: Settings, plans: dict[str, PlanCard], stamp: journal.Stamp) -> None:
    bring_plans(writing, plans)
    tags.add_pools(writing.db, settings.tags.per_pool)
    writing.journal(stamp, "init", {"tags_per_pool": settings.tags.per_pool})


def _settle_demo(home: Home, store: Store, plans: dict[str, PlanCard], now: datetime) -> None:
    today = now.astimezone(home.settings().club.zone).date()
    club = demo_club(today)
    there = store.read(known)
    if there.members:
        raise HomeError(f"{home.path} has members already; the demo club goes into an empty home only (choose another --home)")
    prepared = prepare(club, there, today, {code: card.visits for code, card in plans.items()}, PasswordHasher())

    def change(writing: Writing) -> None:
        bring_plans(writing, plans)
        settle(writing.db, club, prepared)
        writing.journal(_stamp(now, today.isoformat()), "init_demo", {"members": len(club.members)})

    store.write(change, Urgency.BULK)
    try:
        write_whole(home.samples_file, _samples(club))
    except OSError as error:
        raise HomeError(f"{home.samples_file} cannot be written: {error.strerror}") from None


def _samples(club: DemoClub) -> str:
    return json.dumps([asdict(sample) for sample in club.samples], ensure_ascii=False, indent=1) + "\n"


def _simulate_hardware(home: Home) -> None:
    text = home.settings_file.read_text(encoding="utf-8")
    for shipped, wanted in DEMO_SETTINGS:
        text = text.replace(shipped, wanted, 1)
    write_whole(home.settings_file, text)


def _stamp(now: datetime, day: str) -> journal.Stamp:
    return journal.Stamp(utc_text(now), True, day, "technician")
