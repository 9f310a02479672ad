"""The counter of a home: its database, its clock, its numbers, its voice."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta

from audio.child import Announcer, Silent
from audio.orders import Report
from kiosk.counter.audience import Audience, NoAudience
from kiosk.counter.clock import Backing, Clock, SystemClock
from kiosk.counter.counter import Counter, Devices, House, Voice, Watcher
from kiosk.counter.guard import Guard
from kiosk.counter.systemd import Notifier
from kiosk.database import journal, people
from kiosk.database.store import Store, Writing
from kiosk.desk.systems import tables_of
from kiosk.errors import DatabaseUnusable, SettingsError
from kiosk.lane.rules import LaneRules
from kiosk.settings.home import Home
from kiosk.settings.keys import Settings
from kiosk.settings.plans import PlanCard


def store_of(home: Home, settings: Settings) -> Store:
    """The database that a home was made with. An empty one never takes the place of one that is gone.

    :raises DatabaseUnusable: when there is none, or the file cannot be used.
    """
    if not (home.database_file.exists() and home.database_file.stat().st_size):
        raise DatabaseUnusable(f"there is no database in {home.path}; put the latest copy there, or run: kiosk init --home {home.path}")
    return Store(home.database_file, settings.lane.name, tables_of())


def open_store(home: Home, settings: Settings, plans: dict[str, PlanCard]) -> Store:
    """The database of a home, with the card kinds of its settings.

    :raises DatabaseUnusable: when there is none, or the file cannot be used.
    :raises SettingsError: when members have a card of a kind that the settings do not know.
    """
    store = store_of(home, settings)
    with ExitStack() as undo:
        undo.callback(store.close)
        missing = [code for code in store.read(people.plans_in_use) if code not in plans]
        if missing:
            raise SettingsError([f"{home.plans_file}: there is no plan {code!r}, but members have it" for code in missing])
        store.write(lambda writing: bring_plans(writing, plans))
        undo.pop_all()
    return store


def bring_plans(writing: Writing, plans: dict[str, PlanCard]) -> None:
    """Let the database know the card kinds of the settings."""
    people.set_plans(writing.db, plan_kinds(plans))


def plan_kinds(plans: dict[str, PlanCard]) -> list[tuple[str, str]]:
    """Each card kind of the settings, and how it counts."""
    return [(code, card.plan.kind.value) for code, card in plans.items()]


def rules_of(settings: Settings, entry_readers: tuple[str, ...]) -> LaneRules:
    """The lane's numbers."""
    club, lane = settings.club, settings.lane
    return LaneRules(
        zone=club.zone,
        entry_readers=entry_readers,
        opens=club.opens,
        closes=club.closes,
        closed_on=frozenset(club.closed_on),
        day_cutoff=club.day_cutoff,
        minimum_age=club.minimum_age,
        same_card_s=lane.same_card_s,
        take_tag_s=lane.take_tag_s,
        walk_s=lane.walk_s,
        refused_s=lane.refused_s,
        goodbye_s=lane.goodbye_s,
        few_days=lane.few_days,
        few_visits=lane.few_visits,
        cards_kept_at_desk=club.cards_kept_at_desk,
    )


def house_of(settings: Settings, plans: dict[str, PlanCard], entry_readers: tuple[str, ...]) -> House:
    """What the counter decides by."""
    return House(
        settings.lane.name, rules_of(settings, entry_readers), {code: card.plan for code, card in plans.items()}, settings.club.language
    )


def clock_of(store: Store, ahead: timedelta = timedelta()) -> SystemClock:
    """The machine's clock, never behind what this counter has written. The demo's own evening (``ahead``) is nobody's to doubt."""
    last = store.read(journal.last_time)
    floor = datetime.fromisoformat(last) if last else None
    return SystemClock(floor, ahead, backing=lambda: Backing.BATTERY) if ahead else SystemClock(floor)


def voice_of(home: Home, settings: Settings, told: Callable[[Report], None] | None = None) -> Announcer | Silent:
    """The announcer, or silence. ``told`` hears its reports, in its own thread."""
    return Announcer(settings.sound.at(home.path), told, time_zone=settings.club.time_zone) if settings.sound.enabled else Silent()


def counter_of(
    store: Store,
    clock: Clock,
    house: House,
    devices: Devices,
    voice: Voice | None = None,
    audience: Audience | None = None,
    watchers: tuple[Watcher, ...] = (),
) -> Counter:
    """A counter that is ready to start."""
    return Counter(store, clock, house, devices, voice or Silent(), audience or NoAudience(), watchers)


def guard_of(counter: Counter) -> Guard:
    """Watches over a counter that has started, for the service manager that started it, if one did."""
    return Guard(counter, Notifier(os.environ.get("NOTIFY_SOCKET")))
