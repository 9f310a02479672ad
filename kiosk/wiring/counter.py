"""The one place that turns settings into objects."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, datetime, timedelta

from audio.child import Announcer, Silent
from audio.orders import Report
from kiosk.counter.clock import Backing, Clock, SystemClock
from kiosk.counter.counter import Audience, Counter, Devices, House, Voice, Watcher
from kiosk.counter.guard import Guard
from kiosk.counter.systemd import Notifier
from kiosk.database import journal, people
from kiosk.database.journal import Stamp
from kiosk.database.store import Store, Writing
from kiosk.desk.announcing.class_calls import Calling
from kiosk.desk.announcing.due import CallRules
from kiosk.desk.announcing.entry import Loudspeaker, Manner
from kiosk.desk.announcing.minutes import Minutes
from kiosk.desk.announcing.saying import Announcements
from kiosk.desk.announcing.wording import shown_in
from kiosk.desk.announcing.work import VoiceDesk
from kiosk.desk.answering import Answering, Play
from kiosk.desk.classes.programme import Occurrence, held
from kiosk.desk.classes.remembered import Programme
from kiosk.desk.classes.work import ClassDesk
from kiosk.desk.door.inside import InsideDesk
from kiosk.desk.imports.incoming import WHO, Incoming
from kiosk.errors import DatabaseUnusable, SettingsError
from kiosk.hardware.beacon import GpioBeacon
from kiosk.hardware.dispenser import GpioDispenser
from kiosk.hardware.factory import chip_of
from kiosk.hardware.inputs import GpioInputs
from kiosk.hardware.keyboard import KeyboardReader
from kiosk.hardware.pcsc import PcscReaders
from kiosk.hardware.places import Place
from kiosk.hardware.protocols import CardReader, Now
from kiosk.hardware.return_slot import GpioReturnSlot
from kiosk.hardware.simulated import (
    READER,
    Door,
    SimulatedBeacon,
    SimulatedDispenser,
    SimulatedInputs,
    SimulatedReader,
    SimulatedReturn,
    SimulatedTurnstile,
)
from kiosk.hardware.turnstile import GpioTurnstile
from kiosk.lane.rules import LaneRules
from kiosk.lane.words import Language
from kiosk.settings.home import Home
from kiosk.settings.keys import Settings
from kiosk.settings.plans import PlanCard
from kiosk.wire.broadcast import Broadcast, NoAudience
from kiosk.wire.messages import ClassToday, Saying


def store_of(home: Home, settings: Settings) -> Store:
    """The database that a home was made with. An empty one never takes the place of one that is gone.

    :raises DatabaseUnusable: when there is none, or the file cannot be used.
    """
    if not (home.database_file.exists() and home.database_file.stat().st_size):
        raise DatabaseUnusable(f"there is no database in {home.path}; put the latest copy there, or run: kiosk init --home {home.path}")
    return Store(home.database_file, settings.lane.name)


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


def incoming_of(counter: Counter, programme: Programme, announcements: Announcements, refresh: Callable[[], None]) -> Incoming:
    """Takes in imports while this counter runs."""

    def changed() -> None:
        programme.changed()
        announcements.wake(counter.clock.now())
        refresh()

    incoming = Incoming(counter.store, lambda: counter.stamp(counter.clock.now(), WHO), frozenset(counter.house.plans), changed)
    counter.store_waiting_rows_of = incoming.store_waiting_rows_of
    return incoming


def finish_import(store: Store, plans: dict[str, PlanCard], stamp: Callable[[], Stamp]) -> None:
    """Finish the import that a counter had accepted when it stopped, if there is one."""
    store.write(lambda writing: bring_plans(writing, plans))
    Incoming(store, stamp, frozenset(plans)).finish()


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


def real_devices(settings: Settings, now: Now) -> tuple[Devices, tuple[str, ...]]:
    """The drivers of the real hardware, and the device names of the entry readers."""
    chip = chip_of(settings.hardware.gpio)
    readers: list[CardReader] = [KeyboardReader(keyboard, now) for keyboard in settings.keyboard]
    if settings.pcsc:
        readers.append(PcscReaders(settings.pcsc, now))
    entry = (
        *(f"reader:{reader.name}" for reader in settings.pcsc if reader.role is Place.ENTRY),
        *(f"reader:{reader.name}" for reader in settings.keyboard if reader.role is Place.ENTRY),
    )
    devices = Devices(
        turnstile=GpioTurnstile(settings.turnstile, chip, now),
        dispenser=GpioDispenser(settings.dispenser, chip, now),
        tag_return=GpioReturnSlot(settings.return_slot, chip, now),
        inputs=GpioInputs(settings.inputs, chip, now),
        beacon=GpioBeacon(settings.beacon, chip),
        readers=tuple(readers),
    )
    return devices, entry


def simulated_devices(door: Door) -> tuple[Devices, tuple[str, ...]]:
    """The handles of a simulated door, and the device name of its entry reader."""
    devices = Devices(
        turnstile=SimulatedTurnstile(door),
        dispenser=SimulatedDispenser(door),
        tag_return=SimulatedReturn(door),
        inputs=SimulatedInputs(door),
        beacon=SimulatedBeacon(door),
        readers=(SimulatedReader(door),),
    )
    return devices, (f"reader:{READER}",)


def clock_of(store: Store, ahead: timedelta = timedelta()) -> SystemClock:
    """The machine's clock, never behind what this counter has written. The demo's own evening (``ahead``) is nobody's to doubt."""
    last = store.read(journal.last_time)
    floor = datetime.fromisoformat(last) if last else None
    return SystemClock(floor, ahead, backing=lambda: Backing.BATTERY) if ahead else SystemClock(floor)


