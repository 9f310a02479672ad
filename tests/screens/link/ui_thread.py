"""What stands in for the user interface in the tests of the client."""

import queue
import time
from collections.abc import Callable

from kiosk.wire import messages as wire


class UiThread:
    """A listener, and the queue of work that stands in for the user interface's thread."""

    def __init__(self) -> None:
        self.work: queue.Queue[Callable[[], None]] = queue.Queue()
        self.heard: list[object] = []

    def connected(self, yes: bool) -> None:
        self.heard.append(("connected", yes))

    def shown(self, shown: wire.Shown) -> None:
        self.heard.append(shown)

    def told(self, told: wire.Told) -> None:
        self.heard.append(told)

    def misfit(self) -> None:
        self.heard.append("misfit")

    def until(self, true: Callable[[], object], timeout_s: float = 10.0) -> None:
        """Do the work that comes until something is true."""
        deadline = time.monotonic() + timeout_s
        while not true():
            self.work.get(timeout=max(0.0, deadline - time.monotonic()))()

    def until_heard(self, *wanted: object) -> None:
        self.until(lambda: all(one in self.heard for one in wanted))
