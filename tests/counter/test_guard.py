"""A hang in any part of the counter is noticed within ten seconds, and nobody is told that it lives meanwhile."""

import logging
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from gpiozero.pins.mock import MockPin

from kiosk.counter.clock import SystemClock
from kiosk.counter.counter import Counter, Devices
from kiosk.counter.guard import Guard
from kiosk.counter.systemd import ALIVE, READY, RESTART_ME, STOPPING, Notifier
from kiosk.hardware.beacon import BeaconSettings, GpioBeacon
from kiosk.hardware.dispenser import DispenserSettings, GpioDispenser
from kiosk.hardware.inputs import GpioInputs, InputsSettings
from kiosk.hardware.protocols import Emit
from kiosk.hardware.return_slot import GpioReturnSlot, ReturnSlotSettings
from kiosk.hardware.turnstile import GpioTurnstile, TurnstileSettings
from kiosk.lane.words import Fault
from kiosk.wiring.counter import counter_of, house_of, open_store
from tests.club import ALWAYS_OPEN, ask_database, make_club
from tests.counter_process import CounterProcess
from tests.hardware.mock_lines import LineFactory
from tests.middleware.waiting import wait_until
from tests.service_manager import ServiceManager

PINS = {
    "turnstile": TurnstileSettings().exit_turned.pin,
    "dispenser": DispenserSettings().male.empty.pin,
    "return_slot": ReturnSlotSettings().full.pin,
    "inputs": InputsSettings().emergency.pin,
}


class Reader:
    """A reader whose thread goes on, or hangs, as a test says."""

    devices = ("reader:front", "reader:slot")

    def __init__(self, elapsed_s: Callable[[], float]) -> None:
        self.elapsed_s = elapsed_s
        self.hung_at_s: float | None = None

    def start(self, emit: Emit) -> None:
        del emit

    def stop(self) -> None:
        pass

    def last_progress(self) -> float:
        return self.elapsed_s() if self.hung_at_s is None else self.hung_at_s


class Bench:
    """A counter at work on pins in memory, watched over in seconds that a test lets pass."""

    def __init__(self, folder: Path) -> None:
        self.home = make_club(folder, ALWAYS_OPEN)
        self.manager = ServiceManager(folder)
        self.seconds = 5000.0
        self.go_on = threading.Event()
        self.hung: set[str] = set()
        settings, plans = self.home.settings(), self.home.plans()
        self.store = open_store(self.home, settings, plans)
        clock, factory = SystemClock(), LineFactory()
        for pin in (InputsSettings().fire_alarm.pin, InputsSettings().emergency.pin):
            factory.pin(pin).wire(False)
        self.reader = Reader(lambda: self.seconds)
        devices = Devices(
            GpioTurnstile(TurnstileSettings(), lambda: factory, clock.now),
            GpioDispenser(DispenserSettings(), lambda: factory, clock.now),
            GpioReturnSlot(ReturnSlotSettings(), lambda: factory, clock.now),
            GpioInputs(InputsSettings(), lambda: factory, clock.now),
            GpioBeacon(BeaconSettings(), lambda: factory),
            (self.reader,),
        )
        self.counter: Counter = counter_of(self.store, clock, house_of(settings, plans, self.reader.devices[:1]), devices)
        self.counter.start()
        self.guard = Guard(self.counter, Notifier(self.manager.address), lambda: self.seconds)
        self._thread = threading.Thread(target=self.counter.run)
        self._thread.start()

    def close(self) -> None:
        self.go_on.set()
        self.guard.close()
        self.counter.quit()
        self._thread.join(10)
        self.counter.stop()
        self.store.close()
        self.manager.__exit__()

    def hang(self, part: str) -> None:
        """From now on this part does nothing more, until ``go_on``."""
        match part:
            case "inbox":
                self.counter.submit(self._wait)
            case "database":
                self.store.submit(self._wait)
            case "reader:front/reader:slot":
                self.reader.hung_at_s = self.seconds
        self.hung.add(part)

    def told(self, seconds: int = 1) -> list[str]:
        """What systemd is told in so many seconds, with a look in each. Parts that do not hang have time to answer."""
        told = []
        for _ in range(seconds):
            self.seconds += 1
            self.guard.check()
            told += self.manager.heard()
            wait_until(lambda: all(pulse.answered or pulse.part in self.hung for pulse in self.guard.pulses), "the answers")
        return told

    def seconds_until(self, state: str) -> float:
        """How long it takes until systemd is told this."""
        began_s = self.seconds
        while state not in self.told():
            assert self.seconds - began_s < 200, f"waited in vain for {state}"
        return self.seconds - began_s

    def read_pin(self, number: int) -> None:
        """Somebody reads this pin; that takes its time when its device hangs."""
        if any(PINS.get(part) == number for part in self.hung):
            self._wait()

    def _wait(self) -> None:
        self.go_on.wait(20)


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    with tempfile.TemporaryDirectory(prefix="k-") as folder:
        bench = Bench(Path(folder))
        read = MockPin._get_state

        def reading(pin: MockPin) -> object:
            bench.read_pin(int(pin.info.name.removeprefix("GPIO")))
            return read(pin)

        monkeypatch.setattr(MockPin, "_get_state", reading)
        yield bench
        bench.close()


