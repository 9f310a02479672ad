"""What has happened and what is to be done: from any thread, for the one that decides. What happened comes first."""

import queue
from collections import deque
from collections.abc import Callable

from kiosk.lane.events import Event

Job = Callable[[], None]
Item = Event | Job | None


class Inbox:
    """Events before jobs, however many jobs wait: whoever stands at the turnstile does not wait for the desk."""

    def __init__(self) -> None:
        self._signs: queue.SimpleQueue[None] = queue.SimpleQueue()  # one for each item
        self._events: deque[Event] = deque()
        self._jobs: deque[Job | None] = deque()

    def put_event(self, event: Event) -> None:
        """This happened."""
        self._events.append(event)
        self._signs.put(None)

    def put_job(self, job: Job | None) -> None:
        """This is to be done; none is the end of it all, after the jobs before."""
        self._jobs.append(job)
        self._signs.put(None)

    def take(self, timeout_s: float | None = None) -> Item:
        """The next item; waits for one so long.

        :raises queue.Empty: when none came in time.
        """
        self._signs.get(timeout=timeout_s)
        return self._events.popleft() if self._events else self._jobs.popleft()

    def empty(self) -> bool:
        """Whether nothing waits."""
        return self._signs.empty()

    def take_events(self) -> list[Event]:
        """Every event that waits; the jobs go on waiting."""
        events = []
        while self._events:
            self._signs.get()
            events.append(self._events.popleft())
        return events
