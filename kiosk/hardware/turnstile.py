"""A tripod or flap turnstile on relays: one pulse lets one person through, a contact tells that the arm turned."""

import logging
import threading
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Annotated

from kiosk.hardware.delay import After, Delayed, after
from kiosk.hardware.health import Health
from kiosk.hardware.limits import Between, check_ranges
from kiosk.hardware.lines import Lines
from kiosk.hardware.pins import Chip, Contact, InputPin, Output, OutputPin
from kiosk.hardware.protocols import Emit, Now
from kiosk.lane.events import Passed
from kiosk.lane.words import Direction, Fault

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TurnstileSettings:
    """The turnstile's lines and times.

    :param entry: the relay that releases one person inwards; ``exit`` outwards.
    :param entry_turned: the contact that closes while the arm turns inwards; ``exit_turned`` outwards.
    :param pulse_s: how long a release lasts.
    :param pause_s: the least time between two pulses on one line, so that the gate counts two.
    :param stuck_s: an arm that takes longer to turn is stuck.
    :raises ValueError: when a time is out of its range.
    """

    entry: OutputPin = OutputPin(17)
    exit: OutputPin = OutputPin(27)
    entry_turned: InputPin = InputPin(5)
    exit_turned: InputPin = InputPin(6)
    pulse_s: Annotated[float, Between(0.05, 10, "seconds")] = 0.5
    pause_s: Annotated[float, Between(0.05, 10, "seconds")] = 0.2
    stuck_s: Annotated[float, Between(1, 120, "seconds")] = 10.0

    def __post_init__(self) -> None:
        check_ranges(self)


class GpioTurnstile:
    """The turnstile on GPIO lines. A release while its lines are not held is lost: nobody is let in later by surprise."""

    def __init__(self, settings: TurnstileSettings, chip: Chip, now: Now, after: After = after) -> None:
        self._settings = settings
        self._chip = chip
        self._now = now
        self._after = after
        self._lines = Lines("turnstile", self._take, now, after)
        self._releases: dict[Direction, _Pulses] = {}

    def start(self, emit: Emit) -> None:
        """Take hold of the lines, locked."""
        self._lines.start(emit)

    def release(self, direction: Direction) -> None:
        """Open once in this direction. A release during a pulse becomes a pulse of its own after it."""
        pulses = self._releases.get(direction)
        if pulses is None:
            logger.warning("release lost device=turnstile direction=%s", direction)
        else:
            pulses.add()

    def stop(self) -> None:
        """Lock and let go of the lines."""
        self._lines.stop()

    def look(self) -> None:
        """Read the lines, through every lock; returns at once, unless the turnstile hangs."""
        for pulses in tuple(self._releases.values()):
            pulses.look()
        self._lines.look()

    def _take(self, stack: ExitStack, emit: Emit, health: Health) -> tuple[Contact, ...]:
        settings = self._settings
        releases, contacts = {}, []
        for direction, output, turned in (
            (Direction.ENTRY, settings.entry, settings.entry_turned),
            (Direction.EXIT, settings.exit, settings.exit_turned),
        ):
            relay = Output(output, self._chip)
            stack.callback(relay.close)
            pulses = _Pulses(relay, settings.pulse_s, settings.pause_s, self._after)
            stack.callback(pulses.close)
            arm = _Arm(direction, settings.stuck_s, self._now, emit, health, self._after)
            stack.callback(arm.close)
            contacts.append(Contact(turned, self._chip, arm.moved))
            stack.callback(contacts[-1].close)
            releases[direction] = pulses
        self._releases = releases
        stack.callback(releases.clear)
        return tuple(contacts)


class _Pulses:
    """The release pulses of one direction, one after the other."""

    def __init__(self, relay: Output, pulse_s: float, pause_s: float, after: After) -> None:
        self._relay = relay
        self._pulse_s = pulse_s
        self._pause_s = pause_s
        self._after = after
        self._owed = 0
        self._next: Delayed | None = None
        self._closed = False
        self._lock = threading.Lock()

    def add(self) -> None:
        with self._lock:
            if self._closed:
                return
            self._owed += 1
            if self._owed == 1:
                self._begin()

    def look(self) -> None:
        with self._lock:
            pass

    def close(self) -> None:
        with self._lock:
            self._closed = True
            if self._next is not None:
                self._next.cancel()

    def _begin(self) -> None:
        # The end is arranged first: a pulse that could not end must not begin.
        self._next = self._after(self._pulse_s, self._end)
        self._relay.on()

    def _end(self) -> None:
        with self._lock:
            if self._closed:
                return
            self._relay.off()
            self._next = self._after(self._pause_s, self._rested)

    def _rested(self) -> None:
        with self._lock:
            self._owed -= 1
            if self._owed and not self._closed:
                self._begin()


class _Arm:
    """Tells each turn of the arm in one direction, and when it stands half-way."""

    def __init__(self, direction: Direction, stuck_s: float, now: Now, emit: Emit, health: Health, after: After) -> None:
        self._direction = direction
        self._stuck_s = stuck_s
        self._now = now
        self._emit = emit
        self._health = health
        self._after = after
        self._turning: Delayed | None = None

    def moved(self, turning: bool) -> None:
        self.close()
        if turning:
            self._emit(Passed(self._now(), self._direction))
            self._turning = self._after(self._stuck_s, self._overdue)
        else:
            self._health.set(Fault.STUCK, False)

    def close(self) -> None:
        if self._turning is not None:
            self._turning.cancel()

    def _overdue(self) -> None:
        self._health.set(Fault.STUCK, True)
