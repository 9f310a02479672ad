"""Who has the database to themselves."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from heapq import heappop, heappush
from itertools import count


class Key:
    """The one key to something that only one may use at a time. Whoever gives it back hands it to the most urgent of those who wait."""

    def __init__(self) -> None:
        self._moment = threading.Lock()
        self._free = True
        self._waiting: list[tuple[int, int, threading.Lock]] = []
        self._numbers = count()

    @contextmanager
    def held(self, urgency: int) -> Iterator[None]:
        """Have the key for as long as the ``with`` lasts. The lowest ``urgency`` gets it first; equals in the order in which they came."""
        self._take(urgency)
        try:
            yield
        finally:
            self._give_back()

    @property
    def waiting(self) -> int:
        """How many wait for it."""
        return len(self._waiting)

    def _take(self, urgency: int) -> None:
        turn = threading.Lock()
        with self._moment:
            if self._free:
                self._free = False
                return
            turn.acquire()
            heappush(self._waiting, (urgency, next(self._numbers), turn))
        turn.acquire()

    def _give_back(self) -> None:
        with self._moment:
            if self._waiting:
                heappop(self._waiting)[2].release()
            else:
                self._free = True
