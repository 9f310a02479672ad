"""``kiosk counter`` as it is, but for its devices, which are at the other end of a wire.

``python -m tests.rush.wired_counter --home DIR --wire FD --trays FM``; with ``--wrong never-synced`` or ``--wrong acts-first``
a counter that a power cut must prove wrong.
"""

import argparse
import logging
import socket
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from kiosk.commands import running
from kiosk.counter import counter as counters
from kiosk.counter.audience import Audience
from kiosk.counter.clock import Clock
from kiosk.counter.counter import Counter, Devices, House, Voice
from kiosk.database import store as stores
from kiosk.database.store import Store
from kiosk.hardware.protocols import Now
from kiosk.lane.decide import Decision, decide
from kiosk.lane.events import Event
from kiosk.lane.facts import Facts
from kiosk.lane.rules import LaneRules
from kiosk.lane.state import Lane
from kiosk.lane.words import Sex
from kiosk.settings.keys import Settings
from tests.rush.club import QuickHome
from tests.rush.wire import Wire, devices_on, report


def decide_hastily(lane: Lane, event: Event, facts: Facts, rules: LaneRules) -> Decision:
    """Everything is done before it is on disk."""
    decision = decide(lane, event, facts, rules)
    return replace(decision, allowed=bool(decision.records))


def open_carelessly(path: Path | str, tables: Iterable[Migrations] = ()) -> Database:
    """Commits that are not on disk when they return."""
    db = open_database(path, tables)
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
    wires: list[Wire] = []

    def wired_devices(settings: Settings, now: Now) -> tuple[Devices, tuple[str, ...]]:
        del settings
        wires.append(Wire(socket.socket(fileno=arguments.wire), frozenset(map(Sex, arguments.trays)), now))
        return devices_on(wires[0]), ("reader:entry",)

    def wired_counter(store: Store, clock: Clock, house: House, devices: Devices, voice: Voice, audience: Audience) -> Counter:
        counter = Counter(store, clock, house, devices, voice, audience)
        counter.watchers = (lambda event, decision: report(wires[0], event, decision),)
        return counter

    with (
        patch.object(running, "real_devices", wired_devices),
        patch.object(running, "counter_of", wired_counter),
        patch.object(counters, "decide", decide_hastily if arguments.wrong == "acts-first" else decide),
        patch.object(stores, "open_database", open_carelessly if arguments.wrong == "never-synced" else open_database),
    ):
        running.run_counter(QuickHome(arguments.home))


if __name__ == "__main__":
    main()
