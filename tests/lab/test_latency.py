"""How long a card takes to the line. A measurement: what it prints counts; what it asserts only says that something is very wrong."""

import sys
import time
from statistics import quantiles

import pytest

from tests.command_line import kiosk
from tests.lab.door import Door, until
from tests.lab.lines import lab_settings
from tests.middleware.vcard import VirtualCard

CARDS = [f"04EE{number:06X}" for number in range(100)]
RELEASE = "turnstile.entry"


@pytest.fixture
def settings() -> str:
    return lab_settings(turnstile__pulse_s="0.05", turnstile__pause_s="0.05")


def test_from_card_to_line(resting_door: Door, capsys: pytest.CaptureFixture[str]) -> None:
    door = resting_door
    table = door.home.path / "staff.csv"
    rows = [f"C{number:03},清洁,cleaner,F,{card}" for number, card in enumerate(CARDS)]
    table.write_text("\n".join(["staff_no,name,role,sex,card_uid", *rows]), encoding="utf-8")
    assert kiosk("import", "staff", table, "--home", door.home.path).code == 0
    with door.at_work():
        taken_ms = [1000 * tap(door, number, card) for number, card in enumerate(CARDS, 1)]
    cuts = quantiles(taken_ms, n=100, method="inclusive")
    with capsys.disabled():
        sys.stdout.write(
            f"\ncard → line high, {len(taken_ms)} cards: p50 {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms, max {max(taken_ms):.1f} ms\n"
        )
    assert cuts[49] < 500


def tap(door: Door, number: int, card: str) -> float:
    """One member of staff walks in; returns the seconds from the card in the field to the line."""
    began_s = time.monotonic()
    with VirtualCard(card, door.pcscd.ports["Front"]):
        (*_, pulse) = door.pulses(RELEASE, number)
    door.chip.set(door.settings.turnstile.entry_turned, True)
    until(lambda: door.entered() == number, "the entry")
    door.chip.set(door.settings.turnstile.entry_turned, False)
    return pulse.began_s - began_s
