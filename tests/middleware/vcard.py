"""A contactless card for the virtual reader of vsmartcard: it is put on the reader by connecting to the reader's port.

Both ways a message is its length in two bytes, high byte first, and then itself. A message of one byte is a control code.
Source: https://frankmorgner.github.io/vsmartcard/virtualsmartcard/api.html
"""

import socket
import struct
import threading
import time
from contextlib import suppress
from typing import Self

ATR_OF_A_MEMORY_CARD = bytes.fromhex("3B8F8001804F0CA000000306030001000000006A")  # PC/SC Part 3, 3.1.3.2.3.1
GET_UID = bytes.fromhex("FFCA0000")
_OFF, _ON, _RESET, _GET_ATR = 0, 1, 2, 4


class VirtualCard:
    """A card with this UID.

    ``asked`` are the commands it got, ``resets`` how often it was reset. With ``lifts_when_asked`` it leaves the field in the
    middle of the first command.
    """

    def __init__(self, uid: str, port: int, lifts_when_asked: bool = False) -> None:
        self.asked: list[bytes] = []
        self.resets = 0
        self._uid = bytes.fromhex(uid)
        self._port = port
        self._lifts_when_asked = lifts_when_asked
        self._socket: socket.socket | None = None
        self._thread: threading.Thread | None = None

    def insert(self, deadline_s: float = 10.0) -> Self:
        """Put it on the reader, as soon as the reader is there."""
        end_s = time.monotonic() + deadline_s
        while True:
            try:
                link = socket.create_connection(("127.0.0.1", self._port))
                break
            except ConnectionRefusedError:
                if time.monotonic() > end_s:
                    raise
                time.sleep(0.005)
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = link
        self._thread = threading.Thread(target=self._serve, args=(link,), daemon=True)
        self._thread.start()
        return self

    def remove(self) -> None:
        """Take it away."""
        if self._socket is None or self._thread is None:
            return
        with suppress(OSError):  # it is away already
            self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._socket.close()
        self._socket = None

    def __enter__(self) -> Self:
        return self.insert()

    def __exit__(self, *_: object) -> None:
        self.remove()

    def _serve(self, link: socket.socket) -> None:
        try:
            while True:
                (length,) = struct.unpack(">H", self._read(link, 2))
                answer = self._answer(self._read(link, length))
                if answer is not None:
                    link.sendall(struct.pack(">H", len(answer)) + answer)
        except (EOFError, OSError):
            link.close()

    def _answer(self, message: bytes) -> bytes | None:
        if len(message) == 1:
            self.resets += message[0] == _RESET
            return ATR_OF_A_MEMORY_CARD if message[0] == _GET_ATR else None
        self.asked.append(message)
        if self._lifts_when_asked:
            raise EOFError
        return self._uid + b"\x90\x00" if message.startswith(GET_UID) else b"\x6d\x00"

    @staticmethod
    def _read(link: socket.socket, length: int) -> bytes:
        message = b""
        while len(message) < length:
            # The reader writes length and message apart; without this each exchange waits 40 ms for a delayed acknowledgement.
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            part = link.recv(length - len(message))
            if not part:
                raise EOFError
            message += part
        return message
