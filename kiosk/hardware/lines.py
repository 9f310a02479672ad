"""The GPIO lines of one device, taken and given up together."""

import threading
from collections.abc import Callable
from contextlib import ExitStack

from kiosk.errors import LineRefused
from kiosk.hardware.delay import After, Delayed
from kiosk.hardware.health import Health
from kiosk.hardware.pins import Contact, fault_of
from kiosk.lane.words import Fault

RETRY_S = 2.0


class Lines:
    """Takes all the lines of a device or none, and goes on asking while somebody else has one of them.

    ``take`` opens the lines, leaves on the stack how each is closed, and returns the contacts. A line that is refused is a fault of
    the device.
    """

    def __init__(self, health: Health, take: Callable[[ExitStack], tuple[Contact, ...]], after: After) -> None:
        self._health = health
        self._take = take
        self._after = after
        self._held = ExitStack()
        self._contacts: tuple[Contact, ...] = ()
        self._retry: Delayed | None = None
        self._wanted = False
        self._lock = threading.Lock()

    def start(self) -> None:
        """Take the lines, now or as soon as they can be had."""
        self._wanted = True
        self._try()

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

    def _try(self) -> None:
        with self._lock:
            if not self._wanted:
                return
            try:
                with ExitStack() as taken:
                    self._contacts = self._take(taken)
                    self._held = taken.pop_all()
            except LineRefused as refused:
                self._report(fault_of(refused))
                self._retry = self._after(RETRY_S, self._try)
            else:
                self._report(None)

    def _report(self, fault: Fault | None) -> None:
        for one in (Fault.BUSY, Fault.LOST):
            self._health.set(one, one is fault)
