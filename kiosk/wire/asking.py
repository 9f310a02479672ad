"""Asks the running counter one thing after the other, from a program that shows nothing."""

import socket
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from kiosk.errors import HomeError, KioskError, RequestRefused
from kiosk.wire.messages import Ask, FromCounter, Greeting, Reply, Shown, decode_from_counter, encode

ANSWER_WITHIN_S = 10.0
VIEW_WITHIN_S = 2.0


class Asking:
    """One connection to the counter that listens at this path, for a ``with`` block.

    :raises HomeError: when none does.
    """

    def __init__(self, path: Path) -> None:
        self._number = 0
        self._connection = socket.socket(socket.AF_UNIX)
        self._connection.settimeout(ANSWER_WITHIN_S)
        try:
            self._connection.connect(str(path))
        except OSError as error:
            self._connection.close()
            raise HomeError(f"no counter answers in {path.parent} ({error.strerror or error}); start it with: kiosk counter") from None
        self._lines = self._connection.makefile("rb")
        try:
            self._greet()
        except HomeError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Cut the connection."""
        with suppress(OSError):
            self._lines.close()
        self._connection.close()

    def ask(self, request: object, key: str | None = None) -> Any:
        """The value of the counter's reply.

        :param key: of this one request: asked again with it, also by another program, it is done once.

        :raises RequestRefused: when a rule forbids it.
        :raises HomeError: when the counter goes away or does not answer.
        """
        self._number += 1
        try:
            self._connection.sendall(encode(Ask(self._number, request, key)))
            reply = self._reply()
        except (OSError, EOFError):
            raise HomeError("the counter does not answer any more; see what its log says") from None
        if not reply.ok:
            raise RequestRefused(reply.error or "refused", reply.text or "refused")
        return reply.value

    def _greet(self) -> None:
        """The counter says first which version it speaks."""
        greeting: FromCounter | None = None
        with suppress(OSError, KioskError):
            greeting = decode_from_counter(self._lines.readline())
        if not (isinstance(greeting, Greeting) and greeting.understood):
            raise HomeError("the counter that runs is of another version; start it again, so that both are the same")

    def _reply(self) -> Reply:
        while (line := self._lines.readline()).endswith(b"\n"):
            with suppress(KioskError):
                message = decode_from_counter(line)
                if isinstance(message, Reply) and message.number == self._number:
                    return message
        raise EOFError


def counter_runs(path: Path) -> bool:
    """Whether a counter listens at this path."""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def view_seen_at(path: Path) -> Shown | None:
    """The view that the counter at this path sends to whoever connects; none when none answers in time."""
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(VIEW_WITHIN_S)
            connection.connect(str(path))
            with connection.makefile("rb") as lines:
                while line := lines.readline():
                    if isinstance(message := decode_from_counter(line), Shown):
                        return message
    except (OSError, KioskError):
        pass
    return None
