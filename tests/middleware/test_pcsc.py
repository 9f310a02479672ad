"""The PC/SC readers against a real pcscd with virtual readers and cards."""

import gc
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from smartcard import scard

from kiosk.hardware.pcsc import PcscReader, PcscReaders
from kiosk.hardware.places import Place
from kiosk.lane.events import CardPresented, DeviceFailed, DeviceRecovered, Event, TagReturned
from kiosk.lane.words import Fault
from tests.hardware.virtual_time import BEGAN
from tests.middleware.private_pcscd import SOCKET_VARIABLE, PrivatePcscd, fast_polling
from tests.middleware.vcard import VirtualCard
from tests.middleware.waiting import Since, wait_until

pytestmark = pytest.mark.xdist_group("pcsc")  # a process settles for one pcscd socket

READERS = (PcscReader("front", "Front"), PcscReader("slot", "Slot", Place.RETURN))
FRONT_LOST = DeviceFailed(BEGAN, "reader:front", Fault.LOST)
FRONT_BACK = DeviceRecovered(BEGAN, "reader:front", Fault.LOST)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    directory = tmp_path_factory.mktemp("p")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SOCKET_VARIABLE, str(directory / "run" / "pcscd.comm"))
        yield directory


@pytest.fixture(scope="module")
def shim(directory: Path) -> Path:
    return fast_polling(directory)


@pytest.fixture
def pcscd(directory: Path, shim: Path) -> Iterator[PrivatePcscd]:
    with PrivatePcscd(("Front", "Slot"), directory, shim) as pcscd:
        yield pcscd


