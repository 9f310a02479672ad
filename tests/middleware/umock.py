"""Keyboard readers made by umockdev: found, grabbed and read through python-evdev as from a kernel.

Works only in a process that was started by ``umockdev-wrapper``. It differs from a kernel: an unplugged reader reads as its
end (a kernel says ENODEV), a second grab succeeds, and a node's name may be used only once.
"""

import ctypes
import os
import struct
import tempfile
import time
from ctypes import POINTER, c_char_p, c_int, c_void_p
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evdev import ecodes

ENTER = "\n"
KEY_CODES = {**{sign: ecodes.ecodes[f"KEY_{sign}"] for sign in "0123456789ABCDEF"}, ENTER: ecodes.KEY_ENTER}
_KEYBOARD_KEYS = range(ecodes.KEY_ESC, ecodes.KEY_F10 + 1)
_EVENT = struct.Struct("qqHHi")  # struct input_event on 64-bit Linux
_USB = 3
_INPUT_MAJOR, _FIRST_EVENT_MINOR = 13, 64


@dataclass(frozen=True)
class MockReader:
    """What a reader says of itself."""

    vendor: int = 0xFFFF
    product: int = 0x0035
    phys: str = "usb-0000:01:00.0-1.2/input0"
    keys: tuple[int, ...] = tuple(_KEYBOARD_KEYS)


class Testbed:
    """The mock machine. Plug each reader in as a node of its own."""

    __test__ = False  # pytest: this is no test

    def __init__(self) -> None:
        self._library = _library()
        self._bed = self._library.umockdev_testbed_new()
        assert self._library.umockdev_in_mock_environment(), "run this under umockdev-wrapper"

    def plug(self, number: int, reader: MockReader) -> None:
        """Plug a reader in as ``/dev/input/event<number>``."""
        self._call("add_from_string", _description(number).encode())
        with tempfile.NamedTemporaryFile("w", suffix=".ioctl") as file:
            file.write(_ioctls(number, reader))
            file.flush()
            self._call("load_ioctl", _node(number).encode(), file.name.encode())

    def unplug(self, number: int) -> None:
        """Pull the reader out."""
        device = f"/sys{_device_path(number)}"
        self._library.umockdev_testbed_uevent(self._bed, f"{device}/event{number}".encode(), b"remove")
        # The end of the line for whoever reads; the testbed itself closes this descriptor in the end.
        nothing = os.open("/dev/null", os.O_RDWR)
        os.dup2(nothing, self._descriptor(number))
        os.close(nothing)
        for path in (f"{device}/event{number}", device):
            self._library.umockdev_testbed_remove_device(self._bed, path.encode())
        # umockdev 0.17 keeps a note of the terminal behind the node, and aborts when the next reader gets the same one.
        root = Path(self._library.umockdev_testbed_get_root_dir(self._bed).decode())
        for note in (root / "dev" / ".ptymap").iterdir():
            if str(note.readlink()) == f"{_INPUT_MAJOR}:{_FIRST_EVENT_MINOR + number}":
                note.unlink()

    def type(self, number: int, text: str, ago_s: float = 0.0) -> None:
        """Let the reader type this, so long ago; ``ENTER`` ends a card."""
        began_s = time.time() - ago_s
        for place, sign in enumerate(text):
            code = KEY_CODES[sign]
            for value in (1, 0):
                at_s = began_s + 0.002 * place  # a busy machine makes no pause in a card
                self._send(number, at_s, (ecodes.EV_MSC, ecodes.MSC_SCAN, 0x70000 + code), (ecodes.EV_KEY, code, value))

    def _send(self, number: int, at_s: float, *events: tuple[int, int, int]) -> None:
        seconds, rest = divmod(at_s, 1)
        stamped = (_EVENT.pack(int(seconds), int(rest * 1e6), *event) for event in (*events, (ecodes.EV_SYN, ecodes.SYN_REPORT, 0)))
        os.write(self._descriptor(number), b"".join(stamped))

    def _descriptor(self, number: int) -> int:
        descriptor: int = self._library.umockdev_testbed_get_dev_fd(self._bed, _node(number).encode())
        return descriptor

    def _call(self, name: str, *arguments: bytes) -> None:
        error = c_void_p()
        if not getattr(self._library, f"umockdev_testbed_{name}")(self._bed, *arguments, ctypes.byref(error)):
            raise RuntimeError(f"umockdev refused {name} of {arguments[0].decode()}")


def _library() -> Any:
    library = ctypes.CDLL("libumockdev.so.0")
    error = POINTER(c_void_p)
    for name, result, arguments in (
        ("testbed_new", c_void_p, []),
        ("testbed_add_from_string", c_int, [c_void_p, c_char_p, error]),
        ("testbed_load_ioctl", c_int, [c_void_p, c_char_p, c_char_p, error]),
        ("testbed_get_dev_fd", c_int, [c_void_p, c_char_p]),
        ("testbed_uevent", None, [c_void_p, c_char_p, c_char_p]),
        ("testbed_remove_device", None, [c_void_p, c_char_p]),
        ("testbed_get_root_dir", c_char_p, [c_void_p]),
        ("in_mock_environment", c_int, []),
    ):
        function = getattr(library, f"umockdev_{name}")
        function.restype, function.argtypes = result, arguments
    return library


def _node(number: int) -> str:
    return f"/dev/input/event{number}"


def _device_path(number: int) -> str:
    return f"/devices/platform/usb1/1-1/1-1:1.0/input/input{number}"


def _description(number: int) -> str:
    minor = _FIRST_EVENT_MINOR + number
    return f"""P: {_device_path(number)}/event{number}
N: input/event{number}
E: DEVNAME={_node(number)}
E: SUBSYSTEM=input
E: MAJOR={_INPUT_MAJOR}
E: MINOR={minor}
A: dev={_INPUT_MAJOR}:{minor}
L: device=../../input{number}

P: {_device_path(number)}
E: SUBSYSTEM=input

"""


def _ioctls(number: int, reader: MockReader) -> str:
    """What the node answers, in the very sizes that python-evdev 2.0 asks for."""
    identity = struct.pack("<HHHH", _USB, reader.vendor, reader.product, 0x0110)
    answers = (
        ("EVIOCGVERSION", 0, (0x010001).to_bytes(4, "little")),
        ("EVIOCGID", 0, identity),
        ("EVIOCGNAME(0)", 7, _text("reader")),
        ("EVIOCGPHYS(0)", len(reader.phys) + 1, _text(reader.phys)),
        ("EVIOCGUNIQ(0)", 1, _text("")),
        ("EVIOCGBIT(0)", 4, _bits((ecodes.EV_SYN, ecodes.EV_KEY, ecodes.EV_MSC), 4)),
        ("EVIOCGBIT(1)", 96, _bits(reader.keys, 96)),
        ("EVIOCGBIT(4)", 8, _bits((ecodes.MSC_SCAN,), 96)),
        ("EVIOCGEFFECTS", 0, bytes(4)),
    )
    lines = (f"{name} {result} {value.hex().upper()}" for name, result, value in answers)
    return "\n".join((f"@DEV {_node(number)}", *lines, ""))


def _text(text: str) -> bytes:
    return text.encode().ljust(256, b"\0")


def _bits(codes: tuple[int, ...], size: int) -> bytes:
    bits = bytearray(size)
    for code in codes:
        bits[code // 8] |= 1 << code % 8
    return bytes(bits)
