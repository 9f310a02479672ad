"""Who has signed in where. A session is a token that the counter gives; it lives in memory and ends with the counter."""

import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who has signed in.

    :param known_as: what the books said of them then: role, and the hash of their PIN.
    """

    token: str = field(repr=False)
    staff_no: str
    known_as: tuple[str, str | None] = field(repr=False)
    ends_s: float


class Sessions:
    """All sessions of a counter. Used from any thread.

    :param lock_after_s: so long after the last touch a session locks: it is over, and whoever stands there signs in again.
    :param longest_s: so long after its sign-in a session is over, whatever was touched.
    :param elapsed_s: the monotonic clock.
    """

    def __init__(self, lock_after_s: float, longest_s: float, elapsed_s: Callable[[], float] = time.monotonic) -> None:
        self.lock_after_s = lock_after_s
        self._longest_s = longest_s
        self._elapsed_s = elapsed_s
        self.checking = threading.Lock()
        """Held while a PIN is checked: of many tries at once each would count as the first."""
        self._guarding = threading.Lock()
        self._sessions: dict[str, Session] = {}
        self._touched_s: dict[str, float] = {}

    def __len__(self) -> int:
        """How many are remembered."""
        return len(self._sessions)

    def open(self, staff_no: str, known_as: tuple[str, str | None]) -> str:
        """The token of a new session."""
        token, now_s = secrets.token_urlsafe(18), self._elapsed_s()
        with self._guarding:
            for over in [each for each in self._sessions if not self._lives(each, now_s)]:
                self._forget(over)
            self._sessions[token] = Session(token, staff_no, known_as, now_s + self._longest_s)
            self._touched_s[token] = now_s
        return token

    def find(self, token: str | None) -> Session | None:
        """The session of this token; none when it is over."""
        with self._guarding:
            return self._sessions[token] if token and self._lives(token, self._elapsed_s()) else None

    def touch(self, token: str | None) -> None:
        """Somebody touched the screen of this session. One that is over stays over."""
        with self._guarding:
            if token and self._lives(token, now_s := self._elapsed_s()):
                self._touched_s[token] = now_s

    def end(self, token: str | None) -> None:
        """It is over."""
        with self._guarding:
            if token:
                self._forget(token)

    def _lives(self, token: str, now_s: float) -> bool:
        session = self._sessions.get(token)
        return session is not None and now_s < min(session.ends_s, self._touched_s[token] + self.lock_after_s)

    def _forget(self, token: str) -> None:
        self._sessions.pop(token, None)
        self._touched_s.pop(token, None)
