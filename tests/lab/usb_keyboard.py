"""A keyboard reader at a USB socket: the kernel's uhid takes our reports for those of a device, and makes keys of them.

Source: Linux, Documentation/hid/uhid.rst; HID Usage Tables 1.12, chapter 10; Device Class Definition for HID 1.11, appendix B.1.
"""

import os
import struct
import time
from pathlib import Path

from evdev import InputDevice, list_devices

from tests.middleware.waiting import wait_until

REPORT_S = 0.008  # between two reports of a low-speed device; USB 2.0, 5.7.4, rounded as Linux does

_DESTROY, _CREATE, _INPUT = 1, 11, 12
_BUS_USB = 3
_BOOT_KEYBOARD = bytes.fromhex(
    "05010906a101050719e029e71500250175019508810295017508810395057501050819012905910295017503910395067508150025650507190029658100c0"
)
_USAGES = {**{digit: 0x1E + number for number, digit in enumerate("1234567890")}, "\n": 0x28}
_NO_KEY = bytes(8)


class UsbKeyboard:
    """A reader with the numbers of the default ``[[keyboard]]``."""

    def __init__(self, vendor: int = 0xFFFF, product: int = 0x0035, socket: str = "usb-0000:01:00.0-1.2/input0") -> None:
        self._who = (b"Card Reader", socket.encode(), b"0001", len(_BOOT_KEYBOARD), _BUS_USB, vendor, product, 0x110, 0, _BOOT_KEYBOARD)
        self._device: int | None = None

    def plug(self) -> None:
        """Plug it in; its event node is there when this returns."""
        before = set(list_devices())
        self._device = os.open("/dev/uhid", os.O_RDWR)
        os.write(self._device, struct.pack("<I128s64s64sHHIIII4096s", _CREATE, *self._who))
        wait_until(lambda: set(list_devices()) - before, "the event node")
        (self.node,) = (Path(path) for path in set(list_devices()) - before)

    def pull(self) -> None:
        """Pull it out."""
        if self._device is not None:
            os.write(self._device, struct.pack("<I", _DESTROY))
            os.close(self._device)
            self._device = None

    def type(self, text: str, report_s: float = REPORT_S) -> float:
        """Type digits, and Enter for a new line; returns the longest time there can have been between two keys, in seconds."""
        longest_s, before_s = 0.0, time.monotonic()
        for sign in text:
            began_s = time.monotonic()
            self._report(bytes([0, 0, _USAGES[sign], 0, 0, 0, 0, 0]))
            longest_s, before_s = max(longest_s, time.monotonic() - before_s), began_s
            time.sleep(report_s)
            self._report(_NO_KEY)
            time.sleep(report_s)
        return longest_s

    def seen_by_others(self) -> "InputDevice[str]":
        """The event node, opened by somebody else."""
        return InputDevice(str(self.node))

    def _report(self, report: bytes) -> None:
        assert self._device is not None
        os.write(self._device, struct.pack("<IH4096s", _INPUT, len(report), report))
