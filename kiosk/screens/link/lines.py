"""Puts lines together from what a socket brings."""

import logging

from kiosk.wire import messages as wire

_LOG = logging.getLogger(__name__)


class Lines:
    """What one connection has brought so far."""

    def __init__(self) -> None:
        self.spoke = False
        self._rest = b""
        self._complained = False

    def split(self, chunk: bytes) -> list[bytes]:
        """The lines that are whole now.

        :raises ConnectionError: when the counter closed the connection, or sent something that is no line.
        """
        if not chunk:
            raise ConnectionError
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        if len(self._rest) > wire.MAX_FROM_COUNTER:
            raise ConnectionError
        return lines

    def understood(self, yes: bool) -> None:
        """Note whether a line made sense; complain once."""
        self.spoke = self.spoke or yes
        if not yes and not self._complained:
            self._complained = True
            _LOG.warning("counter_not_understood")
