"""Asks the running counter one thing after the other, from a program that shows nothing."""

import socket
from contextlib import suppress
from typing import Any, Self

from kiosk.desk.requests import Request
from kiosk.errors import HomeError, KioskError, RequestRefused
from kiosk.settings.home import Home
from kiosk.wire.messages import Ask, Reply, decode_from_counter, encode

ANSWER_WITHIN_S = 10.0


class Asking:
    """One connection to the counter of a home, for a ``with`` block.

    :raises HomeError: when no counter runs there.
    """

    def __init__(self, home: Home) -> None:
        self._number = 0
        self._connection = socket.socket(socket.AF_UNIX)
        self._connection.settimeout(ANSWER_WITHIN_S)
        try:
            self._connection.connect(str(home.socket))
        except OSError as error:
            self._connection.close()
            raise HomeError(f"no counter answers in {home.path} ({error.strerror or error}); start it with: kiosk counter") from None
        self._lines = self._connection.makefile("rb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Cut the connection."""
        with suppress(OSError):
            self._lines.close()
        self._connection.close()

    def ask(self, request: Request) -> Any:
        """The value of the counter's reply.

        :raises RequestRefused: when a rule forbids it.
        :raises HomeError: when the counter goes away or does not answer.
        """
        self._number += 1
        try:
            self._connection.sendall(encode(Ask(self._number, request)))
            reply = self._reply()
        except (OSError, EOFError):
            raise HomeError("the counter does not answer any more; see what its log says") from None
        if not reply.ok:
            raise RequestRefused(reply.error or "refused", reply.text or "refused")
        return reply.value

    def _reply(self) -> Reply:
        while (line := self._lines.readline()).endswith(b"\n"):
            with suppress(KioskError):
                message = decode_from_counter(line)
                if isinstance(message, Reply) and message.number == self._number:
                    return message
        raise EOFError


def counter_runs(home: Home) -> bool:
    """Whether a counter listens in this home."""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(home.socket))
        except OSError:
            return False
    return True
