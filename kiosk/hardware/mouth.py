"""How one mouth of the tag dispenser works: what it makes of its sensors and timers, and what it orders. Pure.

The motor pushes the tag that stands *ready* behind the gate into the *tray*, where a hand takes it, and the next one up.
"""

from dataclasses import dataclass, replace
from enum import Enum, StrEnum, auto

from kiosk.lane.words import Fault


@dataclass(frozen=True, slots=True)
class Rules:
    """How the mouth is built and how patient it is.

    :param give_s: how long one try lasts.
    :param pause_s: the rest between two tries.
    :param retries: how often it tries again.
    :param jam_over_s: without a ready sensor nothing tells that a jam was cleared: it counts as over after this time.
    :param sees_tray: whether there is a tray sensor. Without one a tag counts as given and taken when a try is over.
    :param sees_ready: whether there is a ready sensor. Without one no tag is brought forward before it is asked for.
    """

    give_s: float
    pause_s: float
    retries: int
    jam_over_s: float = 60.0
    sees_tray: bool = True
    sees_ready: bool = True


class Sensor(StrEnum):
    """A sensor of the mouth, named for what is true while it is active."""

    TRAY_EMPTY = "tray_empty"
    READY = "ready"
    LOW = "low"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Began:
    """The lines were taken; these sensors are active."""

    active: frozenset[Sensor]


@dataclass(frozen=True, slots=True)
class Asked:
    """A tag is wanted."""


@dataclass(frozen=True, slots=True)
class Sensed:
    """A sensor changed."""

    sensor: Sensor
    on: bool


@dataclass(frozen=True, slots=True)
class Woke:
    """The time of the ``Wake`` with this number has come."""

    number: int


Happening = Began | Asked | Sensed | Woke


@dataclass(frozen=True, slots=True)
class Motor:
    """Switch the motor."""

    on: bool


@dataclass(frozen=True, slots=True)
class Wake:
    """Come back with ``Woke(number)`` after so long; earlier ones are void."""

    after_s: float
    number: int


@dataclass(frozen=True, slots=True)
class TrayReport:
    """Report whether a tag lies in the tray: at the start, and when one has fallen into it."""

    holding: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """Report that a hand took the tag."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Report that a fault began or ended."""

    fault: Fault
    on: bool


Order = Motor | Wake | TrayReport | Taken | Trouble


class Aim(Enum):
    """What the mouth is at."""

    NOTHING = auto()
    GIVE = auto()  # a tag into the tray
    FORWARD = auto()  # the next tag up to the gate
    JAMMED = auto()  # nothing, until somebody may have cleared the jam


@dataclass(frozen=True, slots=True)
class Mouth:
    """The state of one mouth. ``wake`` is the number of the last ``Wake``."""

    holding: bool = False
    ready: bool = False
    empty: bool = False
    aim: Aim = Aim.NOTHING
    running: bool = False
    tries_left: int = 0
    wake: int = 0


Step = tuple[Mouth, tuple[Order, ...]]


def step(mouth: Mouth, rules: Rules, happening: Happening) -> Step:
    """What the mouth becomes, and what is to be done, when this happens."""
    match happening:
        case Began(active):
            return _began(mouth, rules, active)
        case Asked() if mouth.holding or mouth.aim is Aim.GIVE:
            return mouth, ()
        case Asked():
            mouth, orders = _try(replace(mouth, aim=Aim.GIVE, tries_left=rules.retries), rules)
            # Without a sensor nobody sees the tag fall: from now on it may lie in the tray.
            return mouth, orders if rules.sees_tray else (*orders, TrayReport(True))
        case Sensed(sensor, on):
            return _sensed(mouth, rules, sensor, on)
        case Woke(number):
            return _woke(mouth, rules) if number == mouth.wake else (mouth, ())


