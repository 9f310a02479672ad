"""``kiosk init``: a home from nothing, empty or with the demo club."""

import json
from dataclasses import asdict
from datetime import datetime

from argon2 import PasswordHasher

from kiosk.database import journal
from kiosk.database.known import known
from kiosk.database.moment import utc_text
from kiosk.database.store import Store, Urgency, Writing
from kiosk.demo.club import DemoClub, demo_club
from kiosk.demo.settling import prepare, settle
from kiosk.errors import HomeError
from kiosk.home import Home
from kiosk.plans import PlanCard
from kiosk.wiring import lay_out_tags, open_store, rules_of

DEMO_SETTINGS = (('kind = "device"', 'kind = "simulated"'), ("fullscreen = true", "fullscreen = false"))


def init_home(home: Home, demo: bool, now: datetime) -> bool:
    """Make a home; what is there already stays. Returns whether anything was new.

    :raises KioskError: when the folder or the database cannot be used, or the demo club would mix with members that are there.
    """
    fresh = not home.settings_file.exists()
    home.make()
    if fresh and demo:
        _simulate_hardware(home)
    settings, plans = home.settings(), home.plans()
    with home.owned():
        store = open_store(home, settings, plans)
        try:
            if fresh:
                lay_out_tags(store, settings)
            if demo:
                _settle_demo(home, store, plans, now)
            elif fresh:
                _note(store, now, {"demo": False}, rules_of(settings, ()).business_day(now).isoformat())
        finally:
            store.close()
    return fresh


def _settle_demo(home: Home, store: Store, plans: dict[str, PlanCard], now: datetime) -> None:
    today = now.astimezone(home.settings().club.zone).date()
    club = demo_club(today)
    there = store.read(known)
    if there.members:
        raise HomeError(f"{home.path} has members already; the demo club goes into an empty home only (choose another --home)")
    prepared = prepare(club, there, today, {code: card.visits for code, card in plans.items()}, PasswordHasher())

    def change(writing: Writing) -> None:
        settle(writing.db, club, prepared)
        writing.journal(_stamp(now, today.isoformat()), "init", {"demo": True})

    store.write(change, Urgency.BULK)
    home.samples_file.write_text(_samples(club), encoding="utf-8")


def _samples(club: DemoClub) -> str:
    return json.dumps([asdict(sample) for sample in club.samples], ensure_ascii=False, indent=1) + "\n"


def _simulate_hardware(home: Home) -> None:
    text = home.settings_file.read_text(encoding="utf-8")
    for shipped, wanted in DEMO_SETTINGS:
        text = text.replace(shipped, wanted, 1)
    home.settings_file.write_text(text, encoding="utf-8")


def _note(store: Store, now: datetime, data: dict[str, bool], day: str) -> None:
    store.write(lambda writing: writing.journal(_stamp(now, day), "init", data))


def _stamp(now: datetime, day: str) -> journal.Stamp:
    return journal.Stamp(utc_text(now), True, day, "technician")
