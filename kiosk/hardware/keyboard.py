"""Card readers that type like a keyboard, through evdev: found by what they are, and kept from everybody else."""

import errno
import select
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from kiosk.hardware.evdev_mask import keys_only
from kiosk.hardware.health import Health
from kiosk.hardware.keystrokes import Format, Keystrokes
from kiosk.hardware.limits import Between, check_ranges
from kiosk.hardware.places import Place, card_seen
from kiosk.hardware.protocols import Emit, Now
from kiosk.lane.words import Fault

if TYPE_CHECKING:
    from evdev import InputDevice, InputEvent

EV_SYN, SYN_DROPPED = 0, 3
EV_KEY, KEY_ENTER = 1, 28

LOOK_S = 0.5
STOP_S = 2.0


@dataclass(frozen=True, slots=True)
class KeyboardSettings:
    """A keyboard reader as it stands in the settings.

    :param name: what we call it, such as ``front``.
    :param role: where it stands.
    :param vendor: its USB vendor number; ``product`` its product number.
    :param phys: the socket it is plugged into, as evdev tells it, to tell two of a kind apart; none fits any socket.
    :param format: what it types.
    :raises ValueError: when the name is empty or a number out of its range.
    """

    name: str = "front"
    role: Place = Place.ENTRY
    vendor: Annotated[int, Between(0, 0xFFFF)] = 0xFFFF
    product: Annotated[int, Between(0, 0xFFFF)] = 0x0035
    phys: str | None = None
    format: Format = Format.DECIMAL_BE

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("a reader needs a name")
        check_ranges(self)


class KeyboardReader:
    """One keyboard reader. Its keys reach nobody else: typed into the touchscreen they would fill its fields."""

    def __init__(self, settings: KeyboardSettings, now: Now) -> None:
        self._settings = settings
        self._now = now
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._last_progress = time.monotonic()

    @property
    def devices(self) -> tuple[str, ...]:
        """The name under which it reports."""
        return (f"reader:{self._settings.name}",)

    def start(self, emit: Emit) -> None:
        """Begin to watch for cards."""
        self._thread = threading.Thread(target=self._run, args=(emit,), name=f"keyboard-{self._settings.name}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let go of the reader; takes up to half a second."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(STOP_S)

    def last_progress(self) -> float:
        """When the thread last came round, by the monotonic clock. Older than some seconds: it hangs."""
        return self._last_progress

    def _run(self, emit: Emit) -> None:
        health = Health(self.devices[0], self._now, emit)
        while not self._stopping.is_set():
            self._last_progress = time.monotonic()
            device, fault = self._grab()
            for one in (Fault.BUSY, Fault.LOST):
                health.set(one, one is fault)
            if device is None:
                self._stopping.wait(LOOK_S)
                continue
            with closing(device):
                self._listen(device, emit)

    def _grab(self) -> "tuple[InputDevice[str] | None, Fault | None]":
        fault = Fault.LOST
        for device in self._candidates():
            try:
                device.grab()
            except OSError as error:
                device.close()
                if error.errno == errno.EBUSY:
                    fault = Fault.BUSY
            else:
                return device, None
        return None, fault

    def _candidates(self) -> "Iterator[InputDevice[str]]":
        # evdev takes a quarter of a second to load.
        from evdev import InputDevice, list_devices

        for path in sorted(list_devices(writable=False)):
            try:
                device = InputDevice(path, readonly=True)
            except OSError:  # unplugged since it was listed
                continue
            if self._is_ours(device):
                yield device
            else:
                device.close()

    def _is_ours(self, device: "InputDevice[str]") -> bool:
        settings = self._settings
        return (
            (device.info.vendor, device.info.product) == (settings.vendor, settings.product)
            and settings.phys in (None, device.phys)
            # Some readers are two devices, and the other one has only volume keys or the like.
            and KEY_ENTER in device.capabilities().get(EV_KEY, ())
        )

    def _listen(self, device: "InputDevice[str]", emit: Emit) -> None:
        keys_only(device.fd)
        keystrokes = Keystrokes(self._settings.format)
        readable = select.poll()
        readable.register(device.fd, select.POLLIN)
        while not self._stopping.is_set():
            self._last_progress = time.monotonic()
            if not readable.poll(LOOK_S * 1000):
                continue
            try:
                events = list(device.read())
            except BlockingIOError:
                continue
            except OSError:  # unplugged (ENODEV)
                return
            if not events:  # readable, but nothing there: unplugged, too
                return
            for uid in typed(events, keystrokes):
                emit(card_seen(self._settings.role, self._settings.name, uid, self._now()))


def typed(events: "Iterable[InputEvent]", keystrokes: Keystrokes) -> Iterator[str]:
    """The UIDs that these events of a reader complete."""
    for event in events:
        if (event.type, event.code) == (EV_SYN, SYN_DROPPED):
            keystrokes.discard()
        elif event.type == EV_KEY:
            uid = keystrokes.key(event.code, event.value, event.sec + event.usec / 1e6)
            if uid is not None:
                yield uid
