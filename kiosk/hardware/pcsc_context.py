"""The few calls of PC/SC that the readers need: typed, with errors as exceptions.

Source: PC/SC Lite API, https://pcsclite.apdu.fr/api/. Imports pyscard: the readers' thread imports this module.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from smartcard import scard

from kiosk.errors import PcscError
from kiosk.hardware.apdu import Exchange

UNAWARE: int = scard.SCARD_STATE_UNAWARE

_NEW_READER = "\\\\?PnP?\\Notification"
_IN_VAIN = (scard.SCARD_E_TIMEOUT, scard.SCARD_E_CANCELLED, scard.SCARD_E_UNKNOWN_READER)
_SHORTEST_ANSWER = 2  # the status word; ISO/IEC 7816-4
_EITHER_PROTOCOL = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1


class Context:
    """A connection to the PC/SC service.

    :raises PcscError: from every call, when the service is gone or refuses.
    """

    def __init__(self) -> None:
        code, self._handle = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
        _check(code)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        scard.SCardReleaseContext(self._handle)

    def readers(self) -> list[str]:
        """The names of the readers that are plugged in."""
        code, names = scard.SCardListReaders(self._handle, [])
        if _unsigned(code) == scard.SCARD_E_NO_READERS_AVAILABLE:
            return []
        _check(code)
        return list(names)

    def wait(self, known: dict[str, int], timeout_s: float) -> dict[str, int]:
        """Wait for a change of a reader, or of the list of readers; return the readers' new states.

        :param known: each reader's state as it was returned last, or ``UNAWARE`` to be told at once.
        """
        states = [*known.items(), (_NEW_READER, UNAWARE)]
        code, changed = scard.SCardGetStatusChange(self._handle, int(timeout_s * 1000), states)
        if _unsigned(code) in _IN_VAIN:
            return {}
        _check(code)
        return {name: state & ~scard.SCARD_STATE_CHANGED for name, state, _ in changed if name in known}

    def cancel(self) -> None:
        """End a ``wait`` of another thread. Blocks while the service hangs."""
        scard.SCardCancel(self._handle)

    @contextmanager
    def card(self, reader: str) -> Iterator[Exchange]:
        """Talk to the card on this reader, and leave it as it is afterwards.

        A connection that is dropped unclosed would reset whatever card lies on the reader by then.
        """
        code, card, protocol = scard.SCardConnect(self._handle, reader, scard.SCARD_SHARE_SHARED, _EITHER_PROTOCOL)
        _check(code)

        def exchange(sent: bytes) -> bytes:
            code, answered = scard.SCardTransmit(card, protocol, list(sent))
            _check(code)
            if len(answered) < _SHORTEST_ANSWER:  # a card that left in the middle is a success to PC/SC, with no answer
                raise PcscError(scard.SCARD_W_REMOVED_CARD)
            return bytes(answered)

        try:
            yield exchange
        finally:
            scard.SCardDisconnect(card, scard.SCARD_LEAVE_CARD)


def is_new_card(before: int, after: int) -> bool:
    """Whether a card lies on the reader that was not there before: its state's upper half counts insertions and removals."""
    if not after & scard.SCARD_STATE_PRESENT:
        return False
    return not before & scard.SCARD_STATE_PRESENT or before >> 16 != after >> 16


def _unsigned(code: Any) -> int:
    return int(code) & 0xFFFFFFFF


def _check(code: Any) -> None:
    if code != scard.SCARD_S_SUCCESS:
        raise PcscError(_unsigned(code))
