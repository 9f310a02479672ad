"""Calls that come later, without anybody waiting for them."""

import threading
from collections.abc import Callable
from typing import Protocol


class Delayed(Protocol):
    """A call that has not come yet."""

    def cancel(self) -> None:
        """Forget it. A call that has begun already is not stopped."""


After = Callable[[float, Callable[[], None]], Delayed]


def after(delay_s: float, call: Callable[[], None]) -> Delayed:
    """Call ``call`` once, in a thread of its own, ``delay_s`` seconds from now."""
    timer = threading.Timer(delay_s, call)
    timer.daemon = True
    timer.start()
    return timer
