"""``kiosk counter`` as a process of its own."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from typing import Self

from kiosk.settings.home import Home

COUNTER = ("-m", "kiosk", "counter")


class CounterProcess:
    """Starts a counter. ``lines`` are what it has logged so far, ``ready_s`` how long it took to be ready, the start of Python included.

    :param program: what Python runs.
    :param environment: is added to the test's own.
    """

    def __init__(self, home: Home, program: tuple[str, ...] = COUNTER, environment: Mapping[str, str] | None = None) -> None:
        self.home = home
        self.lines: list[str] = []
        self.ready_s = 0.0
        self._began_s = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, *program, "--home", str(home.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            bufsize=1,
            env={**os.environ, **(environment or {})},
        )

    def __enter__(self) -> Self:
        self.ready()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def ready(self) -> None:
        """Wait until it says so.

        :raises AssertionError: when it ends before.
        """
        assert self.process.stderr
        for line in self.process.stderr:
            self.lines.append(line.rstrip())
            if re.search(r"ready after_s=[\d.]+", line):
                self.ready_s = time.monotonic() - self._began_s
                return
        raise AssertionError("\n".join(self.lines))

    def kill(self) -> None:
        """As a power cut does: at once, without a word."""
        self.process.kill()
        self.ended()

    def stop(self) -> int:
        """Ask it to stop; returns its exit code."""
        self.process.terminate()
        return self.ended()

    def ended(self, within_s: float = 10.0) -> int:
        """Wait for its end; returns its exit code. ``lines`` hold all that it said."""
        try:
            code = self.process.wait(within_s)
        finally:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stderr, self.process.stdout):
                if pipe and not pipe.closed:
                    self.lines += pipe.read().splitlines() if pipe is self.process.stderr else []
                    pipe.close()
        return code
