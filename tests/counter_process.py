"""``kiosk counter`` as a process of its own."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Self

from kiosk.home import Home


class CounterProcess:
    """Starts a counter and waits until it says that it is ready. ``program`` is what Python runs."""

    def __init__(self, home: Home, *program: str | Path) -> None:
        self.home = home
        self.lines: list[str] = []
        command = [sys.executable, *(program or ("-m", "kiosk", "counter")), "--home", str(home.path)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, encoding="utf-8")

    def __enter__(self) -> Self:
        self.ready()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def ready(self) -> float:
        """Wait for the line; returns the seconds that it names.

        :raises AssertionError: when it ends before.
        """
        assert self.process.stderr
        for line in self.process.stderr:
            self.lines.append(line.rstrip())
            if found := re.search(r"ready after_s=([\d.]+)", line):
                return float(found[1])
        raise AssertionError("\n".join(self.lines))

    def kill(self) -> None:
        """As a power cut does: at once, without a word."""
        self.process.kill()
        self._close()

    def stop(self) -> int:
        """Ask it to stop; returns its exit code."""
        self.process.terminate()
        return self.ended()

    def ended(self, within_s: float = 10.0) -> int:
        """Wait for its end; ``lines`` hold all that it said from then on."""
        if self.process.poll() is None or not (self.process.stderr and self.process.stderr.closed):
            self._close(within_s)
        return self.process.returncode

    def _close(self, within_s: float = 10.0) -> None:
        try:
            _, rest = self.process.communicate(timeout=within_s)
        except subprocess.TimeoutExpired:
            self.process.kill()
            _, rest = self.process.communicate()
        self.lines += (rest or "").splitlines()
