"""Gives back the memory of faces that were left, after each change and not when it happens to be too much.

A face is thousands of objects in circles, which Python would let gather until it stops for half a second in the middle of a fade; and
what a graphics driver took to compile its shaders stays with the process unless it is asked for.
"""

import ctypes
import gc
from collections.abc import Callable

from kivy.clock import Clock

_AFTER_S = 0.7  # a fade is over by then


class Tidying:
    """Tidies up once, a while after the first change since it last did.

    :param after_s: seconds until then.
    """

    def __init__(self, after_s: float = _AFTER_S) -> None:
        gc.freeze()  # what is loaded by now stays, and need not be looked at each time
        self._give_back = _trim()
        self.soon = Clock.create_trigger(self._tidy, after_s)

    def _tidy(self, _: float) -> None:
        gc.collect()
        self._give_back(0)


def _trim() -> Callable[[int], object]:
    """What hands free memory back to the system; nothing where the C library cannot."""
    function: Callable[[int], object] = getattr(ctypes.CDLL(None), "malloc_trim", lambda _: None)
    return function
