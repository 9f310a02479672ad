"""Whether the counter still works: it is asked now and then, and must answer from its own thread."""

import math

EVERY_S = 2.0
SILENT_AFTER_S = 4.0


class Pulse:
    """The sign of life of one connection, by a clock of seconds that never jumps.

    :param every_s: seconds from an answer to the next question; the first is due at once.
    :param silent_after_s: seconds after which an unanswered question means that the counter hangs. One that has never answered may take
        any time.
    """

    def __init__(self, every_s: float = EVERY_S, silent_after_s: float = SILENT_AFTER_S) -> None:
        self.felt = False
        self._every_s = every_s
        self._silent_after_s = silent_after_s
        self._number: int | None = None
        self._ask_at = -math.inf
        self._silent_at = math.inf

    def due(self, now_s: float) -> bool:
        """Whether it is time to ask."""
        return self._number is None and now_s >= self._ask_at

    def asked(self, number: int, now_s: float) -> None:
        """The question has this number."""
        self._number = number
        self._silent_at = now_s + self._silent_after_s if self.felt else math.inf

    def answered(self, number: int, now_s: float) -> bool:
        """Whether the reply with this number is the sign of life."""
        if number != self._number:
            return False
        self.felt, self._number = True, None
        self._ask_at, self._silent_at = now_s + self._every_s, math.inf
        return True

    def silent(self, now_s: float) -> bool:
        """Whether the counter hangs."""
        return now_s >= self._silent_at

    @property
    def next_s(self) -> float:
        """When to look again; infinity when only the counter can change anything."""
        return self._ask_at if self._number is None else self._silent_at
