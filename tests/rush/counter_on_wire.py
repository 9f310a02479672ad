"""The counter as a process of its own, at the other end of a wire: started, heard, told, and killed."""

import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from kiosk.lane.words import Sex
from tests.rush.club import QuickHome

Command = list[str]
Line = dict[str, Any]


@dataclass
class CounterOnWire:
    """What it logs goes to ``log`` beside its home.

    :param options: more arguments of ``tests.rush.wired_counter``.
    :param wrap: makes its command line another, such as one under strace.
    """

    home: QuickHome
    options: tuple[str, ...] = ()
    wrap: Callable[[Command], Command] = lambda command: command
    lives: bool = field(default=False, init=False)
    _half: bytes = field(default=b"", init=False)

    def start(self, trays: set[Sex]) -> None:
        """Let it find these mouths with a tag in them."""
        self._wire, theirs = socket.socketpair()
        command = [sys.executable, "-m", "tests.rush.wired_counter", "--home", str(self.home.path)]
        command += ["--wire", str(theirs.fileno()), "--trays", "".join(sorted(trays)), *self.options]
        with (self.home.path.parent / "log").open("ab") as log:
            self._process = subprocess.Popen(self.wrap(command), pass_fds=[theirs.fileno()], stderr=log)
        self.lives = True
        theirs.close()

    def tell(self, **line: str) -> None:
        """Say what happened."""
        self._wire.send(json.dumps(line).encode() + b"\n")

    def hear(self, within_s: float) -> list[Line]:
        """What it says next, or nothing."""
        self._wire.settimeout(within_s)
        with suppress(TimeoutError):
            return self._lines(self._wire.recv(65536))
        return []

    def kill(self) -> list[Line]:
        """End it as a power cut does; returns what it said last."""
        self._process.kill()
        self._process.wait()
        self.lives = False
        return list(self._last_words())

    def stop(self) -> None:
        """Ask it to end, and wait for it."""
        self._process.terminate()
        list(self._last_words())
        assert self._process.wait(20) == 0

    def _last_words(self) -> Iterator[Line]:
        self._wire.settimeout(20)
        with suppress(ConnectionResetError):  # it was gone before it heard all; what it said before comes first
            while text := self._wire.recv(65536):
                yield from self._lines(text)
        self._wire.close()
        self._half = b""

    def _lines(self, text: bytes) -> list[Line]:
        *lines, self._half = (self._half + text).split(b"\n")
        return [json.loads(line) for line in lines]