def test_a_counter_whose_parts_all_go_on_lives(bench: Bench) -> None:
    assert bench.told(120) == [ALIVE] * 120


@pytest.mark.parametrize("part", ["inbox", "database", *PINS])
def test_a_hang_of_a_vital_part_is_noticed_within_ten_seconds_and_a_restart_is_asked_for(
    bench: Bench, part: str, caplog: pytest.LogCaptureFixture
) -> None:
    bench.told(20)
    bench.hang(part)
    assert bench.seconds_until(RESTART_ME) < 10
    told = bench.told(5)
    assert (told.count(RESTART_ME), told.count(ALIVE)) == (5, 0)
    assert f"STATUS=hangs: {part}" in told
    assert [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR] == [f"part hangs part={part}"]


@pytest.mark.parametrize("part", ["inbox", "database", *PINS])
def test_a_part_that_goes_on_after_all_lives_again(bench: Bench, part: str) -> None:
    bench.hang(part)
    bench.seconds_until(RESTART_ME)
    bench.go_on.set()
    bench.hung.clear()
    assert bench.seconds_until(ALIVE) < 3
    assert bench.told(10) == [ALIVE] * 10


def test_a_reader_that_hangs_is_a_device_that_failed_and_then_worth_one_restart(bench: Bench) -> None:
    bench.told(20)
    bench.hang("reader:front/reader:slot")
    assert set(bench.told(9)) == {ALIVE}
    wait_until(lambda: set(bench.counter.lane.down) == {(device, Fault.STUCK) for device in Reader.devices}, "the desk to know")
    assert 50 < bench.seconds_until(RESTART_ME) < 70


def test_a_reader_that_has_hung_from_the_start_is_worth_no_restart(bench: Bench) -> None:
    bench.hang("reader:front/reader:slot")
    assert set(bench.told(200)) == {ALIVE}


def test_a_reader_that_goes_on_is_whole_again(bench: Bench) -> None:
    bench.told(20)
    bench.hang("reader:front/reader:slot")
    bench.told(30)
    bench.reader.hung_at_s = None
    bench.told()
    wait_until(lambda: not bench.counter.lane.down, "the desk to know")
    rows = ask_database(bench.home, "SELECT json_extract(data, '$.fault'), json_extract(data, '$.down') FROM journal WHERE what = 'device'")
    assert rows == [("stuck", 1)] * 2 + [("stuck", 0)] * 2


@pytest.mark.slow
def test_a_counter_that_runs_tells_systemd_when_it_is_ready_that_it_lives_and_when_it_stops() -> None:
    with (
        tempfile.TemporaryDirectory(prefix="k-") as folder,
        ServiceManager(Path(folder)) as manager,
        CounterProcess(make_club(Path(folder), ALWAYS_OPEN), environment={"NOTIFY_SOCKET": manager.address}) as counter,
    ):
        assert manager.hear() == [READY]
        assert [manager.hear() for _ in range(2)] == [[ALIVE], [ALIVE]]
        counter.process.send_signal(signal.SIGTERM)
        assert counter.ended(5) == 0
        assert manager.heard()[-1] == STOPPING
