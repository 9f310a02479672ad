"""The same door twice, for the contract: real drivers on mock pins, and the simulated door that ships."""

from dataclasses import dataclass, field
from typing import Protocol

from kiosk.hardware.beacon import BeaconSettings, GpioBeacon
from kiosk.hardware.dispenser import DispenserSettings, GpioDispenser, MouthPins
from kiosk.hardware.inputs import GpioInputs, InputsSettings
from kiosk.hardware.protocols import Beacon, Inputs, TagDispenser, TagReturn, Turnstile
from kiosk.hardware.return_slot import GpioReturnSlot, ReturnSlotSettings
from kiosk.hardware.simulated import (
    Door,
    ScriptFault,
    SimulatedBeacon,
    SimulatedDispenser,
    SimulatedInputs,
    SimulatedReturn,
    SimulatedTurnstile,
)
from kiosk.hardware.turnstile import GpioTurnstile, TurnstileSettings
from kiosk.lane.events import Event
from kiosk.lane.words import Direction, Light, Line, Sex
from tests.hardware.mock_lines import LineFactory, drive, is_on
from tests.hardware.virtual_time import VirtualTime

STEP_S = 0.1
TRAVEL_S = 0.4


class ContractDoor(Protocol):
    """A door that a test can walk through. The test is the people and the staff."""

    events: list[Event]

    @property
    def turnstile(self) -> Turnstile: ...
    @property
    def dispenser(self) -> TagDispenser: ...
    @property
    def return_slot(self) -> TagReturn: ...
    @property
    def inputs(self) -> Inputs: ...
    @property
    def beacon(self) -> Beacon: ...

    def wait(self, seconds: float) -> None: ...
    def is_free(self, direction: Direction) -> bool: ...
    def walk(self, direction: Direction) -> None: ...
    def tag_lies_in(self, pool: Sex) -> bool: ...
    def put_tag_into_tray(self, pool: Sex) -> None: ...
    def take_tag(self, pool: Sex) -> None: ...
    def jam(self, on: bool) -> None: ...
    def run_empty(self, on: bool) -> None: ...
    def fill_return_slot(self, on: bool) -> None: ...
    def set_input(self, line: Line, on: bool) -> None: ...
    def light(self) -> Light: ...


@dataclass
class Mechanism:
    """One mouth's motor, gate and tray: a tag needs ``TRAVEL_S`` of motor to drop, the next as long to come up."""

    factory: LineFactory
    pins: MouthPins
    stack: int = 20
    ready: bool = False
    tray: bool = False
    jammed: bool = False
    run_s: float = 0.0

    def wire(self) -> None:
        drive(self.factory, self.pins.tray_empty, not self.tray)
        drive(self.factory, self.pins.ready, self.ready)
        drive(self.factory, self.pins.empty, self.stack == 0)
        drive(self.factory, self.pins.low, self.stack < 5)

    def turn(self) -> None:
        if not is_on(self.factory, self.pins.motor) or self.jammed:
            self.run_s = 0.0
            return
        self.run_s += STEP_S
        if self.run_s < TRAVEL_S:
            return
        self.run_s = 0.0
        if self.ready:
            self.ready, self.tray = False, True
        elif self.stack:
            self.stack, self.ready = self.stack - 1, True
        self.wire()


