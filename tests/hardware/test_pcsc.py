"""The readers' thread against a scripted PC/SC service: what no virtual reader can be made to do."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Self

import pytest
from smartcard import scard

from kiosk.errors import PcscError
from kiosk.hardware import pcsc, pcsc_context
from kiosk.hardware.apdu import Exchange
from kiosk.hardware.pcsc import PcscReader, PcscReaders
from kiosk.hardware.pcsc_context import is_new_card
from kiosk.lane.events import CardPresented, DeviceFailed, DeviceRecovered, Event
from kiosk.lane.words import Fault
from tests.hardware.virtual_time import BEGAN

EMPTY, PRESENT = scard.SCARD_STATE_EMPTY, scard.SCARD_STATE_PRESENT
SAM, PICC = "ACS ACR1252 SAM 00 00", "ACS ACR1252 PICC 00 01"
LOST, BACK = DeviceFailed(BEGAN, "reader:front", Fault.LOST), DeviceRecovered(BEGAN, "reader:front", Fault.LOST)


def card_number(count: int) -> int:
    """The state of a reader on which a card lies, after so many insertions and removals."""
    return int(PRESENT | count << 16)


@dataclass
class ScriptedService:
    """A service that goes through this script, one look of the readers at a time: the readers that are there, and their states."""

    looks: list[dict[str, int] | PcscError]
    answers: dict[str, bytes | PcscError] = field(default_factory=dict)
    over: threading.Event = field(default_factory=threading.Event)
    asked: list[str] = field(default_factory=list)

    def __call__(self) -> Self:
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def readers(self) -> list[str]:
        if not self.looks:
            self.over.set()
            raise PcscError(scard.SCARD_E_NO_SERVICE)
        if isinstance(self.looks[0], PcscError):
            raise self.looks.pop(0)  # type: ignore[misc]
        return list(self.looks[0])

    def wait(self, known: dict[str, int], timeout_s: float) -> dict[str, int]:
        assert timeout_s <= 1
        look = self.looks.pop(0)
        assert isinstance(look, dict)
        return {name: look[name] for name in known}

    def cancel(self) -> None:
        pass

    @contextmanager
    def card(self, reader: str) -> Iterator[Exchange]:
        self.asked.append(reader)

        def exchange(_: bytes) -> bytes:
            answer = self.answers[reader]
            if isinstance(answer, PcscError):
                raise answer
            return answer

        yield exchange


def play(monkeypatch: pytest.MonkeyPatch, service: ScriptedService, *readers: PcscReader) -> list[Event]:
    """Let the readers live through the script; return what they told before its end."""
    monkeypatch.setattr(pcsc_context, "Context", service)
    monkeypatch.setattr(pcsc, "AGAIN_S", 0.0)
    monkeypatch.setattr(pcsc, "REOPEN_S", 0.0)
    events: list[Event] = []

    def emit(event: Event) -> None:
        if service.looks or not isinstance(event, DeviceFailed):
            events.append(event)

    at_work = PcscReaders(readers or (PcscReader("front", "PICC"),), lambda: BEGAN)
    at_work.start(emit)
    assert service.over.wait(5)
    at_work.stop()
    return events


def test_reader_that_is_unplugged_is_lost_once_and_back_once(monkeypatch: pytest.MonkeyPatch) -> None:
    service = ScriptedService([{PICC: EMPTY}, {SAM: EMPTY}, {}, {PICC: EMPTY}, {PICC: card_number(1)}], {PICC: b"\1\2\3\4\x90\0"})
    assert play(monkeypatch, service) == [LOST, BACK, CardPresented(BEGAN, "front", "01020304")]


def test_service_that_fails_in_every_way_is_one_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = (scard.SCARD_F_COMM_ERROR, scard.SCARD_E_NO_SERVICE, scard.SCARD_E_SERVICE_STOPPED, scard.SCARD_E_INVALID_HANDLE)
    service = ScriptedService([{PICC: EMPTY}, *map(PcscError, codes), {PICC: EMPTY}])
    assert play(monkeypatch, service) == [LOST, BACK]


def test_card_that_answers_nobody_is_asked_a_few_times_for_each_time_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    mute = PcscError(scard.SCARD_W_UNRESPONSIVE_CARD)
    service = ScriptedService([{PICC: card_number(1)}] * 20, {PICC: mute})
    assert play(monkeypatch, service) == []
    assert len(service.asked) == pcsc.TRIES + 1
    service = ScriptedService([{PICC: card_number(1)}] * 20 + [{PICC: EMPTY | 2 << 16}] + [{PICC: card_number(3)}] * 20, {PICC: mute})
    play(monkeypatch, service)
    assert len(service.asked) == 2 * (pcsc.TRIES + 1)


def test_card_without_a_uid_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    service = ScriptedService([{PICC: card_number(1)}] * 3, {PICC: bytes.fromhex("6A81")})
    assert play(monkeypatch, service) == []
    assert service.asked == [PICC]


def test_reader_belongs_to_the_first_that_it_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    service = ScriptedService([{PICC: card_number(1), SAM: card_number(1)}], dict.fromkeys((PICC, SAM), b"\1\2\3\4\x90\0"))
    events = play(monkeypatch, service, PcscReader("front", "PICC"), PcscReader("any"))
    assert sorted(event.reader for event in events if isinstance(event, CardPresented)) == ["any", "front"]


def test_reader_that_fits_none_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    service = ScriptedService([{SAM: card_number(1), PICC: EMPTY}])
    assert play(monkeypatch, service) == []
    assert service.asked == []


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        (scard.SCARD_STATE_UNAWARE, EMPTY, False),
        (scard.SCARD_STATE_UNAWARE, card_number(1), True),
        (EMPTY, card_number(1), True),
        (card_number(1), card_number(1), False),
        (card_number(1), card_number(1) | scard.SCARD_STATE_INUSE, False),
        (card_number(1), card_number(3), True),
        (card_number(0xFFFF), card_number(1), True),
        (card_number(1), EMPTY | 2 << 16, False),
    ],
)
def test_count_in_a_readers_state_tells_a_new_card(before: int, after: int, new: bool) -> None:
    assert is_new_card(before, after) is new
