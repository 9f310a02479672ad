"""The tag dispenser on GPIO lines: two mouths, one a changing room, that know nothing of each other."""

import threading
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import Annotated

from kiosk.hardware.delay import After, Delayed, after
from kiosk.hardware.health import Health
from kiosk.hardware.limits import Between, check_ranges
from kiosk.hardware.lines import Lines
from kiosk.hardware.mouth import (
    Asked,
    Began,
    Happening,
    Motor,
    Mouth,
    Order,
    Rules,
    Sensed,
    Sensor,
    Taken,
    TrayReport,
    Trouble,
    Wake,
    Woke,
    step,
)
from kiosk.hardware.pins import Chip, Contact, InputPin, Output, OutputPin
from kiosk.hardware.protocols import Emit, Now
from kiosk.lane.events import TagTaken, TraySeen
from kiosk.lane.words import Sex


@dataclass(frozen=True, slots=True)
class MouthPins:
    """The lines of one mouth.

    :param motor: pushes the tags on while it is on.
    :param ready: active while a tag stands ready behind the gate. Not wired: no tag is brought forward in advance.
    :param tray_empty: active while no tag lies in the tray. Not wired: a tag counts as taken after ``give_s``.
    :param low: active while few tags are left.
    :param empty: active while the stack is empty.
    """

    motor: OutputPin = OutputPin()
    ready: InputPin = InputPin()
    tray_empty: InputPin = InputPin(bounce_s=0.05)
    low: InputPin = InputPin(bounce_s=0.2)
    empty: InputPin = InputPin(bounce_s=0.2)


@dataclass(frozen=True, slots=True)
class DispenserSettings:
    """The dispenser's lines and times.

    :param female: the mouth of the women's tags; ``male`` of the men's.
    :param give_s: the motor runs at most so long for one tag.
    :param pause_s: the rest before the next try.
    :param retries: how many more tries there are before it is a jam.
    :param jam_over_s: a mouth without a ready sensor tries again so long after a jam.
    :raises ValueError: when a number is out of its range.
    """

    female: MouthPins = MouthPins(
        motor=OutputPin(22),
        ready=InputPin(12),
        tray_empty=InputPin(16, bounce_s=0.05),
        low=InputPin(20, bounce_s=0.2),
        empty=InputPin(21, bounce_s=0.2),
    )
    male: MouthPins = MouthPins(
        motor=OutputPin(23),
        ready=InputPin(13),
        tray_empty=InputPin(19, bounce_s=0.05),
        low=InputPin(26, bounce_s=0.2),
        empty=InputPin(4, bounce_s=0.2),
    )
    give_s: Annotated[float, Between(0.1, 30, "seconds")] = 2.0
    pause_s: Annotated[float, Between(0.05, 30, "seconds")] = 0.5
    retries: Annotated[int, Between(0, 10)] = 2
    jam_over_s: Annotated[float, Between(5, 3600, "seconds")] = 60.0

    def __post_init__(self) -> None:
        check_ranges(self)


class GpioDispenser:
    """Both mouths. A tag that is asked for while a mouth's lines are not held is not given later."""

    def __init__(self, settings: DispenserSettings, chip: Chip, now: Now, after: After = after) -> None:
        self._mouths = {
            pool: _GpioMouth(pool, pins, _rules(settings, pins), chip, now, after)
            for pool, pins in ((Sex.FEMALE, settings.female), (Sex.MALE, settings.male))
        }

    def start(self, emit: Emit) -> None:
        """Take hold of the lines, motors off, and bring the next tags forward."""
        for mouth in self._mouths.values():
            mouth.start(emit)

    def give(self, pool: Sex) -> None:
        """Drop one tag into the tray of this pool, unless one lies there. Returns at once."""
        self._mouths[pool].feed(Asked())

    def look(self) -> None:
        """Read the lines, through every lock; returns at once, unless the dispenser hangs."""
        for mouth in self._mouths.values():
            mouth.look()

    def stop(self) -> None:
        """Stop the motors and let go of the lines."""
        for mouth in self._mouths.values():
            mouth.stop()


def _rules(settings: DispenserSettings, pins: MouthPins) -> Rules:
    return Rules(
        settings.give_s,
        settings.pause_s,
        settings.retries,
        settings.jam_over_s,
        sees_tray=pins.tray_empty.pin is not None,
        sees_ready=pins.ready.pin is not None,
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """What a mouth works and reports with while its lines are held."""

    motor: Output
    emit: Emit
    health: Health


class _GpioMouth:
    """Carries out what ``mouth.step`` orders."""

    def __init__(self, pool: Sex, pins: MouthPins, rules: Rules, chip: Chip, now: Now, after: After) -> None:
        self._pool = pool
        self._pins = pins
        self._rules = rules
        self._chip = chip
        self._now = now
        self._after = after
        self._lines = Lines(f"dispenser:{pool}", self._take, now, after)
        self._mouth = Mouth()
        self._held: _Held | None = None
        self._wake: Delayed | None = None
        self._lock = threading.Lock()

    def start(self, emit: Emit) -> None:
        self._lines.start(emit)

    def look(self) -> None:
        with self._lock:
            pass
        self._lines.look()

    def stop(self) -> None:
        self._lines.stop()

    def feed(self, happening: Happening) -> None:
        with self._lock:
            if self._held is not None:
                self._step(happening, self._held)

    def _take(self, stack: ExitStack, emit: Emit, health: Health) -> tuple[Contact, ...]:
        motor = Output(self._pins.motor, self._chip)
        stack.callback(motor.close)
        contacts = {}
        for sensor, pin in (
            (Sensor.TRAY_EMPTY, self._pins.tray_empty),
            (Sensor.READY, self._pins.ready),
            (Sensor.LOW, self._pins.low),
            (Sensor.EMPTY, self._pins.empty),
        ):
            contacts[sensor] = Contact(pin, self._chip, partial(self._sensed, sensor))
            stack.callback(contacts[sensor].close)
        stack.callback(self._let_go)
        with self._lock:  # a sensor that changes meanwhile waits until all of them were looked at
            self._mouth, self._held = Mouth(), _Held(motor, emit, health)
            self._step(Began(frozenset(sensor for sensor, contact in contacts.items() if contact.active)), self._held)
        return tuple(contacts.values())

    def _let_go(self) -> None:
        with self._lock:
            self._held = None
            if self._wake is not None:
                self._wake.cancel()

    def _sensed(self, sensor: Sensor, on: bool) -> None:
        self.feed(Sensed(sensor, on))

    def _step(self, happening: Happening, held: _Held) -> None:
        self._mouth, orders = step(self._mouth, self._rules, happening)
        for order in orders:
            self._carry_out(order, held)

    def _carry_out(self, order: Order, held: _Held) -> None:
        match order:
            case Motor(on):
                held.motor.on() if on else held.motor.off()
            case Wake(after_s, number):
                if self._wake is not None:
                    self._wake.cancel()
                self._wake = self._after(after_s, partial(self.feed, Woke(number)))
            case TrayReport(holding):
                held.emit(TraySeen(self._now(), self._pool, holding))
            case Taken():
                held.emit(TagTaken(self._now(), self._pool))
            case Trouble(fault, on):
                held.health.set(fault, on)