def _sensed(mouth: Mouth, rules: Rules, sensor: Sensor, on: bool) -> Step:
    match sensor:
        case Sensor.TRAY_EMPTY:
            return _left_tray(mouth, rules) if on else _reached_tray(mouth)
        case Sensor.READY:
            return _stands_ready(mouth) if on else (replace(mouth, ready=False), ())
        case Sensor.LOW:
            return mouth, (Trouble(Fault.LOW, on),)
        case Sensor.EMPTY:
            # A refill starts no motor: hands are in the stack. The next tag that is asked for brings the others up.
            return replace(mouth, empty=on), (Trouble(Fault.EMPTY, on),)


def _began(mouth: Mouth, rules: Rules, active: frozenset[Sensor]) -> Step:
    mouth = replace(
        mouth,
        holding=rules.sees_tray and Sensor.TRAY_EMPTY not in active,
        ready=Sensor.READY in active,
        empty=Sensor.EMPTY in active,
    )
    seen = (TrayReport(mouth.holding), Trouble(Fault.LOW, Sensor.LOW in active), Trouble(Fault.EMPTY, mouth.empty))
    return _then_forward(mouth, rules, seen)


def _reached_tray(mouth: Mouth) -> Step:
    mouth, orders = _rest(replace(mouth, holding=True))
    return mouth, (*orders, TrayReport(True), Trouble(Fault.JAM, False))


def _left_tray(mouth: Mouth, rules: Rules) -> Step:
    if not mouth.holding:
        return mouth, ()
    return _then_forward(replace(mouth, holding=False), rules, (Taken(),))


def _stands_ready(mouth: Mouth) -> Step:
    mouth = replace(mouth, ready=True)
    orders: tuple[Order, ...] = ()
    if mouth.aim is Aim.FORWARD:
        mouth, orders = _rest(mouth)
    return mouth, (*orders, Trouble(Fault.JAM, False))


def _woke(mouth: Mouth, rules: Rules) -> Step:
    match mouth.aim:
        case Aim.NOTHING:
            return mouth, ()
        case Aim.JAMMED:
            return replace(mouth, aim=Aim.NOTHING), (Trouble(Fault.JAM, False),)
        case Aim.GIVE | Aim.FORWARD:
            return _time_over(mouth, rules) if mouth.running else _try(mouth, rules)


def _time_over(mouth: Mouth, rules: Rules) -> Step:
    if mouth.aim is Aim.GIVE and not rules.sees_tray:
        mouth, orders = _rest(mouth)
        return _then_forward(mouth, rules, (*orders, Taken()))
    if mouth.tries_left:
        paused = replace(mouth, running=False, tries_left=mouth.tries_left - 1, wake=mouth.wake + 1)
        return paused, (Motor(False), Wake(rules.pause_s, paused.wake))
    jammed = mouth.aim is Aim.GIVE or not mouth.empty
    mouth, orders = _rest(mouth)
    if not jammed:
        return mouth, orders
    orders = (*orders, Trouble(Fault.JAM, True))
    if rules.sees_ready:
        return mouth, orders
    return replace(mouth, aim=Aim.JAMMED), (*orders, Wake(rules.jam_over_s, mouth.wake))


def _then_forward(mouth: Mouth, rules: Rules, orders: tuple[Order, ...]) -> Step:
    idle = mouth.aim is Aim.NOTHING and not mouth.holding
    if not (idle and rules.sees_ready) or mouth.ready or mouth.empty:
        return mouth, orders
    mouth, more = _try(replace(mouth, aim=Aim.FORWARD, tries_left=rules.retries), rules)
    return mouth, (*orders, *more)


def _try(mouth: Mouth, rules: Rules) -> Step:
    mouth = replace(mouth, running=True, wake=mouth.wake + 1)
    return mouth, (Wake(rules.give_s, mouth.wake), Motor(True))


def _rest(mouth: Mouth) -> Step:
    return replace(mouth, aim=Aim.NOTHING, running=False, tries_left=0, wake=mouth.wake + 1), (Motor(False),)