class Watch:
    """The readers at work, and what they told."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.go = threading.Event()
        self.go.set()
        self.readers = PcscReaders(READERS, lambda: BEGAN)
        self.readers.start(self._emit)

    def _emit(self, event: Event) -> None:
        self.events.append(event)
        self.go.wait(10)

    def cards(self) -> list[CardPresented | TagReturned]:
        return [event for event in self.events if isinstance(event, CardPresented | TagReturned)]

    def seen(self) -> list[str]:
        """The UIDs of cards and tags, in their order."""
        return [event.uid if isinstance(event, CardPresented) else event.mark for event in self.cards()]

    def tap(self, uid: str, port: int) -> None:
        """Hold a card to a reader until it is seen, and take it away."""
        with VirtualCard(uid, port):
            wait_until(lambda: uid in self.seen(), f"card {uid}")
        wait_until(lambda: not card_lies_on_a_reader(), f"card {uid} to be gone")


@contextmanager
def watching() -> Iterator[Watch]:
    watch = Watch()
    try:
        yield watch
    finally:
        watch.readers.stop()


def card_lies_on_a_reader() -> bool:
    """Whether a card lies on a reader, as somebody else sees it."""
    code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    assert code == scard.SCARD_S_SUCCESS
    _, names = scard.SCardListReaders(context, [])
    _, states = scard.SCardGetStatusChange(context, 0, [(name, scard.SCARD_STATE_UNAWARE) for name in names])
    scard.SCardReleaseContext(context)
    return any(state & scard.SCARD_STATE_PRESENT for _, state, _ in states)


def raw_connection() -> tuple[int, int]:
    """A context and a connection to the card on the front reader, by somebody else."""
    code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    assert code == scard.SCARD_S_SUCCESS
    code, card, _ = scard.SCardConnect(context, "Front 00 00", scard.SCARD_SHARE_SHARED, scard.SCARD_PROTOCOL_T1)
    assert code == scard.SCARD_S_SUCCESS
    return context, card


def test_card_is_seen_once_and_a_tag_at_the_slot_is_returned(pcscd: PrivatePcscd) -> None:
    with watching() as watch:
        watch.tap("04A1B2C3D4E580", pcscd.ports["Front"])
        watch.tap("CAFEBABE", pcscd.ports["Slot"])
    assert watch.cards() == [CardPresented(BEGAN, "front", "04A1B2C3D4E580"), TagReturned(BEGAN, "CAFEBABE")]


def test_fifty_cards_are_all_seen_in_their_order(pcscd: PrivatePcscd) -> None:
    with watching() as watch:
        for number in range(50):
            watch.tap(f"{number:08X}", pcscd.ports["Front"])
    assert watch.seen() == [f"{number:08X}" for number in range(50)]


def test_cards_on_both_readers_at_once_are_both_seen(pcscd: PrivatePcscd) -> None:
    with (
        watching() as watch,
        VirtualCard("00000001", pcscd.ports["Front"]),
        VirtualCard("00000002", pcscd.ports["Slot"]),
    ):
        wait_until(lambda: len(watch.cards()) == 2, "both cards")
    assert {type(event) for event in watch.cards()} == {CardPresented, TagReturned}


def test_card_that_lies_there_at_the_start_is_seen(pcscd: PrivatePcscd) -> None:
    with VirtualCard("CAFEBABE", pcscd.ports["Front"]) as card:
        with watching() as watch:
            wait_until(watch.seen, "the card")
        assert watch.seen() == ["CAFEBABE"]
        assert len(card.asked) == 1


def test_swap_for_a_card_of_the_same_type_is_seen_by_a_busy_reader(pcscd: PrivatePcscd) -> None:
    with watching() as watch:
        first = VirtualCard("00000001", pcscd.ports["Front"]).insert()
        watch.go.clear()
        wait_until(watch.seen, "the first card")
        first.remove()
        wait_until(lambda: not card_lies_on_a_reader(), "the first card to be gone")
        with VirtualCard("00000002", pcscd.ports["Front"]):
            wait_until(card_lies_on_a_reader, "the second card to lie there")
            watch.go.set()
            wait_until(lambda: len(watch.seen()) == 2, "the second card")
    assert watch.seen() == ["00000001", "00000002"]


def test_card_lifted_half_way_is_no_card_and_the_next_is_seen(pcscd: PrivatePcscd) -> None:
    with watching() as watch:
        for _ in range(3):
            with VirtualCard("DEADBEEF", pcscd.ports["Front"], lifts_when_asked=True) as lifted:
                wait_until(lambda lifted=lifted: lifted.asked, "the question")  # type: ignore[misc]
        watch.tap("CAFEBABE", pcscd.ports["Front"])
    assert watch.cards() == [CardPresented(BEGAN, "front", "CAFEBABE")]


def test_service_that_stops_and_starts_is_lost_once_and_back_once(pcscd: PrivatePcscd) -> None:
    with watching() as watch:
        watch.tap("00000001", pcscd.ports["Front"])
        pcscd.stop()
        wait_until(lambda: FRONT_LOST in watch.events, "the loss")
        pcscd.start()
        wait_until(lambda: FRONT_BACK in watch.events, "the recovery")
        watch.tap("00000002", pcscd.ports["Front"])
    assert watch.seen() == ["00000001", "00000002"]
    assert (watch.events.count(FRONT_LOST), watch.events.count(FRONT_BACK)) == (1, 1)


def test_counter_that_starts_before_the_service_reads_as_soon_as_it_is_there(pcscd: PrivatePcscd) -> None:
    pcscd.stop()
    with watching() as watch:
        wait_until(lambda: FRONT_LOST in watch.events, "the loss")
        pcscd.start()
        wait_until(lambda: FRONT_BACK in watch.events, "the recovery")
        watch.tap("CAFEBABE", pcscd.ports["Front"])
    assert watch.seen() == ["CAFEBABE"]


def test_reader_that_is_unplugged_is_lost_while_the_other_works_on(pcscd: PrivatePcscd) -> None:
    with watching() as watch:
        watch.tap("00000001", pcscd.ports["Front"])
        pcscd.stop()
        pcscd.start(without="Front")
        wait_until(lambda: DeviceRecovered(BEGAN, "reader:slot", Fault.LOST) in watch.events, "the other reader")
        assert FRONT_BACK not in watch.events
        watch.tap("00000002", pcscd.ports["Slot"])
    assert watch.events[-1] == TagReturned(BEGAN, "00000002")


def test_card_is_left_as_it_is_for_the_next_to_ask(pcscd: PrivatePcscd) -> None:
    with watching() as watch:
        watch.tap("00000001", pcscd.ports["Front"])
        with VirtualCard("00000002", pcscd.ports["Front"]) as card:
            wait_until(lambda: len(watch.seen()) == 2, "the second card")
            gc.collect()
            context, connection = raw_connection()
            code, answered = scard.SCardTransmit(connection, scard.SCARD_PCI_T1, [0xFF, 0xCA, 0, 0, 0])
            assert (code, bytes(answered).hex()) == (scard.SCARD_S_SUCCESS, "000000029000")
            assert card.resets == 0
            scard.SCardDisconnect(connection, scard.SCARD_RESET_CARD)
            wait_until(lambda: card.resets, "a reset, to know that one would have been noticed")
            scard.SCardReleaseContext(context)


def test_readers_that_stop_do_so_at_once(pcscd: PrivatePcscd) -> None:
    with watching() as watch:
        watch.tap("CAFEBABE", pcscd.ports["Front"])
        stopping = Since()
        watch.readers.stop()
        assert stopping.free_s() < 0.9
        assert "pcsc" not in {thread.name for thread in threading.enumerate()}


def test_service_that_hangs_shows_and_holds_nobody_up(pcscd: PrivatePcscd) -> None:
    with watching() as watch:
        watch.tap("CAFEBABE", pcscd.ports["Front"])
        first = watch.readers.last_progress()
        wait_until(lambda: watch.readers.last_progress() > first, "signs of life")
        pcscd.hang()
        wait_until(lambda: time.monotonic() - watch.readers.last_progress() > 1.5, "the silence")
        stopping = Since()
        watch.readers.stop()
        assert stopping.free_s() < 3
        pcscd.go_on()
        wait_until(lambda: "pcsc" not in {thread.name for thread in threading.enumerate()}, "the thread to end")


def test_card_is_seen_at_the_real_pace_of_the_service(directory: Path, shim: Path) -> None:
    assert shim.exists()
    with PrivatePcscd(("Front", "Slot"), directory) as pcscd, watching() as watch:
        watch.tap("CAFEBABE", pcscd.ports["Front"])
        assert watch.seen() == ["CAFEBABE"]
