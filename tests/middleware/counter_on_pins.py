"""``kiosk counter`` on pins in memory, with a test at the other end of the wires.

The counter runs unchanged; only gpiozero's mock factory is one that tells on standard output what is done to its outputs, as
``TIME PIN LEVEL``, and takes on standard input what stands on its inputs, as ``PIN LEVEL``. The counter starts at an empty line.
"""

import sys
import threading
import time

import gpiozero.pins.mock
from gpiozero.pins.mock import MockFactory

from kiosk.commands.cli import main
from tests.hardware.mock_lines import WiredPin


class ToldPin(WiredPin):
    """Tells each edge of an output."""

    def _change_state(self, value: bool) -> bool:
        changed: bool = super()._change_state(value)
        if changed and self.function == "output":
            sys.stdout.write(f"{time.monotonic():.6f} {self.info.name.removeprefix('GPIO')} {int(value)}\n")
            sys.stdout.flush()
        return changed


def _wire(factory: MockFactory, line: str) -> None:
    pin, level = line.split()
    factory.pin(int(pin)).wire(level == "1")


def _follow(factory: MockFactory) -> None:
    for line in sys.stdin:
        _wire(factory, line)


def run() -> None:
    """Be the counter; the arguments are those of ``kiosk counter``."""
    factory = MockFactory(pin_class=ToldPin)
    while line := sys.stdin.readline().strip():
        _wire(factory, line)
    gpiozero.pins.mock.MockFactory = lambda: factory
    threading.Thread(target=_follow, args=(factory,), daemon=True).start()
    sys.argv[1:1] = ["counter"]
    main()


if __name__ == "__main__":
    run()