@dataclass
class GpioDoor:
    """The real drivers, with people and mechanics at the other end of the wires."""

    events: list[Event] = field(default_factory=list)
    time: VirtualTime = field(default_factory=VirtualTime)
    factory: LineFactory = field(default_factory=LineFactory)

    def __post_init__(self) -> None:
        self.dispenser_pins = DispenserSettings()
        self.turnstile_pins = TurnstileSettings()
        self.input_pins = InputsSettings()
        self.return_pins = ReturnSlotSettings()
        self.beacon_pins = BeaconSettings()
        self.mouths = {
            Sex.FEMALE: Mechanism(self.factory, self.dispenser_pins.female),
            Sex.MALE: Mechanism(self.factory, self.dispenser_pins.male),
        }
        given = (lambda: self.factory, self.time.now, self.time.after)
        self.turnstile = GpioTurnstile(self.turnstile_pins, *given)
        self.dispenser = GpioDispenser(self.dispenser_pins, *given)
        self.return_slot = GpioReturnSlot(self.return_pins, *given)
        self.inputs = GpioInputs(self.input_pins, *given)
        self.beacon = GpioBeacon(self.beacon_pins, lambda: self.factory)

    def wait(self, seconds: float) -> None:
        for _ in range(round(seconds / STEP_S)):
            self.time.advance(STEP_S)
            for mouth in self.mouths.values():
                mouth.turn()

    def is_free(self, direction: Direction) -> bool:
        entry = direction is Direction.ENTRY
        return is_on(self.factory, self.turnstile_pins.entry if entry else self.turnstile_pins.exit)

    def walk(self, direction: Direction) -> None:
        entry = direction is Direction.ENTRY
        turned = self.turnstile_pins.entry_turned if entry else self.turnstile_pins.exit_turned
        drive(self.factory, turned, True)
        self.wait(0.6)
        drive(self.factory, turned, False)

    def tag_lies_in(self, pool: Sex) -> bool:
        return self.mouths[pool].tray

    def put_tag_into_tray(self, pool: Sex) -> None:
        self.mouths[pool].tray = True

    def take_tag(self, pool: Sex) -> None:
        self.mouths[pool].tray = False
        self.mouths[pool].wire()

    def jam(self, on: bool) -> None:
        for mouth in self.mouths.values():
            mouth.jammed = on
            if not on:  # staff take out the tag that was bent, and put it back straight
                mouth.ready = False
                mouth.wire()
                mouth.ready = True
                mouth.wire()

    def run_empty(self, on: bool) -> None:
        for mouth in self.mouths.values():
            mouth.stack = 0 if on else 20
            mouth.wire()

    def fill_return_slot(self, on: bool) -> None:
        drive(self.factory, self.return_pins.full, on)

    def set_input(self, line: Line, on: bool) -> None:
        fire = line is Line.FIRE_ALARM
        drive(self.factory, self.input_pins.fire_alarm if fire else self.input_pins.emergency, on)

    def light(self) -> Light:
        pins = {Light.GO: self.beacon_pins.go, Light.STOP: self.beacon_pins.stop, Light.CALL: self.beacon_pins.call}
        return next((light for light, pin in pins.items() if is_on(self.factory, pin)), Light.REST)


@dataclass
class SimulatedDoor:
    """The simulated door, in the same hands."""

    events: list[Event] = field(default_factory=list)
    time: VirtualTime = field(default_factory=VirtualTime)

    def __post_init__(self) -> None:
        self.door = Door(self.time.now)
        self.turnstile = SimulatedTurnstile(self.door)
        self.dispenser = SimulatedDispenser(self.door)
        self.return_slot = SimulatedReturn(self.door)
        self.inputs = SimulatedInputs(self.door)
        self.beacon = SimulatedBeacon(self.door)

    def wait(self, seconds: float) -> None:
        self.time.advance(seconds)

    def is_free(self, direction: Direction) -> bool:
        return direction in self.door.free_until

    def walk(self, direction: Direction) -> None:
        self.door.walk(direction)

    def tag_lies_in(self, pool: Sex) -> bool:
        return pool in self.door.trays

    def put_tag_into_tray(self, pool: Sex) -> None:
        self.door.trays.add(pool)

    def take_tag(self, pool: Sex) -> None:
        self.door.take_tag(pool)

    def jam(self, on: bool) -> None:
        self.door.set_fault(ScriptFault.DISPENSER_JAM, on)

    def run_empty(self, on: bool) -> None:
        self.door.set_fault(ScriptFault.DISPENSER_EMPTY, on)

    def fill_return_slot(self, on: bool) -> None:
        self.door.set_fault(ScriptFault.RETURN_FULL, on)

    def set_input(self, line: Line, on: bool) -> None:
        self.door.set_input(line, on)

    def light(self) -> Light:
        return self.door.light
