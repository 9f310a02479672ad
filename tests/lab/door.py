"""A door in the lab: the counter as a process, its lines and readers, and the hands that a test lends to members and machinery."""

import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.hardware.pins import InputPin, OutputPin
from kiosk.lane.view import LaneView
from kiosk.settings.home import Home
from kiosk.settings.keys import Settings
from tests.counter_process import CounterProcess
from tests.lab.gpio_chip import GpioChip, Pulse, Recorder
from tests.lab.lines import inputs_of, outputs_of
from tests.middleware.private_pcscd import PrivatePcscd
from tests.middleware.vcard import VirtualCard
from tests.screen_client import ScreenClient

POLL_S = 0.01
TURN_S = 0.1  # an arm takes longer to turn than its contact bounces
BETWEEN_BOUNCES_S = 0.003
BETWEEN_CARDS_S = 0.5
"""Nobody is quicker. A card that follows in the same look of pcscd is the one before, to it."""


def until(true: Callable[[], object], what: str, deadline_s: float = 20.0) -> None:
    """Come back as soon as ``true()`` is. Looks seldom: the counter has the same single processor.

    :raises AssertionError: when it is not before the deadline; the text says what was waited for.
    """
    end_s = time.monotonic() + deadline_s
    while not true():
        assert time.monotonic() < end_s, f"waited {deadline_s:g} s in vain for {what}"
        time.sleep(POLL_S)


@dataclass
class Door:
    """A counter on real lines. ``outputs`` is what its lines did since it was last started."""

    home: Home
    chip: GpioChip
    pcscd: PrivatePcscd
    settings: Settings = field(init=False)
    outputs: Recorder = field(init=False)
    counter: CounterProcess = field(init=False)
    _database: sqlite3.Connection = field(init=False)

    def __post_init__(self) -> None:
        self.settings = self.home.settings()

    def at_rest(self) -> None:
        """Every contact as it is on a quiet day: a tag ready in each mouth, the trays empty, no alarm; nothing draws an output."""
        resting = ("ready", "tray_empty")
        for name, contact in inputs_of(self.settings).items():
            self.chip.set(contact, name.endswith(resting))
        for output in outputs_of(self.settings).values():
            self.chip.draw(output, False)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """A counter runs."""
        try:
            self.start()
            yield
        finally:
            self.stop()

    def start(self) -> None:
        """Start the counter; back when it has taken its lines."""
        self.outputs = Recorder(self.chip, outputs_of(self.settings))
        self._database = sqlite3.connect(f"{self.home.database_file.as_uri()}?mode=ro", uri=True)
        self.counter = CounterProcess(self.home)
        self.counter.ready()

    def stop(self) -> None:
        """Stop it and what watches it."""
        self._look_away()
        self.counter.stop()

    def kill(self) -> None:
        """End it without a word."""
        self.counter.kill()
        self._look_away()

    def freeze(self) -> None:
        """Let the counter do nothing, until ``thaw``."""
        self.counter.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self.counter.process.send_signal(signal.SIGCONT)

    def listens_to(self, node: Path) -> bool:
        """Whether the counter has this device open."""
        return any(file.resolve() == node for file in Path(f"/proc/{self.counter.process.pid}/fd").iterdir())

    # What members and machinery do

    def present(self, uid: str, reader: str = "Front") -> None:
        """Hold a card to the reader until the counter has decided on it, and take it away."""
        before = self._count("journal")
        with VirtualCard(uid, self.pcscd.ports[reader]):
            until(lambda: self._count("journal") > before, f"a word on card {uid}")
        time.sleep(BETWEEN_CARDS_S)

    def turn(self, contact: InputPin) -> None:
        """Turn the arm once, and leave it at rest for as long."""
        for turning in (True, False):
            self.chip.set(contact, turning)
            time.sleep(contact.bounce_s + TURN_S)

    def bounce(self, contact: InputPin, active: bool, times: int = 10) -> None:
        """Change a contact as real ones do: it touches and parts so many times before it rests."""
        for _ in range(times):
            for state in (active, not active):
                self.chip.set(contact, state)
                time.sleep(BETWEEN_BOUNCES_S)
        self.chip.set(contact, active)

    def drop_male_tag(self) -> None:
        """What the men's mouth does while its motor runs: the tag that stood ready falls into the tray, and the counter sees it."""
        mouth, dropped = self.settings.dispenser.male, len(self.journal("tag_dropped"))
        until(lambda: self.chip.is_on(mouth.motor), "the motor")
        self.chip.set(mouth.ready, False)
        self.chip.set(mouth.tray_empty, False)
        until(lambda: len(self.journal("tag_dropped")) > dropped, "the tag to be seen in the tray")
        until(lambda: not self.chip.is_on(mouth.motor), "the motor to stop")

    def take_male_tag(self) -> None:
        """A hand takes the tag, and the next one comes up."""
        mouth, runs = self.settings.dispenser.male, self.outputs.begun("dispenser.male.motor")
        self.chip.set(mouth.tray_empty, True)
        until(lambda: self.outputs.begun("dispenser.male.motor") > runs, "the motor, for the next tag")
        self.chip.set(mouth.ready, True)
        until(lambda: not self.chip.is_on(mouth.motor), "the motor to stop")

    # What came of it

    def journal(self, *whats: str) -> list[dict[str, Any]]:
        """The entries of these kinds, or all, each with what it is as ``what``."""
        rows = self._database.execute("SELECT what, data FROM journal ORDER BY sequence").fetchall()
        return [{"what": what, **json.loads(data)} for what, data in rows if not whats or what in whats]

    def entries(self, what: str, **fields: object) -> list[dict[str, Any]]:
        """The entries of one kind with these fields."""
        return [entry for entry in self.journal(what) if fields.items() <= entry.items()]

    def wait_for(self, what: str, **fields: object) -> None:
        """Wait for the first entry of this kind with these fields."""
        until(lambda: self.entries(what, **fields), f"a journal entry {what} {fields or ''}")

    def entered(self) -> int:
        """How many have entered so far."""
        return self._count("visits WHERE stage = 'entered'")

    def stages(self) -> list[str]:
        """How far each visit has come, first first."""
        return [stage for (stage,) in self._database.execute("SELECT stage FROM visits ORDER BY visit")]

    def view(self) -> LaneView:
        """What a screen that connects now is shown."""
        with ScreenClient(self.home.socket) as screen:
            return screen.view().lane

    def wait_for_face(self, face: object) -> None:
        """Wait until the screen shows this."""
        with ScreenClient(self.home.socket) as screen:
            while screen.view().lane.face != face:
                pass

    def pulses(self, name: str, count: int = 1) -> list[Pulse]:
        """The first pulses of this output, as soon as there are so many."""
        until(lambda: len(self.outputs.pulses[name]) >= count, f"{count} pulses of {name}")
        return self.outputs.pulses[name][:count]

    def _count(self, rows: str) -> int:
        (count,) = self._database.execute(f"SELECT count(*) FROM {rows}").fetchone()
        return int(count)

    def _look_away(self) -> None:
        self._database.close()
        self.outputs.stop()


class Squatter:
    """Another program that holds a GPIO line."""

    def __init__(self, wired: InputPin | OutputPin) -> None:
        claim = f"lgpio.gpio_claim_input(lgpio.gpiochip_open(0), {wired.pin})"
        program = f"import lgpio, sys; {claim}; print(flush=True); sys.stdin.read()"
        self._process = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdout
        assert self._process.stdout.readline()

    def leave(self) -> None:
        """Let go of it."""
        with suppress(ProcessLookupError):
            self._process.kill()
        self._process.communicate()
