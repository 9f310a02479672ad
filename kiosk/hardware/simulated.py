"""A door without hardware: a working stand-in for every device, with its faults. It ships.

The ``Door`` is the physical world: trays, tags, the arm. It outlives a counter that dies; the devices are only its handles.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from kiosk.hardware.protocols import Emit, Now
from kiosk.lane.events import (
    CardPresented,
    DeviceFailed,
    DeviceRecovered,
    Event,
    InputChanged,
    Passed,
    TagReturned,
    TagTaken,
    TraySeen,
)
from kiosk.lane.words import Direction, Fault, Light, Line, Sex

READER = "entry"


class ScriptFault(StrEnum):
    """The faults that a script can switch on."""

    DISPENSER_JAM = "dispenser_jam"
    DISPENSER_EMPTY = "dispenser_empty"
    TURNSTILE_STUCK = "turnstile_stuck"
    READER_LOST = "reader_lost"
    RETURN_FULL = "return_full"


_REPORTS = {
    ScriptFault.DISPENSER_JAM: tuple((f"dispenser:{pool.value}", Fault.JAM) for pool in Sex),
    ScriptFault.DISPENSER_EMPTY: tuple((f"dispenser:{pool.value}", Fault.EMPTY) for pool in Sex),
    ScriptFault.TURNSTILE_STUCK: (("turnstile", Fault.STUCK),),
    ScriptFault.READER_LOST: ((f"reader:{READER}", Fault.LOST),),
    ScriptFault.RETURN_FULL: (("return_slot", Fault.FULL),),
}

# A jam and a stuck arm show only when somebody tries to use them; the others have a sensor.
_SENSED = (ScriptFault.DISPENSER_EMPTY, ScriptFault.READER_LOST, ScriptFault.RETURN_FULL)


class Schedule(Protocol):
    """Lets time pass before something happens."""

    def after(self, seconds: float, then: Callable[[], None]) -> None:
        """Do this so many seconds from now."""


@dataclass(slots=True)
class Door:
    """The simulated world at one turnstile.

    :param relock_s: how long the arm stays free after a release that nobody uses.
    """

    now: Now
    relock_s: float = 10.0
    trays: set[Sex] = field(default_factory=set)
    faults: set[ScriptFault] = field(default_factory=set)
    reported: set[tuple[str, Fault]] = field(default_factory=set)
    lines_on: set[Line] = field(default_factory=set)
    free_until: dict[Direction, datetime] = field(default_factory=dict)
    releases: int = 0
    light: Light = Light.REST
    _emit: Emit | None = None

    def connect(self, emit: Emit) -> None:
        """A counter takes hold of the devices: what is wrong is reported to it anew."""
        if emit == self._emit:
            return
        self._emit = emit
        self.reported.clear()
        for fault in sorted(self.faults):
            if fault in _SENSED:
                self._report(fault)

    def disconnect(self) -> None:
        """The counter is gone; the world goes on unseen."""
        self._emit = None

    def tap(self, uid: str) -> bool:
        """Hold a card to the entry reader; false when the reader is gone."""
        if ScriptFault.READER_LOST in self.faults:
            return False
        self._send(CardPresented(self.now(), READER, uid))
        return True

    def give(self, pool: Sex) -> None:
        """The dispenser's motor: a tag drops unless one lies there or it jams."""
        if pool in self.trays:
            return
        if self.faults & {ScriptFault.DISPENSER_JAM, ScriptFault.DISPENSER_EMPTY}:
            self._fail(f"dispenser:{pool.value}", Fault.JAM)
        else:
            self.trays.add(pool)
            self._send(TraySeen(self.now(), pool, True))

    def take_tag(self, pool: Sex) -> bool:
        """A hand takes the tag out of the mouth; false when none lies there."""
        if pool not in self.trays:
            return False
        self.trays.discard(pool)
        self._send(TagTaken(self.now(), pool))
        return True

    def release(self, direction: Direction) -> None:
        """The release pulse: the arm is free for one, or stuck."""
        self.releases += 1
        if ScriptFault.TURNSTILE_STUCK in self.faults:
            self._report(ScriptFault.TURNSTILE_STUCK)
        else:
            self.free_until[direction] = self.now() + timedelta(seconds=self.relock_s)

    def walk(self, direction: Direction) -> bool:
        """Somebody pushes the arm; false when it does not turn."""
        free = self.free_until.pop(direction, None)
        alarmed = bool(self.lines_on)
        if ScriptFault.TURNSTILE_STUCK in self.faults or not (alarmed or (free and self.now() < free)):
            return False
        self._send(Passed(self.now(), direction))
        return True

    def slip_through(self, direction: Direction) -> None:
        """Somebody squeezes through behind another before the arm locks."""
        self._send(Passed(self.now(), direction))

    def put_in_slot(self, mark: str) -> bool:
        """A tag goes into the return slot; false when it is full."""
        if ScriptFault.RETURN_FULL in self.faults:
            return False
        self._send(TagReturned(self.now(), mark))
        return True

    def set_fault(self, fault: ScriptFault, on: bool) -> None:
        """Break something, or mend it."""
        if on:
            self.faults.add(fault)
            if fault in _SENSED:
                self._report(fault)
            return
        self.faults.discard(fault)
        for device, what in _REPORTS[fault]:
            self._recover(device, what)
        if fault is ScriptFault.DISPENSER_EMPTY:
            for pool in Sex:
                self._recover(f"dispenser:{pool.value}", Fault.JAM)

    def set_input(self, line: Line, on: bool) -> None:
        """Switch an input line."""
        (self.lines_on.add if on else self.lines_on.discard)(line)
        self._send(InputChanged(self.now(), line, on))

    def look(self) -> None:
        """The dispenser looks into its mouths, the inputs at their lines, as at every start."""
        for pool in Sex:
            self._send(TraySeen(self.now(), pool, pool in self.trays))

    def look_at_lines(self) -> None:
        """Report the lines that are on."""
        for line in sorted(self.lines_on):
            self._send(InputChanged(self.now(), line, True))

    def _report(self, fault: ScriptFault) -> None:
        for device, what in _REPORTS[fault]:
            self._fail(device, what)

    def _fail(self, device: str, fault: Fault) -> None:
        if (device, fault) not in self.reported:
            self.reported.add((device, fault))
            self._send(DeviceFailed(self.now(), device, fault))

    def _recover(self, device: str, fault: Fault) -> None:
        if (device, fault) in self.reported:
            self.reported.discard((device, fault))
            self._send(DeviceRecovered(self.now(), device, fault))

    def _send(self, event: Event) -> None:
        if self._emit:
            self._emit(event)


