"""The screen's end of the counter's socket: a thread that connects, and connects again, for ever."""

import logging
import math
import selectors
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk.desk.door.requests import Ping
from kiosk.screens.link.kept_session import KeptSession
from kiosk.screens.link.lines import Lines
from kiosk.screens.link.pulse import EVERY_S, SILENT_AFTER_S, Pulse
from kiosk.wire import messages as wire

_LOG = logging.getLogger(__name__)

FIRST_PAUSE_S = 0.25
LONGEST_PAUSE_S = 2.0
ANSWER_WITHIN_S = 3.0

OnUi = Callable[[Callable[[], None]], object]
Answered = Callable[[wire.Reply], None]


class Unanswered(StrEnum):
    """The ``error`` of a reply that the client made up because the counter gave none."""

    TIMED_OUT = "timed_out"
    LOST = "connection_lost"


class Listener(Protocol):
    """Hears of the counter, always in the user interface's thread."""

    def connected(self, yes: bool) -> None:
        """The counter answers, or no longer does."""

    def shown(self, shown: wire.Shown) -> None:
        """The newest view, while the counter answers. Older ones that were not drawn yet are left out."""

    def told(self, told: wire.Told) -> None:
        """A notice for the desk."""

    def misfit(self) -> None:
        """The counter's program and this one do not understand each other: one of them is too old to go on."""


@dataclass(slots=True)
class _Open:
    request: object
    answered: Answered
    by: float


