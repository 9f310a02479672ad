"""Contactless readers through PC/SC: one thread watches them all, whatever happens to readers, cards or the service."""

import logging
import threading
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.errors import CardUnreadable, PcscError
from kiosk.hardware.health import Health
from kiosk.hardware.places import Place, card_seen
from kiosk.hardware.protocols import Emit, Now
from kiosk.lane.words import Fault

if TYPE_CHECKING:
    from kiosk.hardware.pcsc_context import Context

logger = logging.getLogger(__name__)

LOOK_S = 1.0  # at least so often all readers are looked at: PC/SC may have missed something, and must show that it answers
REOPEN_S = 0.25
TRIES, AGAIN_S = 5, 0.05  # PC/SC does not always tell of a card that is lifted and put back at once: look again whether it is there
STOP_S, CANCEL_S = 2.0, 0.05


@dataclass(frozen=True, slots=True)
class PcscReader:
    """A reader as it stands in the settings.

    :param name: what we call it, such as ``front``.
    :param match: a part of its PC/SC name, such as ``ACR122U``; the empty text fits every reader. A reader that fits
        several belongs to the first of them.
    :param role: where it stands.
    :raises ValueError: when the name is empty.
    """

    name: str = "front"
    match: str = ""
    role: Place = Place.ENTRY

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("a reader needs a name")


class PcscReaders:
    """All the readers of the PC/SC service that the settings name."""

    def __init__(self, readers: tuple[PcscReader, ...], now: Now) -> None:
        self._readers = readers
        self._now = now
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._context: Context | None = None
        self._last_progress = time.monotonic()

    @property
    def devices(self) -> tuple[str, ...]:
        """The names under which they report."""
        return tuple(f"reader:{reader.name}" for reader in self._readers)

    def start(self, emit: Emit) -> None:
        """Begin to watch for cards."""
        self._thread = threading.Thread(target=self._run, args=(emit,), name="pcsc", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let go of the readers. Waits up to 2 s for the thread, which a hung service can hold for ever."""
        self._stopping.set()
        if self._thread is None:
            return
        # In a thread of its own, because a cancel is held up by a hung service, too.
        threading.Thread(target=self._cancel, args=(self._thread,), name="pcsc-cancel", daemon=True).start()
        self._thread.join(STOP_S)

    def last_progress(self) -> float:
        """When the thread last got an answer, by the monotonic clock. Older than some seconds: the service hangs."""
        return self._last_progress

    def _cancel(self, watching: threading.Thread) -> None:
        while watching.is_alive():  # a cancel that comes between two waits ends neither
            context = self._context
            if context is not None:
                context.cancel()
            watching.join(CANCEL_S)

    def _run(self, emit: Emit) -> None:
        # pyscard takes its time to load, and a machine with keyboard readers only may lack it.
        from kiosk.hardware.pcsc_context import Context

        healths = {reader: Health(f"reader:{reader.name}", self._now, emit) for reader in self._readers}
        while not self._stopping.is_set():
            self._last_progress = time.monotonic()
            try:
                with Context() as context:
                    self._context = context
                    self._watch(context, healths, emit)
            except PcscError as error:
                logger.debug("pcsc service gone error=%s", error)
                for health in healths.values():
                    health.set(Fault.LOST, True)
                self._stopping.wait(REOPEN_S)
            finally:
                self._context = None

    def _watch(self, context: "Context", healths: dict[PcscReader, Health], emit: Emit) -> None:
        from kiosk.hardware.pcsc_context import UNAWARE, is_new_card

        known: dict[str, int] = {}
        failures: Counter[str] = Counter()
        while not self._stopping.is_set():
            ours = {name: reader for name in context.readers() if (reader := self._belongs_to(name))}
            for reader, health in healths.items():
                health.set(Fault.LOST, reader not in ours.values())
            known = {name: known.get(name, UNAWARE) for name in ours}
            for name, state in context.wait(known, LOOK_S).items():
                before, known[name] = known[name], state
                if not is_new_card(before, state) or self._read(context, name, ours[name], emit):
                    failures[name] = 0
                elif failures[name] < TRIES:
                    failures[name] += 1
                    known[name] = UNAWARE
                    self._stopping.wait(AGAIN_S)
            self._last_progress = time.monotonic()

    def _belongs_to(self, name: str) -> PcscReader | None:
        return next((reader for reader in self._readers if reader.match in name), None)

    def _read(self, context: "Context", pcsc_name: str, reader: PcscReader, emit: Emit) -> bool:
        """Read the card and tell of it; false when it was lifted before it answered."""
        from kiosk.errors import PcscError
        from kiosk.hardware.apdu import read_uid

        try:
            with context.card(pcsc_name) as exchange:
                uid = read_uid(exchange)
        except PcscError as error:
            # When it is the service that went, the next look at it tells.
            logger.debug("card lifted reader=%s error=%s", reader.name, error)
            return False
        except CardUnreadable as error:
            logger.info("card unreadable reader=%s reason=%s", reader.name, error)
        else:
            emit(card_seen(reader.role, reader.name, uid, self._now()))
        return True
