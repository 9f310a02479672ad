"""What stands at the other end of ``NOTIFY_SOCKET``: systemd's ear."""

import socket
from pathlib import Path
from typing import Self


class ServiceManager:
    """Hears what a service tells. ``address`` is for ``NOTIFY_SOCKET``."""

    def __init__(self, folder: Path) -> None:
        self.address = str(folder / "notify")
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(self.address)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def hear(self, within_s: float = 10.0) -> list[str]:
        """The next message, line by line."""
        self._socket.settimeout(within_s)
        return self._socket.recv(4096).decode().splitlines()

    def heard(self) -> list[str]:
        """All that was told and not heard yet."""
        self._socket.setblocking(False)
        lines: list[str] = []
        while True:
            try:
                lines += self._socket.recv(4096).decode().splitlines()
            except BlockingIOError:
                return lines
