"""The wiring table of the guide and the settings' defaults are one thing."""

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from gpiozero.pins.mock import MockFactory

from kiosk.hardware.beacon import BeaconSettings
from kiosk.hardware.dispenser import DispenserSettings
from kiosk.hardware.inputs import InputsSettings
from kiosk.hardware.pins import InputPin, OutputPin
from kiosk.hardware.return_slot import ReturnSlotSettings
from kiosk.hardware.turnstile import TurnstileSettings

GUIDE = Path(__file__).parents[2] / "docs" / "wiring.md"
DEFAULTS = {
    "turnstile": TurnstileSettings(),
    "dispenser": DispenserSettings(),
    "return_slot": ReturnSlotSettings(),
    "inputs": InputsSettings(),
    "beacon": BeaconSettings(),
}


def lines_of(name: str, value: Any) -> dict[str, InputPin | OutputPin]:
    if isinstance(value, InputPin | OutputPin):
        return {name: value}
    found: dict[str, InputPin | OutputPin] = {}
    if is_dataclass(value):
        for field in fields(value):
            found |= lines_of(f"{name}.{field.name}", getattr(value, field.name))
    return found


def defaults() -> dict[str, InputPin | OutputPin]:
    return {name: line for section, value in DEFAULTS.items() for name, line in lines_of(section, value).items()}


def guide() -> dict[str, list[str]]:
    rows = [line.strip("|").split("|") for line in GUIDE.read_text().splitlines() if line.startswith("| `")]
    return {row[0].strip(" `"): [cell.strip() for cell in row[1:6]] for row in rows}


def test_guide_tells_every_line_as_it_is_by_default() -> None:
    header = {
        pin.name.removeprefix("GPIO"): str(number)
        for number, pin in MockFactory().board_info.headers["J8"].pins.items()
        if pin.name.startswith("GPIO")
    }
    wanted = {}
    for name, line in defaults().items():
        direction, pull = ("in", line.pull.value) if isinstance(line, InputPin) else ("out", "–")
        wanted[name] = [str(line.pin), header[str(line.pin)], direction, pull, "high" if line.active_high else "low"]
    assert guide() == wanted


def test_no_pin_is_used_twice() -> None:
    pins = [line.pin for line in defaults().values()]
    assert len(pins) == len(set(pins))


def test_outputs_are_off_while_the_pi_boots() -> None:
    outputs = [line for line in defaults().values() if isinstance(line, OutputPin)]
    assert all(line.active_high and line.pin is not None and line.pin >= 9 for line in outputs)
