"""Devices at the other end of a wire: orders go out and what happens comes in, each as one line of JSON."""

import json
import socket
import threading
import time
from dataclasses import dataclass

from kiosk.counter.counter import Devices
from kiosk.hardware.protocols import Emit, Now
from kiosk.lane.actions import Action, GiveTag, Release
from kiosk.lane.decide import Decision
from kiosk.lane.events import CardPresented, Event, Passed, TagReturned, TagTaken, TraySeen
from kiosk.lane.records import Annulled, CardRefused, Entered, Granted, NotServed
from kiosk.lane.state import Lane, Step
from kiosk.lane.words import Direction, Light, Sex


@dataclass(frozen=True, slots=True)
class Wire:
    """One end of the wire. ``trays`` are the mouths in which a tag lies at the start."""

    socket: socket.socket
    trays: frozenset[Sex]
    now: Now

    def send(self, **line: object) -> None:
        """One line, in one system call."""
        self.socket.sendall(json.dumps(line).encode() + b"\n")

    def listen(self, emit: Emit) -> None:
        """Report what happens, until the other end is gone."""
        for text in self.socket.makefile("r", encoding="utf-8"):
            emit(self._event(json.loads(text)))

    def _event(self, line: dict[str, str]) -> Event:
        match line:
            case {"tap": uid}:
                return CardPresented(self.now(), "reader:entry", uid)
            case {"fell": pool}:
                return TraySeen(self.now(), Sex(pool), True)
            case {"taken": pool}:
                return TagTaken(self.now(), Sex(pool))
            case {"passed": direction}:
                return Passed(self.now(), Direction(direction))
            case _:
                return TagReturned(self.now(), line["returned"])


@dataclass(frozen=True, slots=True)
class WiredDoor:
    """Turnstile, return slot, inputs and lamp."""

    wire: Wire

    def start(self, emit: Emit) -> None:
        """Nothing is held."""

    def stop(self) -> None:
        """Nothing is held."""

    def release(self, direction: Direction) -> None:
        self.wire.send(release=direction.value, at_s=time.monotonic())

    def show(self, light: Light) -> None:
        """Nobody looks at the lamp."""


@dataclass(frozen=True, slots=True)
class WiredDispenser:
    wire: Wire

    def start(self, emit: Emit) -> None:
        """Look into the mouths."""
        for pool in Sex:
            emit(TraySeen(self.wire.now(), pool, pool in self.wire.trays))

    def give(self, pool: Sex) -> None:
        self.wire.send(give=pool.value)

    def stop(self) -> None:
        """Nothing is held."""


@dataclass(frozen=True, slots=True)
class WiredReader:
    wire: Wire

    def start(self, emit: Emit) -> None:
        """Listen. Readers are started last: whoever acts is heard after the look into the mouths."""
        threading.Thread(target=self.wire.listen, args=(emit,), name="wire", daemon=True).start()

    def stop(self) -> None:
        """The wire ends with the process."""


def devices_on(wire: Wire) -> Devices:
    """A door at the end of the wire."""
    door = WiredDoor(wire)
    return Devices(door, WiredDispenser(wire), door, door, door, (WiredReader(wire),))


def report(wire: Wire, event: Event, decision: Decision) -> None:
    """Tell the other end, after everything was ordered and written, what was decided.

    ``serving`` is the visit that somebody is waited for; none while its tag is falling.
    """
    records = decision.records
    wire.send(
        at=event.at.isoformat(),
        event=type(event).__name__,
        wrote=len(records),
        did=[told for action in decision.actions if (told := _told(action))],
        granted=[(record.visit, record.uid) for record in records if isinstance(record, Granted)],
        turned_away=[record.uid for record in records if isinstance(record, CardRefused | NotServed)],
        entered=[record.visit for record in records if isinstance(record, Entered)],
        annulled=[record.visit for record in records if isinstance(record, Annulled)],
        serving=_awaited(decision.lane),
    )


def _awaited(lane: Lane) -> tuple[int, str] | None:
    served = lane.serving
    if served is None or (served.step is Step.TAG and not any(mouth.visit == served.visit and mouth.fallen for mouth in lane.in_mouth)):
        return None
    return served.visit, served.step.value


def _told(action: Action) -> tuple[str, str, str | int | None] | None:
    match action:
        case GiveTag(pool=pool, tag=tag):
            return ("give", pool.value, tag)
        case Release(direction=direction, visit=visit):
            return ("release", direction.value, visit)
        case _:
            return None
