"""The counter's end of the socket: screens connect, see the whole view, and ask. None of them can hold the counter up."""

import contextlib
import logging
import queue
import socket
import stat
import struct
import threading
from collections.abc import Callable
from pathlib import Path

from kiosk.errors import HomeError, NoAsk
from kiosk.wire.messages import MAX_FROM_COUNTER, MAX_LINE, Ask, FromCounter, Greeting, Reply, Requests, decode_ask, encode

log = logging.getLogger("kiosk.listening")

BACKLOG = 64
MOST_SCREENS = 64
MOST_ASKED = 8
"""So many requests of one screen are under way. The next is read when one of them is answered: no screen fills the counter's inbox."""
RETRY_S = 0.2
_UCRED = struct.Struct("iII")  # process, user, group


class Screen:
    """One connected screen. ``token`` is of the session that the desk gave to it, ``user`` the machine's user that it runs as."""

    def __init__(self, connection: socket.socket) -> None:
        self.token: str | None = None
        self.user = _user_of(connection)
        self._connection = connection
        self._closed = False
        self._free = threading.Semaphore(MOST_ASKED)
        self._out: queue.Queue[bytes | None] = queue.Queue(BACKLOG)
        self._writer = threading.Thread(target=self._write, name="screen-writer", daemon=True)

    def start(self) -> None:
        """Begin to send what is queued.

        :raises RuntimeError: when the machine has no room for another thread.
        """
        self._writer.start()

    def send(self, message: FromCounter) -> None:
        """Queue a message; a screen that does not read is cut off rather than waited for."""
        self.send_line(encode(message))

    def send_line(self, line: bytes) -> None:
        """The same with a message that is encoded already."""
        if self._closed:
            return
        try:
            self._out.put_nowait(line)
        except queue.Full:
            log.warning("screen_cut_off reason=does_not_read")
            self.close()

    def reply(self, reply: Reply) -> None:
        """Send the answer to one of its requests; then the next may come."""
        line = encode(reply)
        if len(line) > MAX_FROM_COUNTER:
            line = encode(Reply(reply.number, ok=False, error="failed", text="the answer is too long for one message; ask for less of it"))
        self.send_line(line)
        self._free.release()

    def await_turn(self) -> None:
        """Wait until fewer than ``MOST_ASKED`` of its requests are under way."""
        self._free.acquire()

    def close(self) -> None:
        """Cut the connection."""
        self._closed = True
        self._free.release()  # whoever awaits a turn goes on, to find that it is over
        with contextlib.suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)
        with contextlib.suppress(queue.Full):
            self._out.put_nowait(None)

    def _write(self) -> None:
        try:
            while (line := self._out.get()) is not None:
                self._connection.sendall(line)
        except OSError:
            self.close()


class Listening:
    """Hosts the socket.

    :param requests: those that can be asked.
    :param on_ask: called for every request, from a reader's thread of its screen.
    :param on_arrival: called with each screen that connects.
    """

    def __init__(self, path: Path, requests: Requests, on_ask: Callable[[Screen, Ask], None], on_arrival: Callable[[Screen], None]) -> None:
        self._path = path
        self._requests = requests
        self._on_ask = on_ask
        self._on_arrival = on_arrival
        self._screens: list[Screen] = []
        self._lock = threading.Lock()
        self._server: socket.socket | None = None
        self._stopping = threading.Event()

    def start(self) -> None:
        """Listen.

        :raises HomeError: when the socket cannot be made or another counter listens there.
        """
        self._server = _bind(self._path)
        self._server.listen()
        threading.Thread(target=self._accept, args=(self._server,), name="listening", daemon=True).start()

    def send(self, message: FromCounter) -> None:
        """Send to every screen."""
        line = encode(message)
        with self._lock:
            screens = tuple(self._screens)
        for screen in screens:
            screen.send_line(line)

    def stop(self) -> None:
        """Cut every connection and remove the socket. May be called twice."""
        server, self._server = self._server, None
        if server is None:
            return
        self._stopping.set()
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
        server.close()
        self._path.unlink(missing_ok=True)
        with self._lock:
            screens = tuple(self._screens)
        for screen in screens:
            screen.close()

    def _accept(self, server: socket.socket) -> None:
        """Take in whoever connects; while there is no room for another connection, those that stand go on."""
        told = False
        while not self._stopping.is_set():
            try:
                connection, _ = server.accept()
                why = self._begin(connection)
            except OSError as error:
                why = f"errno={error.errno}"
            if why and not self._stopping.wait(RETRY_S) and not told:
                log.warning("screens_not_accepted %s", why)
            told = bool(why)

    def _begin(self, connection: socket.socket) -> str | None:
        """Serve whoever connected, in threads of its own; returns why not."""
        why = "reason=too_many" if len(self._screens) >= MOST_SCREENS else None
        if why is None:
            screen = Screen(connection)
            try:
                screen.start()
                threading.Thread(target=self._serve, args=(screen, connection), name="screen-reader", daemon=True).start()
            except RuntimeError:
                why = "reason=no_thread"
                screen.close()
        if why:
            connection.close()
        return why

    def _serve(self, screen: Screen, connection: socket.socket) -> None:
        with self._lock:
            self._screens.append(screen)
        if self._stopping.is_set():  # too late for `stop` to find it
            screen.close()
        screen.send(Greeting())
        self._on_arrival(screen)
        try:
            with connection, connection.makefile("rb") as lines:
                while (line := lines.readline(MAX_LINE)).endswith(b"\n"):
                    screen.await_turn()
                    self._take(screen, line)
                if len(line) == MAX_LINE:
                    log.warning("screen_cut_off reason=line_too_long")
        except OSError as error:
            log.info("screen_gone errno=%s", error.errno)
        finally:
            with self._lock:
                self._screens.remove(screen)
            screen.close()

    def _take(self, screen: Screen, line: bytes) -> None:
        try:
            self._on_ask(screen, decode_ask(line, self._requests))
        except NoAsk as error:
            screen.reply(Reply(error.number, ok=False, error="not_understood", text=str(error)))


def _user_of(connection: socket.socket) -> int:
    """Whose process it was that connected, as the kernel says. Source: unix(7), SO_PEERCRED."""
    peer = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _UCRED.size)
    _, user, _ = _UCRED.unpack(peer)
    return int(user)


def _bind(path: Path) -> socket.socket:
    server = socket.socket(socket.AF_UNIX)
    try:
        if path.exists() and stat.S_ISSOCK(path.stat().st_mode):
            _must_be_dead(path)
            path.unlink()
        server.bind(str(path))
        path.chmod(0o660)
    except OSError as error:
        server.close()
        advice = "remove what stands there, or choose a --home with a shorter path"
        raise HomeError(f"the socket {path} cannot be made: {error.strerror or error}; {advice}") from None
    except HomeError:
        server.close()
        raise
    return server


def _must_be_dead(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return
    raise HomeError(f"another counter listens at {path}; stop it first, or choose another --home")
