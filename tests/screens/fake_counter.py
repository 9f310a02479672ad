"""A counter's socket without a counter, for the screen's tests."""

import queue
import socket
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from kiosk import wire


class FakeCounter:
    """Accepts one screen after another on ``path``; what they ask comes into ``asked``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        path.unlink(missing_ok=True)
        self._listener.bind(str(path))
        self._listener.listen()
        self._links: queue.Queue[socket.socket] = queue.Queue()
        self._link: socket.socket | None = None
        self.asked: queue.Queue[wire.Ask] = queue.Queue()
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def wait_for_screen(self, timeout_s: float = 10.0) -> None:
        """Until the next screen has connected."""
        self._link = self._links.get(timeout=timeout_s)

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

    def close(self) -> None:
        """End everything."""
        if self._link is not None:
            self.drop()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()
        while not self._links.empty():
            self._links.get().close()
        self._path.unlink(missing_ok=True)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                link, _ = self._listener.accept()
                self._links.put(link)
                threading.Thread(target=self._read, args=(link,), daemon=True).start()

    def _read(self, link: socket.socket) -> None:
        with suppress(OSError), link.makefile("rb") as lines:
            for line in lines:
                self.asked.put(wire.decode_ask(line))