@dataclass(frozen=True, slots=True)
class SimulatedReader:
    """The entry reader."""

    door: Door

    def start(self, emit: Emit) -> None:
        """Watch for cards; the door reports what is broken."""
        self.door.connect(emit)

    def stop(self) -> None:
        """Nothing is held."""


@dataclass(frozen=True, slots=True)
class SimulatedTurnstile:
    """The arm."""

    door: Door

    def start(self, emit: Emit) -> None:
        """Report to this counter from now on."""
        self.door.connect(emit)

    def release(self, direction: Direction) -> None:
        """Free the arm for one."""
        self.door.release(direction)

    def stop(self) -> None:
        """Lock."""
        self.door.free_until.clear()


@dataclass(frozen=True, slots=True)
class SimulatedDispenser:
    """Two mouths."""

    door: Door

    def start(self, emit: Emit) -> None:
        """Look into the mouths."""
        self.door.connect(emit)
        self.door.look()

    def give(self, pool: Sex) -> None:
        """Drop a tag, unless one lies there."""
        self.door.give(pool)

    def stop(self) -> None:
        """Nothing is held."""


@dataclass(frozen=True, slots=True)
class SimulatedReturn:
    """The return slot."""

    door: Door

    def start(self, emit: Emit) -> None:
        """Report to this counter from now on."""
        self.door.connect(emit)

    def stop(self) -> None:
        """Nothing is held."""


@dataclass(frozen=True, slots=True)
class SimulatedInputs:
    """Fire alarm and emergency button."""

    door: Door

    def start(self, emit: Emit) -> None:
        """Report the lines that are on."""
        self.door.connect(emit)
        self.door.look_at_lines()

    def stop(self) -> None:
        """Nothing is held."""


@dataclass(frozen=True, slots=True)
class SimulatedBeacon:
    """The lamp."""

    door: Door

    def show(self, light: Light) -> None:
        """Show this light."""
        self.door.light = light

    def stop(self) -> None:
        """Put it out."""
        self.door.light = Light.REST
