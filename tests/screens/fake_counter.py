"""A counter's socket without a counter, for the screen's tests."""

import queue
import socket
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from kiosk.desk.door.requests import Ping
from kiosk.desk.systems import requests_of
from kiosk.wire import messages as wire


class FakeCounter:
    """Accepts one screen after another on ``path``; what they ask comes into ``asked``. That it goes on it answers by itself.

    :param hangs: whether it leaves everything unread, from the start.
    :param greeting: is sent to whoever connects, even while it hangs.

    ``version`` is what it says first.
    """

    def __init__(self, path: Path, hangs: bool = False, greeting: wire.Shown | None = None) -> None:
        self._path = path
        self.pings = 0
        self.version: wire.FromCounter = wire.Greeting()
        self._greeting = greeting
        self._goes_on = threading.Event()
        if not hangs:
            self._goes_on.set()
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        path.unlink(missing_ok=True)
        self._listener.bind(str(path))
        self._listener.listen()
        self._links: queue.Queue[socket.socket] = queue.Queue()
        self._link: socket.socket | None = None
        self._accepted: list[tuple[socket.socket, threading.Thread]] = []
        self.asked: queue.Queue[wire.Ask] = queue.Queue()
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def wait_for_screen(self, timeout_s: float = 10.0) -> None:
        """Until the next screen has connected and knows that the counter goes on."""
        before, self._link = self._link, self._links.get(timeout=timeout_s)
        if before is not None:
            before.close()

    def send(self, message: wire.FromCounter) -> None:
        """Send one message."""
        self.send_bytes(wire.encode(message))

    def send_bytes(self, data: bytes) -> None:
        """Send bytes as they are."""
        assert self._link is not None
        self._link.sendall(data)

    def answer(self, ok: bool = True, value: Any = None, error: str | None = None, timeout_s: float = 10.0) -> wire.Ask:
        """Wait for the next request and reply to it."""
        ask = self.asked.get(timeout=timeout_s)
        self.send(wire.Reply(ask.number, ok, value, error))
        return ask

    def drop(self) -> None:
        """End the connection, as a counter that dies does; go on listening."""
        assert self._link is not None
        with suppress(OSError):
            self._link.shutdown(socket.SHUT_RDWR)
        self._link.close()
        self._link = None

    def hang(self) -> None:
        """Leave unread what comes, with the connection open."""
        self._goes_on.clear()

    def go_on(self) -> None:
        """Read and answer again, what came meanwhile too."""
        self._goes_on.set()

    def close(self) -> None:
        """End everything."""
        self.go_on()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()
        for link, reader in self._accepted:
            with suppress(OSError):
                link.shutdown(socket.SHUT_RDWR)
            reader.join()
            link.close()
        self._path.unlink(missing_ok=True)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                link, _ = self._listener.accept()
                reader = threading.Thread(target=self._read, args=(link,), daemon=True)
                self._accepted.append((link, reader))
                reader.start()

    def _read(self, link: socket.socket) -> None:
        met = False
        with suppress(OSError), link.makefile("rb") as lines:
            link.sendall(wire.encode(self.version))
            if self._greeting:
                link.sendall(wire.encode(self._greeting))
            for line in lines:
                self._goes_on.wait()
                ask = wire.decode_ask(line, requests_of())
                if ask.request != Ping():
                    self.asked.put(ask)
                    continue
                self.pings += 1
                link.sendall(wire.encode(wire.Reply(ask.number, ok=True)))
                if not met:
                    met = True
                    self._links.put(link)