def voice_of(home: Home, settings: Settings, told: Callable[[Report], None] | None = None) -> Announcer | Silent:
    """The announcer, or silence. ``told`` hears its reports, in its own thread."""
    return Announcer(settings.sound.at(home.path), told, time_zone=settings.club.time_zone) if settings.sound.enabled else Silent()


def call_rules_of(settings: Settings, lead_s: float = 0.0) -> CallRules:
    """When classes are called; ``lead_s`` before that the loudspeaker is told."""
    announcing = settings.announcing
    return CallRules(
        first=timedelta(minutes=announcing.first_minutes),
        second=timedelta(minutes=announcing.second_minutes) if announcing.second_minutes else None,
        late=timedelta(minutes=announcing.late_minutes),
        quiet=(announcing.quiet_from, announcing.quiet_until),
        closed_on=frozenset(settings.club.closed_on),
        lead=timedelta(seconds=lead_s),
    )


def programme_of(store: Store, settings: Settings) -> Programme:
    """The classes of each day, on the club's clock."""
    return Programme(store, settings.club.zone)


def announcements_of(
    settings: Settings, programme: Programme, counter: Counter, speaker: Loudspeaker | None, changed: Callable[[], None]
) -> Announcements:
    """What the club announces; ``speaker`` none is a counter without sound. The counter must be told to wake it."""
    announcing = settings.announcing
    manner = Manner(
        rules=call_rules_of(settings, speaker.lead_s if speaker else 0.0),
        tongues=announcing.languages,
        zones=announcing.zones,
        pause=timedelta(seconds=announcing.pause_s),
        prepare=timedelta(minutes=announcing.prepare_minutes),
        needs_known_time=announcing.needs_known_time,
    )
    calling = Calling(counter.store, programme, manner.rules, counter.stamp)
    return Announcements(counter.clock, calling, Minutes(counter.store, counter.stamp), manner, speaker, changed)


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


def broadcast_of(
    home: Home,
    settings: Settings,
    programme: Programme,
    clock: Clock,
    saying: Callable[[], Saying | None],
    submit: Callable[[Callable[[], None]], None],
) -> Broadcast:
    """The socket's end of the counter."""
    club = settings.club

    def on_day(day: date) -> tuple[ClassToday, ...]:
        return classes_shown(programme.on(day))

    def now() -> datetime:
        return clock.now().astimezone(club.zone)

    return Broadcast(home.socket, (club.name, club.name_en), on_day, saying, now, clock.trusted, submit)


def classes_shown(classes: tuple[Occurrence, ...]) -> tuple[ClassToday, ...]:
    """The classes of a day that take place, as the screen shows them."""
    return tuple(ClassToday(one.start, one.minutes, one.name, one.room) for one in held(classes))


def saying_of(announcements: Announcements) -> Saying | None:
    """What is being announced, as the screen shows it."""
    entry = announcements.saying()
    return Saying(shown_in(entry.spoken, Language.CHINESE), shown_in(entry.spoken, Language.ENGLISH)) if entry else None


def answering_of(
    counter: Counter,
    announcements: Announcements,
    refresh: Callable[[], None] = lambda: None,
    play: Play | None = None,
    samples: tuple[dict[str, str], ...] = (),
) -> Answering:
    """Answers to requests; ``play`` and ``samples`` only on simulated hardware. ``refresh`` has the screens show what changed."""
    classes = ClassDesk(announcements.calling.programme, announcements, refresh)
    return Answering(counter, classes, VoiceDesk(announcements, classes.find), InsideDesk(counter), play, samples)
