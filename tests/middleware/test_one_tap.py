"""One tap on the real middleware: from a card on a PC/SC reader through the counter process to the edges of pins and a row on disk."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import pytest

from kiosk.hardware.dispenser import DispenserSettings
from kiosk.hardware.inputs import InputsSettings
from kiosk.hardware.turnstile import TurnstileSettings
from kiosk.lane.reasons import Refusal
from kiosk.lane.view import Refused, WalkThrough, Welcome
from kiosk.settings.home import Home
from tests.club import LI, ask_database, journal_of, make_club
from tests.counter_process import CounterProcess
from tests.middleware.private_pcscd import SOCKET_VARIABLE, PrivatePcscd, fast_polling
from tests.middleware.vcard import VirtualCard
from tests.middleware.waiting import Since, wait_until
from tests.screen_client import ScreenClient

SETTINGS = """
[club]
opens = "10:00"
closes = "10:00"
[tags]
per_pool = 5
[hardware]
kind = "device"
gpio = "mock"
[lane]
take_tag_s = 30.0
walk_s = 30.0
[sound]
enabled = false
"""
PROGRAM = ("-m", "tests.middleware.counter_on_pins")

MOUTH, ARM, INPUTS = DispenserSettings().female, TurnstileSettings(), InputsSettings()
MOTOR, READY, TRAY_EMPTY = MOUTH.motor.pin, MOUTH.ready.pin, MOUTH.tray_empty.pin
RELEASE, TURNED = ARM.entry.pin, ARM.entry_turned.pin
OTHER_MOUTH = DispenserSettings().male


class Door(CounterProcess):
    """The counter's process, and the door that its pins are wired to. The door outlives the process: see ``again``."""

    def __init__(self, home: Home, pcscd: PrivatePcscd, tag_lies_in_tray: bool = False) -> None:
        super().__init__(home, PROGRAM, {SOCKET_VARIABLE: pcscd.socket})
        self.edges: list[tuple[float, int, int]] = []
        self._pcscd = pcscd
        for pin in (INPUTS.fire_alarm.pin, INPUTS.emergency.pin, OTHER_MOUTH.tray_empty.pin, OTHER_MOUTH.ready.pin, READY):
            self.wire(pin, False)
        self.wire(TRAY_EMPTY, tag_lies_in_tray)
        self._write("\n")
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def __enter__(self) -> Self:
        super().__enter__()
        return self

    def wire(self, pin: int | None, high: bool) -> None:
        """Put this level on an input."""
        self._write(f"{pin} {int(high)}\n")

    def card(self, uid: str) -> VirtualCard:
        """A card on the reader, as long as the ``with`` lasts."""
        return VirtualCard(uid, self._pcscd.ports["Front"])

    def wait_for(self, pin: int | None, level: int) -> float:
        """Wait for this edge; returns when it came."""
        wait_until(lambda: self.count(pin, level), f"pin {pin} to be {level}")
        return next(at for at, which, to in self.edges if (which, to) == (pin, level))

    def count(self, pin: int | None, level: int) -> int:
        """How often this pin went to this level."""
        return sum((which, to) == (pin, level) for _, which, to in self.edges)

    def drop_tag(self) -> None:
        """The motor pushes the tag from the gate into the tray, and the next one up to the gate."""
        self.wait_for(MOTOR, 1)
        self.wire(READY, True)
        self.wire(TRAY_EMPTY, True)
        self.wait_for(MOTOR, 0)
        self.wire(READY, False)

    def take_tag(self) -> None:
        self.wire(TRAY_EMPTY, False)

    def turn_arm(self) -> None:
        self.wire(TURNED, False)
        self.wire(TURNED, True)

    def _write(self, text: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(text)

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            at, pin, level = line.split()
            self.edges.append((float(at), int(pin), int(level)))

    def ended(self, within_s: float = 10.0) -> int:
        """Wait for its end and the last of its edges."""
        self.process.wait(within_s)
        self._listener.join(within_s)
        return super().ended(within_s)


@pytest.fixture
def pcscd(tmp_path: Path) -> Iterator[PrivatePcscd]:
    with PrivatePcscd(("Front",), preload=fast_polling(tmp_path)) as pcscd:
        yield pcscd


@pytest.fixture
def home() -> Iterator[Home]:
    with tempfile.TemporaryDirectory(prefix="k-") as folder:
        yield make_club(Path(folder), SETTINGS)


def stage(home: Home) -> list[tuple[object, ...]]:
    return ask_database(home, "SELECT visit, card_no, stage, tag FROM visits")


def wait_for_stage(home: Home, name: str) -> None:
    wait_until(lambda: stage(home) == [(1, "A1001", name, "F-001")], f"the stage {name}")


def test_a_tap_goes_from_the_card_to_the_pins_the_screen_and_the_disk(home: Home, pcscd: PrivatePcscd) -> None:
    with Door(home, pcscd) as door, ScreenClient(home.socket) as screen:
        screen.view()
        assert door.edges == [] or {pin for _, pin, _ in door.edges}.isdisjoint({MOTOR, RELEASE})
        tapped = Since()
        with door.card(LI):
            door.wait_for(MOTOR, 1)
            assert tapped.free_s() < 1.0
        welcome = screen.face(Welcome)
        assert (welcome.guest.name, welcome.tag) == ("李晓岚", "F-001")
        assert stage(home) == [(1, "A1001", "granted", "F-001")]

        door.drop_tag()
        assert door.count(RELEASE, 1) == 0
        door.take_tag()
        released_s = door.wait_for(RELEASE, 1)
        assert screen.face(WalkThrough).tag == "F-001"
        assert stage(home) == [(1, "A1001", "tag_given", "F-001")]
        assert door.wait_for(RELEASE, 0) - released_s == pytest.approx(ARM.pulse_s, abs=0.3)

        door.turn_arm()
        wait_for_stage(home, "entered")
        assert door.stop() == 0
    assert door.count(RELEASE, 1) == 1
    assert [what for what, _ in journal_of(home)] == ["init", "granted", "tag_dropped", "tag_given", "entered"]


def test_a_counter_killed_at_any_stage_goes_on_where_it_stood(home: Home, pcscd: PrivatePcscd) -> None:
    with Door(home, pcscd) as door:
        with door.card(LI):
            door.drop_tag()
        wait_until(lambda: journal_of(home)[-1][0] == "tag_dropped", "the tag's fall is written down")
        door.kill()
    wait_for_stage(home, "granted")

    with Door(home, pcscd, tag_lies_in_tray=True) as door:
        door.take_tag()
        door.wait_for(RELEASE, 1)
        wait_for_stage(home, "tag_given")
        door.kill()

    with Door(home, pcscd) as door:
        door.turn_arm()
        wait_for_stage(home, "entered")
        door.kill()
    assert door.count(RELEASE, 1) == 0

    with Door(home, pcscd) as door, ScreenClient(home.socket) as screen, door.card(LI):
        assert screen.face(Refused).reason is Refusal.ALREADY_INSIDE
    assert door.count(MOTOR, 1) == 0
    assert [what for what, _ in journal_of(home)] == [
        "init", "granted", "tag_dropped", "restarted", "tag_given", "restarted", "entered", "refused",
    ]  # fmt: skip


def test_a_tag_that_had_not_fallen_when_the_counter_was_killed_drops_after_its_start(home: Home, pcscd: PrivatePcscd) -> None:
    with Door(home, pcscd) as door:
        with door.card(LI):
            door.wait_for(MOTOR, 1)
        wait_for_stage(home, "granted")
        door.kill()

    with Door(home, pcscd) as door:
        door.drop_tag()
        assert door.count(RELEASE, 1) == 0
        door.take_tag()
        door.wait_for(RELEASE, 1)
        door.turn_arm()
        wait_for_stage(home, "entered")
    assert [what for what, _ in journal_of(home)] == ["init", "granted", "restarted", "tag_dropped", "tag_given", "entered"]


@contextmanager
def screen_program(home: Home) -> Iterator[Callable[[], str]]:
    """The touchscreen as its own process, offscreen, on the counter of this home. Gives what it shows."""
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment |= {"SDL_VIDEODRIVER": "offscreen", "LP_NUM_THREADS": "0"}
    command = [sys.executable, "-m", "tests.middleware.screen_driver", json.dumps({"socket": str(home.socket)})]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as process:
        asked, answered = process.stdin, process.stdout
        assert asked is not None
        assert answered is not None
        assert answered.readline(), "the screen did not start"

        def texts() -> str:
            asked.write('{"do": "texts"}\n')
            asked.flush()
            return "\n".join(json.loads(answered.readline())).replace("\u200b", "")

        try:
            yield texts
        finally:
            process.terminate()


def test_the_screen_program_shows_whose_card_is_on_the_reader(home: Home, pcscd: PrivatePcscd) -> None:
    with Door(home, pcscd) as door, screen_program(home) as texts:
        wait_until(lambda: "请刷会员卡" in texts(), "the screen at rest", 30.0)
        with door.card(LI):
            door.wait_for(MOTOR, 1)
        wait_until(lambda: "李晓岚 女士" in texts(), "the name on the screen", 20.0)
        assert "001" in texts()
        assert door.stop() == 0
