"""A screen without a display: connects to a counter, sees what it is sent, and asks."""

import json
import socket
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from kiosk.lane.notices import NoticeCode
from kiosk.wire.messages import FromCounter, Reply, Shown, Told, decode_from_counter


class ScreenClient:
    """One connection. ``shown`` and ``told`` keep what came so far."""

    def __init__(self, path: Path, timeout_s: float = 10.0) -> None:
        self.shown: list[Shown] = []
        self.told: list[NoticeCode] = []
        self.connection = socket.socket(socket.AF_UNIX)
        self.connection.settimeout(timeout_s)
        try:
            self.connection.connect(str(path))
        except OSError:
            self.connection.close()
            raise
        self._lines = self.connection.makefile("rb")
        self._number = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._lines.close()
        self.connection.close()

    def read(self) -> FromCounter:
        """The next message.

        :raises EOFError: when the counter cut the connection.
        """
        line = self._lines.readline()
        if not line.endswith(b"\n"):
            raise EOFError
        message = decode_from_counter(line)
        match message:
            case Shown():
                self.shown.append(message)
            case Told(notice=notice):
                self.told.append(notice.code)
            case Reply():
                pass
        return message

    def read_to_the_end(self) -> None:
        """Read until the counter cuts the connection."""
        with suppress(EOFError, ConnectionResetError):
            while True:
                self.read()

    def view(self) -> Shown:
        """The next view."""
        while not isinstance(message := self.read(), Shown):
            pass
        return message

    def notice(self) -> Told:
        """The next notice."""
        while not isinstance(message := self.read(), Told):
            pass
        return message

    def face(self, face: type) -> Any:
        """Wait for this face."""
        while not isinstance(face_now := self.view().lane.face, face):
            pass
        return face_now

    def send(self, line: bytes) -> None:
        """Send bytes as they are."""
        self.connection.sendall(line)

    def ask(self, do: str, **fields: Any) -> Reply:
        """Ask, and wait for the reply to this question."""
        return self.send_request({"do": do, **fields})

    def send_request(self, request: dict[str, Any], key: str | None = None) -> Reply:
        """Ask what may be no request at all, and wait for the reply."""
        self._number += 1
        self.send(json.dumps({"number": self._number, "request": request} | ({"key": key} if key else {})).encode() + b"\n")
        return self.reply(self._number)

    def reply(self, number: int) -> Reply:
        """The reply with this number."""
        while not (isinstance(message := self.read(), Reply) and message.number == number):
            pass
        return message

    def sign_in(self, staff_no: str, pin: str) -> Reply:
        """Sign in on this connection."""
        return self.ask("sign_in", staff_no=staff_no, pin=pin)

    def simulate(self, **line: Any) -> Reply:
        """One line of a script."""
        return self.ask("simulate", line=line)