class CounterClient:
    """Speaks with the counter from a thread of its own.

    :param path: of the counter's Unix socket.
    :param listener: hears everything through ``on_ui``.
    :param on_ui: runs a piece of work in the user interface's thread; may be called from any thread.
    :param answer_within_s: seconds after which a request counts as unanswered.
    :param ping_every_s: seconds from one question whether the counter still works to the next.
    :param silent_after_s: seconds without an answer to one of these, after which it counts as lost.
    """

    def __init__(
        self,
        path: str,
        listener: Listener,
        on_ui: OnUi,
        answer_within_s: float = ANSWER_WITHIN_S,
        ping_every_s: float = EVERY_S,
        silent_after_s: float = SILENT_AFTER_S,
    ) -> None:
        self._path = path
        self._listener = listener
        self._on_ui = on_ui
        self._answer_within_s = answer_within_s
        self._ping_every_s, self._silent_after_s = ping_every_s, silent_after_s
        self._pulse = Pulse()
        self._lock = threading.Lock()
        self._connected = False
        self._stopping = False
        self._number = 0
        self._outbox: deque[bytes] = deque()
        self._open: dict[int, _Open] = {}
        self._newest: wire.Shown | None = None
        self._session = KeptSession()
        self._greeted = False
        self._wake, self._woken = socket.socketpair()
        self._woken.setblocking(False)
        self._thread = threading.Thread(target=self._run, name="counter-client", daemon=True)

    def start(self) -> None:
        """Begin to connect. Returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Close the connection and end the thread."""
        self._stopping = True
        self._rouse()
        self._thread.join()
        self._wake.close()
        self._woken.close()

    def ask(self, request: object, answered: Answered, key: str | None = None) -> None:
        """Send a request; ``answered`` is called exactly once, with the counter's reply or with one of ``Unanswered``.

        :param key: of this one request. Asked again with the same key, also on another connection, it is done once.
        """
        with self._lock:
            self._session.asked(request)
            number, connected = self._next_number(), self._connected
            if connected:
                self._put(wire.Ask(number, request, key), answered)
        if connected:
            self._rouse()
        else:
            self._answer(answered, wire.Reply(number, ok=False, error=Unanswered.LOST))

    def _put(self, ask: wire.Ask, answered: Answered) -> None:
        self._open[ask.number] = _Open(ask.request, answered, time.monotonic() + self._answer_within_s)
        self._outbox.append(wire.encode(ask))

    def _run(self) -> None:
        pause_s = FIRST_PAUSE_S
        while not self._stopping:
            if self._serve_one_connection():
                pause_s = FIRST_PAUSE_S
            self._wait(pause_s)
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)

    def _serve_one_connection(self) -> bool:
        """Stay until the connection ends. Returns whether the counter said anything on it."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
            try:
                link.connect(self._path)
            except OSError:
                return False
            link.setblocking(False)
            self._pulse, self._newest = Pulse(self._ping_every_s, self._silent_after_s), None
            self._greeted = False
            try:
                return self._exchange(link)
            finally:
                if self._connected:
                    self._set_connected(False)
                    if not self._stopping:
                        _LOG.warning("counter_lost")

    def _exchange(self, link: socket.socket) -> bool:
        lines, unsent = Lines(), b""
        with selectors.DefaultSelector() as selector:
            selector.register(self._woken, selectors.EVENT_READ)
            selector.register(link, selectors.EVENT_READ)
            while not self._stopping:
                unsent += self._ping() + self._take_outbox()
                selector.modify(link, selectors.EVENT_READ | (selectors.EVENT_WRITE if unsent else 0))
                ready = {key.fileobj: events for key, events in selector.select(self._next_deadline_s())}
                if self._woken in ready:
                    self._calm()
                try:
                    if ready.get(link, 0) & selectors.EVENT_WRITE:
                        unsent = unsent[link.send(unsent) :]
                    if ready.get(link, 0) & selectors.EVENT_READ:
                        for line in lines.split(link.recv(wire.MAX_LINE)):
                            lines.understood(self._read(line))
                    self._give_up_late()
                except OSError:
                    break
                if self._pulse.silent(time.monotonic()):
                    _LOG.warning("counter_silent")
                    break
        return lines.spoke

    def _read(self, line: bytes) -> bool:
        try:
            message = wire.decode_from_counter(line)
        except ValueError:
            return False
        if not self._greeted:
            self._meet(message)
        match message:
            case wire.Shown():
                with self._lock:
                    due = self._connected and self._newest is None
                    self._newest = message
                if due:
                    self._on_ui(self._deliver_newest)
            case wire.Told():
                self._on_ui(lambda: self._listener.told(message))
            case wire.Reply(number=number) if self._pulse.answered(number, time.monotonic()):
                if not self._connected:
                    self._set_connected(True)
                    _LOG.info("counter_connected")
            case wire.Reply():
                with self._lock:
                    waiting = self._open.pop(message.number, None)
                if waiting is not None:
                    self._session.answered(waiting.request, message)
                    self._answer(waiting.answered, message)
        return True

    def _meet(self, first: wire.FromCounter) -> None:
        """A counter says first which version it speaks. One that says something else first is older than that.

        :raises ConnectionError: when the two do not understand each other.
        """
        if not (isinstance(first, wire.Greeting) and first.understood):
            _LOG.error("counter_does_not_fit version=%s", getattr(first, "version", "unknown"))
            self._on_ui(self._listener.misfit)
            raise ConnectionError
        self._greeted = True

    def _deliver_newest(self) -> None:
        with self._lock:
            newest, self._newest = self._newest, None
        if newest is not None:
            self._listener.shown(newest)

    def _answer(self, answered: Answered, reply: wire.Reply) -> None:
        self._on_ui(lambda: answered(reply))

    def _set_connected(self, yes: bool) -> None:
        with self._lock:
            self._connected = yes
            lost, self._open = self._open, {}
            self._outbox.clear()
            if yes and (resume := self._session.resume()):
                self._put(wire.Ask(self._next_number(), resume), lambda _: None)
        self._on_ui(lambda: self._listener.connected(yes))
        if yes and self._newest is not None:
            self._on_ui(self._deliver_newest)
        for number, waiting in lost.items():
            self._answer(waiting.answered, wire.Reply(number, ok=False, error=Unanswered.LOST))

    def _ping(self) -> bytes:
        now = time.monotonic()
        if not self._pulse.due(now):
            return b""
        with self._lock:
            number = self._next_number()
        self._pulse.asked(number, now)
        return wire.encode(wire.Ask(number, Ping()))

    def _next_number(self) -> int:
        self._number += 1
        return self._number

    def _give_up_late(self) -> None:
        now = time.monotonic()
        with self._lock:
            late = {number: waiting for number, waiting in self._open.items() if waiting.by <= now}
            for number in late:
                del self._open[number]
        for number, waiting in late.items():
            self._answer(waiting.answered, wire.Reply(number, ok=False, error=Unanswered.TIMED_OUT))
        if any(self._session.in_doubt(waiting.request) for waiting in late.values()):
            raise ConnectionError

    def _next_deadline_s(self) -> float | None:
        with self._lock:
            soonest = min((waiting.by for waiting in self._open.values()), default=math.inf)
        soonest = min(soonest, self._pulse.next_s)
        return None if soonest == math.inf else max(0.0, soonest - time.monotonic())

    def _take_outbox(self) -> bytes:
        with self._lock:
            taken = b"".join(self._outbox)
            self._outbox.clear()
        return taken

    def _wait(self, pause_s: float) -> None:
        if self._stopping:
            return
        with selectors.DefaultSelector() as selector:
            selector.register(self._woken, selectors.EVENT_READ)
            if selector.select(pause_s):
                self._calm()

    def _rouse(self) -> None:
        with suppress(OSError):
            self._wake.send(b"\0")

    def _calm(self) -> None:
        with suppress(OSError):
            self._woken.recv(4096)
