"""What is wrong with one device, told once when it goes and once when it is back."""

import logging
import threading

from kiosk.hardware.protocols import Emit, Now
from kiosk.lane.events import DeviceFailed, DeviceRecovered
from kiosk.lane.words import Fault

logger = logging.getLogger(__name__)


class Health:
    """The faults that one device has now. Each is reported and logged when it begins and when it ends."""

    def __init__(self, device: str, now: Now, emit: Emit) -> None:
        self.device = device
        self._now = now
        self._emit = emit
        self._faults: set[Fault] = set()
        self._lock = threading.Lock()

    def set(self, fault: Fault, on: bool) -> None:
        """Say whether the device has this fault now. May be called from any thread."""
        with self._lock:
            if on == (fault in self._faults):
                return
            if on:
                self._faults.add(fault)
                logger.warning("device failed device=%s fault=%s", self.device, fault)
                self._emit(DeviceFailed(self._now(), self.device, fault))
            else:
                self._faults.remove(fault)
                logger.info("device recovered device=%s fault=%s", self.device, fault)
                self._emit(DeviceRecovered(self._now(), self.device, fault))
