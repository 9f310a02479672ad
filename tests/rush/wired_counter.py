"""``kiosk counter`` as it is, but for its devices, which are at the other end of a wire.

``python -m tests.rush.wired_counter --home DIR --wire FD --trays FM``; with ``--wrong never-synced`` or ``--wrong acts-first``
a counter that a power cut must prove wrong.
"""

import argparse
import logging
import socket
from pathlib import Path
from unittest.mock import patch

from sqlite_utils import Database

from kiosk import running
from kiosk.clock import Clock
from kiosk.counter import Audience, Counter, Devices, House, Voice
from kiosk.database import store as stores
from kiosk.database.store import Store
from kiosk.gather import gather
from kiosk.hardware.protocols import Now
from kiosk.lane.decide import decide
from kiosk.lane.events import Event
from kiosk.lane.words import Sex
from kiosk.settings import Settings
from tests.rush.club import QuickHome
from tests.rush.wire import Wire, devices_on, report


class HastyCounter(Counter):
    """Acts before it commits."""

    def handle(self, event: Event) -> None:
        facts = self.store.read(lambda db: gather(db, event, self.house.plans, self.house.language))
        decision = decide(self.lane, event, facts, self.house.rules)
        self.lane = decision.lane
        for action in decision.actions:
            self._act(action)
        if decision.records:
            self.store.write(lambda writing: self._record(writing, decision, event.at))
        self._show(event.at)
        for watcher in self.watchers:
            watcher(event, decision)


def open_carelessly(path: Path | str) -> Database:
    """Commits that are not on disk when they return."""
    db = open_database(path)
    db.conn.execute("PRAGMA synchronous = NORMAL")
    return db


open_database = stores.open_database


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--wire", type=int, required=True)
    parser.add_argument("--trays", default="")
    parser.add_argument("--wrong", choices=["never-synced", "acts-first"])
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    kind = HastyCounter if arguments.wrong == "acts-first" else Counter
    wires: list[Wire] = []

    def wired_devices(settings: Settings, now: Now) -> tuple[Devices, tuple[str, ...]]:
        del settings
        wires.append(Wire(socket.socket(fileno=arguments.wire), frozenset(map(Sex, arguments.trays)), now))
        return devices_on(wires[0]), ("reader:entry",)

    def wired_counter(store: Store, clock: Clock, house: House, devices: Devices, voice: Voice, audience: Audience) -> Counter:
        counter = kind(store, clock, house, devices, voice, audience)
        counter.watchers = (lambda event, decision: report(wires[0], event, decision),)
        return counter

    with (
        patch.object(running, "real_devices", wired_devices),
        patch.object(running, "counter_of", wired_counter),
        patch.object(stores, "open_database", open_carelessly if arguments.wrong == "never-synced" else open_database),
    ):
        running.run_counter(QuickHome(arguments.home))


if __name__ == "__main__":
    main()
