"""The GPIO lines of one device, taken and given up together."""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial

from kiosk.errors import LineRefused
from kiosk.hardware.delay import After, Delayed
from kiosk.hardware.health import Health
from kiosk.hardware.pins import Contact, fault_of
from kiosk.hardware.protocols import Emit, Now
from kiosk.lane.words import Fault

RETRY_S = 2.0

Take = Callable[[ExitStack, Emit, Health], tuple[Contact, ...]]
"""Opens the lines of a device, leaves on the stack how each is closed, and returns the contacts among them."""


class Lines:
    """Takes all the lines of a device or none, and goes on asking while somebody else has one of them.

    A line that is refused is a fault of the device.

    :param device: the name under which its faults are reported.
    """

    def __init__(self, device: str, take: Take, now: Now, after: After) -> None:
        self._device = device
        self._take = take
        self._now = now
        self._after = after
        self._held = ExitStack()
        self._contacts: tuple[Contact, ...] = ()
        self._retry: Delayed | None = None
        self._wanted = False
        self._lock = threading.Lock()

    def start(self, emit: Emit) -> None:
        """Take the lines, now or as soon as they can be had."""
        self._wanted = True
        self._try(emit, Health(self._device, self._now, emit))

    def look(self) -> None:
        """Read every contact."""
        with self._lock:
            contacts = self._contacts
        for contact in contacts:
            _ = contact.active

    def stop(self) -> None:
        """Give them up."""
        with self._lock:
            self._wanted = False
            self._contacts = ()
            if self._retry is not None:
                self._retry.cancel()
            self._held.close()

    def _try(self, emit: Emit, health: Health) -> None:
        with self._lock:
            if not self._wanted:
                return
            fault = None
            try:
                with ExitStack() as taken:
                    self._contacts = self._take(taken, emit, health)
                    self._held = taken.pop_all()
            except LineRefused as refused:
                fault = fault_of(refused)
            for one in (Fault.BUSY, Fault.LOST):
                health.set(one, one is fault)
            if fault is not None:
                self._retry = self._after(RETRY_S, partial(self._try, emit, health))
