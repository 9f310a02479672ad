"""What the counter tells systemd. Source: sd_notify(3)."""

import socket
from contextlib import suppress

READY = "READY=1"
STOPPING = "STOPPING=1"
ALIVE = "WATCHDOG=1"
RESTART_ME = "WATCHDOG=trigger"


class Notifier:
    """Sends datagrams to the service manager; without one it does nothing.

    :param address: what stands in ``NOTIFY_SOCKET``: a path, or ``@`` and an abstract name.
    """

    def __init__(self, address: str | None) -> None:
        self._address = f"\0{address[1:]}" if address and address.startswith("@") else address
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
        self._socket.setblocking(False)

    def tell(self, *states: str) -> None:
        """Send these in one message, such as ``READY=1``. A manager that does not read is not waited for."""
        if self._address:
            with suppress(OSError):
                self._socket.sendto("\n".join(states).encode(), self._address)

    def close(self) -> None:
        """Send nothing any more."""
        self._address = None
        self._socket.close()
