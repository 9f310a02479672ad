"""Watches over the counter from a thread of its own, and tells systemd that it lives only as long as every part of it does."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from kiosk.counter.counter import Counter
from kiosk.counter.signs import Sign, restart_helps, stuck
from kiosk.counter.systemd import ALIVE, READY, RESTART_ME, STOPPING, Notifier
from kiosk.hardware.protocols import Probed, Progressing
from kiosk.lane.events import DeviceFailed, DeviceRecovered
from kiosk.lane.words import Fault

log = logging.getLogger("kiosk.guard")

PERIOD_S = 1.0
STOP_S = 0.5


@dataclass(slots=True)
class Pulse:
    """Asks a part again and again for a sign of life, never twice before it has answered.

    :param ask: has the function that it is given called by the part. It returns at once.
    """

    part: str
    ask: Callable[[Callable[[], None]], None]
    elapsed_s: Callable[[], float]
    first_s: float = field(init=False)
    last_s: float = field(init=False)
    answered: bool = True

    def __post_init__(self) -> None:
        self.first_s = self.last_s = self.elapsed_s()

    def sign(self) -> Sign:
        """The last sign of life; asks for the next."""
        if self.answered:
            self.answered = False
            self.ask(self._beat)
        return Sign(self.part, self.first_s, self.last_s)

    def _beat(self) -> None:
        self.last_s, self.answered = self.elapsed_s(), True


class Looker:
    """Looks at a device from a thread of its own, whenever it is asked to: a device that hangs holds up nobody else."""

    def __init__(self, device: Probed) -> None:
        self._device = device
        self._wanted = threading.Event()
        self._answer: Callable[[], None] | None = None
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="look", daemon=True)
        self._thread.start()

    def ask(self, answer: Callable[[], None]) -> None:
        """Look, and call ``answer`` when that is done."""
        self._answer = answer
        self._wanted.set()

    def stop(self) -> None:
        """Look no more. A look that hangs is not waited for."""
        self._stopping = True
        self._wanted.set()
        self._thread.join(STOP_S)

    def _run(self) -> None:
        while self._wanted.wait() and not self._stopping:
            self._wanted.clear()
            self._device.look()
            if self._answer:
                self._answer()


class Guard:
    """Looks at every part of a counter that has started, once a second, as long as the ``with`` lasts.

    :param notifier: hears that the counter is ready, that it lives, and that it should be started again.
    :param elapsed_s: the monotonic clock.
    """

    def __init__(self, counter: Counter, notifier: Notifier, elapsed_s: Callable[[], float] = time.monotonic) -> None:
        self._counter = counter
        self._notifier = notifier
        self._elapsed_s = elapsed_s
        devices = counter.devices
        self._readers = [(reader, reader.last_progress()) for reader in devices.readers if isinstance(reader, Progressing)]
        named = {
            "turnstile": devices.turnstile,
            "dispenser": devices.dispenser,
            "return_slot": devices.tag_return,
            "inputs": devices.inputs,
        }
        self._lookers = {name: Looker(device) for name, device in named.items() if isinstance(device, Probed)}
        self.pulses = [
            Pulse("inbox", counter.submit, elapsed_s),
            Pulse("database", counter.store.submit, elapsed_s),
            *(Pulse(name, looker.ask, elapsed_s) for name, looker in self._lookers.items()),
        ]
        self._hanging: dict[str, Sign] = {}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="guard", daemon=True)

    def __enter__(self) -> Self:
        """The counter is ready."""
        self._notifier.tell(READY)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """The counter is going to stop."""
        self._stopping.set()
        self._thread.join(STOP_S)
        self._notifier.tell(STOPPING)
        self.close()

    def close(self) -> None:
        """Look at nothing any more."""
        for looker in self._lookers.values():
            looker.stop()
        self._notifier.close()

    def check(self) -> None:
        """One round: tell of what has begun to hang and of what goes on again, and whether the counter lives."""
        now_s = self._elapsed_s()
        hanging = {sign.part: sign for sign in stuck(self._signs(), now_s)}
        for part in hanging.keys() - self._hanging.keys():
            log.error("part hangs part=%s", part)
            for device in hanging[part].devices:
                self._counter.emit(DeviceFailed(self._counter.clock.now(), device, Fault.STUCK))
        for part in self._hanging.keys() - hanging.keys():
            log.warning("part goes on part=%s", part)
            for device in self._hanging[part].devices:
                self._counter.emit(DeviceRecovered(self._counter.clock.now(), device, Fault.STUCK))
        self._hanging = hanging
        if restart_helps(hanging.values(), now_s, idle=not self._counter.lane.under_way):
            self._notifier.tell(f"STATUS=hangs: {', '.join(sorted(hanging))}", RESTART_ME)
        else:
            self._notifier.tell(ALIVE)

    def _signs(self) -> list[Sign]:
        readers = [Sign("/".join(reader.devices), first_s, reader.last_progress(), reader.devices) for reader, first_s in self._readers]
        return [pulse.sign() for pulse in self.pulses] + readers

    def _run(self) -> None:
        while not self._stopping.wait(PERIOD_S):
            self.check()
