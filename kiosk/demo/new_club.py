"""``kiosk init --demo``: a home with simulated hardware and the demo club in it."""

import json
from dataclasses import asdict
from datetime import datetime

from argon2 import PasswordHasher

from kiosk.database.known import known
from kiosk.database.store import Store, Urgency, Writing
from kiosk.demo.club import DemoClub, demo_club
from kiosk.demo.settling import prepare, settle
from kiosk.errors import HomeError
from kiosk.settings.home import Home, write_whole
from kiosk.settings.plans import PlanCard
from kiosk.wiring.counter import bring_plans, store_of
from kiosk.wiring.new_home import init_home, stamp_of

DEMO_SETTINGS = (
    ('kind = "device"', 'kind = "simulated"'),
    ("fullscreen = true", "fullscreen = false"),
    ("needs_known_time = true", "needs_known_time = false"),
)


def init_demo_home(home: Home, now: datetime) -> bool:
    """Make a home, and settle the demo club in it. Returns whether the home was new.

    :raises KioskError: when the folder or the database cannot be used, or the demo club would mix with members that are there.
    """
    if home.make():
        _simulate_hardware(home)
    fresh = init_home(home, now)
    with home.owned():
        store = store_of(home, home.settings())
        try:
            _settle(home, store, home.plans(), now)
        finally:
            store.close()
    return fresh


def _settle(home: Home, store: Store, plans: dict[str, PlanCard], now: datetime) -> None:
    today = now.astimezone(home.settings().club.zone).date()
    club = demo_club(today)
    there = store.read(known)
    if there.members:
        raise HomeError(f"{home.path} has members already; the demo club goes into an empty home only (choose another --home)")
    prepared = prepare(club, there, today, {code: card.visits for code, card in plans.items()}, PasswordHasher())

    def change(writing: Writing) -> None:
        bring_plans(writing, plans)
        settle(writing.db, club, prepared)
        writing.journal(stamp_of(now, today.isoformat()), "init_demo", {"members": len(club.members)})

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
