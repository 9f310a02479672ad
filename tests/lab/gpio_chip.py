"""GPIO lines with nothing at the other end: the kernel's gpio-sim, as the Pi's header.

What a contact would do to an input, the line's *pull* does here. A line that nobody drives is where its pull draws it.
Source: Linux, Documentation/admin-guide/gpio/gpio-sim.rst.
"""

import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from kiosk.hardware.pins import InputPin, OutputPin

LINES = 28
SAMPLE_S = 0.002

_CONFIG = Path("/sys/kernel/config/gpio-sim")
_DEVICES = Path("/sys/devices/platform")


class GpioChip:
    """The chip ``/dev/gpiochip0`` with BCM lines 0 to 27. There is one of them."""

    def __init__(self) -> None:
        config = _CONFIG / "pi"
        bank = config / "header"
        bank.mkdir(parents=True)
        (bank / "num_lines").write_text(f"{LINES}\n")
        (bank / "label").write_text("pinctrl-bcm2711\n")
        (config / "live").write_text("1\n")
        self._lines = _DEVICES / (config / "dev_name").read_text().strip() / (bank / "chip_name").read_text().strip()

    def set(self, contact: InputPin, active: bool) -> None:
        """Have this contact or sensor active, or not."""
        self.draw(contact, active == contact.active_high)

    def draw(self, wired: InputPin | OutputPin, high: bool) -> None:
        """Draw the line up or down for whoever does not drive it."""
        self._file(wired, "pull").write_text("pull-up\n" if high else "pull-down\n")

    def drawn_up(self, wired: InputPin | OutputPin) -> bool:
        """Whether something draws the line up; a resistor that the counter asked for does, too."""
        return self._file(wired, "pull").read_text().strip() == "pull-up"

    def is_on(self, output: OutputPin) -> bool:
        """Whether this output is on now."""
        return (self._file(output, "value").read_text().strip() == "1") is output.active_high

    def value_file(self, output: OutputPin) -> Path:
        """The file that holds the line's level, ``0`` or ``1``."""
        return self._file(output, "value")

    def _file(self, wired: InputPin | OutputPin, name: str) -> Path:
        return self._lines / f"sim_gpio{wired.pin}" / name


@dataclass(frozen=True, slots=True)
class Pulse:
    """A time during which an output was on, by the monotonic clock: the looks at it before, at the beginning, at the end, and after.

    A busy machine lets the recorder look late; it began between the first two, and ended between the last two.
    """

    before_s: float
    began_s: float
    ended_s: float
    after_s: float

    def lasted(self, at_least_s: float, at_most_s: float) -> bool:
        """Whether its length may be in this range, for all that was seen."""
        return self.after_s - self.before_s >= at_least_s and self.ended_s - self.began_s <= at_most_s


class Recorder:
    """Watches outputs, each 2 ms when it is let. ``pulses`` are those that are over."""

    def __init__(self, chip: GpioChip, outputs: dict[str, OutputPin]) -> None:
        self.pulses: dict[str, list[Pulse]] = {name: [] for name in outputs}
        self._files = {name: os.open(chip.value_file(output), os.O_RDONLY) for name, output in outputs.items()}
        self._began: dict[str, tuple[float, float]] = {}
        self._looked_s = time.monotonic()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    def on(self, name: str) -> bool:
        """Whether this output is on now."""
        return name in self._began

    def begun(self, name: str) -> int:
        """How many pulses this output has begun so far."""
        return len(self.pulses[name]) + self.on(name)

    def moved(self) -> set[str]:
        """The outputs that have been on."""
        return {name for name in self.pulses if self.begun(name)}

    def stop(self) -> None:
        """Watch no longer."""
        self._stopping.set()
        self._thread.join()
        for file in self._files.values():
            os.close(file)

    def _run(self) -> None:
        while not self._stopping.wait(SAMPLE_S):
            now_s = time.monotonic()
            for name, file in self._files.items():
                self._saw(name, os.pread(file, 1, 0) == b"1", now_s)
            self._looked_s = now_s

    def _saw(self, name: str, on: bool, now_s: float) -> None:
        if on and not self.on(name):
            self._began[name] = (self._looked_s, now_s)
        elif not on and self.on(name):
            self.pulses[name].append(Pulse(*self._began.pop(name), self._looked_s, now_s))
