"""The work of ``kiosk counter``: everything built, started, run until told to stop, and left safe."""

import json
import logging
import signal
import socket
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from types import FrameType

from kiosk.counter.counter import Counter, Devices
from kiosk.database import tags
from kiosk.desk.simulated.work import Playground
from kiosk.hardware.protocols import Now
from kiosk.hardware.simulated import Door
from kiosk.settings.home import Home
from kiosk.settings.keys import HardwareKind, Settings
from kiosk.simulator.live import LiveSchedule, LiveStage
from kiosk.simulator.people import People
from kiosk.wiring.counter import clock_of, counter_of, guard_of, house_of, open_store, voice_of
from kiosk.wiring.desk import ClubBoard, announcements_of, broadcast_of, desk_of, incoming_of, programme_of, saying_of, taking
from kiosk.wiring.devices import real_devices, simulated_devices

log = logging.getLogger("kiosk.counter")


def run_counter(home: Home, ahead: timedelta = timedelta(), ready: Callable[[], None] = lambda: None) -> None:
    """Be the counter of this home until SIGTERM or SIGINT.

    :param ahead: is added to the machine's time (the demo lives in its own evening).
    :param ready: called once, when the first tap can be taken.
    :raises KioskError: when the home, its settings, its database or its socket cannot be used.
    """
    began = time.monotonic()
    settings, plans, roles = home.settings(), home.plans(), home.roles()
    with home.owned():
        store = open_store(home, settings, plans)
        try:
            clock = clock_of(store, ahead)
            programme = programme_of(store, settings)
            club = ClubBoard(settings.club, programme, clock.trusted)
            broadcast = broadcast_of(home, club, clock)
            devices, readers, door = _devices(settings, lambda: clock.now())
            voice = voice_of(home, settings, lambda report: counter.submit(lambda: announcements.hear(report)))
            counter = counter_of(store, clock, house_of(settings, plans, readers), devices, voice, broadcast)
            announcements = announcements_of(settings, programme, counter, voice if settings.sound.enabled else None, broadcast.refresh)
            club.saying = lambda: saying_of(announcements)
            counter.upkeep = broadcast.refresh
            incoming = incoming_of(counter, programme)
            desk = desk_of(counter, settings, roles, announcements, incoming, _playground(home, settings, counter, door))
            _until_signalled(counter)
            try:
                incoming.start()
                counter.start()
                broadcast.start(taking(desk))
                with guard_of(counter):
                    log.info("ready after_s=%.2f", time.monotonic() - began)
                    ready()
                    counter.run()
            finally:
                broadcast.stop()
                incoming.stop()
                counter.stop()
        finally:
            store.close()


def _devices(settings: Settings, now: Now) -> tuple[Devices, tuple[str, ...], Door | None]:
    if settings.hardware.kind is HardwareKind.SIMULATED:
        door = Door(now, settings.lane.walk_s)
        return (*simulated_devices(door), door)
    return (*real_devices(settings, now), None)


def _playground(home: Home, settings: Settings, counter: Counter, door: Door | None) -> Playground:
    if door is None:
        return Playground()
    people = People(door, LiveSchedule(counter.submit))
    counter.watchers = (people.watch,)
    stage = LiveStage(door, people, settings.lane.name, lambda card_no: counter.store.read(lambda db: tags.held_by(db, card_no)))
    return Playground(stage.play, _samples(home))


def _samples(home: Home) -> tuple[dict[str, str], ...]:
    """The demo club's sample cards; none in another home."""
    if not home.samples_file.exists():
        return ()
    return tuple(json.loads(home.samples_file.read_text(encoding="utf-8")))


def _until_signalled(counter: Counter) -> None:
    """Let SIGTERM and SIGINT end the counter.

    A handler of Python's runs only when the main thread does, and that may have just gone to sleep at its inbox. What the C handler
    writes wakes a thread of its own at once.
    """
    woken, waking = socket.socketpair()
    waking.setblocking(False)
    signal.set_wakeup_fd(waking.detach())
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave_to_the_wakeup)

    def wait() -> None:
        woken.recv(1)
        counter.quit()

    threading.Thread(target=wait, name="signals", daemon=True).start()


def _leave_to_the_wakeup(number: int, frame: FrameType | None) -> None:
    del number, frame
