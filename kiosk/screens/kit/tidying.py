"""Gives back the memory of faces that are no longer shown, soon after each change.

A face is thousands of objects that refer to each other in circles. Python would let them gather, and then stop for half a second in the
middle of a fade. And what a graphics driver took to compile its shaders stays with the process until somebody asks to give it back.
"""

import ctypes
import gc
from collections.abc import Callable

from kivy.clock import Clock

_AFTER_S = 0.7  # a fade is over by then


class Tidying:
    """Tidies up ``after_s`` seconds after a change, once for all changes until then."""

    def __init__(self, after_s: float = _AFTER_S) -> None:
        gc.freeze()  # what is loaded by now is never thrown away, so it need not be looked at again
        self._give_back = _trim()
        self.soon = Clock.create_trigger(self._tidy, after_s)

    def _tidy(self, _: float) -> None:
        gc.collect()
        self._give_back(0)


def _trim() -> Callable[[int], object]:
    """What hands free memory back to the system; nothing where the C library cannot."""
    function: Callable[[int], object] = getattr(ctypes.CDLL(None), "malloc_trim", lambda _: None)
    return function
