"""``kiosk doctor``: what is connected and what is wrong, in plain words."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.settings.home import Home
from kiosk.upkeep import devices, machine
from kiosk.upkeep.doctor import examine
from tests.club import make_club
from tests.command_line import kiosk
from tests.live_counter import LiveCounter


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return make_club(tmp_path)


def examined(home: Home) -> dict[str, tuple[str, str]]:
    ran = kiosk("doctor", "--json", "--home", home.path)
    findings = {finding["subject"]: (finding["health"], finding["text"]) for finding in ran.json["findings"]}
    assert ran.json["ok"] is all(health != "bad" for health, _ in findings.values())
    assert ran.code == (0 if ran.json["ok"] else 1)
    return findings


def test_a_sound_home_is_found_sound(home: Home) -> None:
    found = examined(home)
    assert found["settings"][0] == found["database"][0] == found["disk"][0] == "ok"
    assert found["database"][1] == "sound; the journal holds 1 entries in one chain"
    assert found["counter"] == ("look", "not running; start it with: kiosk counter (on a device: systemctl start kiosk-counter)")
    assert found["hardware"][1].startswith("simulated")


def test_it_reads_as_lines_too(home: Home) -> None:
    lines = kiosk("doctor", "--home", home.path).out.splitlines()
    assert lines[0] == f"ok    settings        {home.settings_file} holds no mistake"
    assert lines[-1].endswith("to mend.") or lines[-1] == "Nothing to mend."


def test_mistakes_in_the_settings_come_first_and_alone(home: Home) -> None:
    home.settings_file.write_text('[club]\nlanguage = "fr"\nminimum_age = -1\n')
    ran = kiosk("doctor", "--json", "--home", home.path)
    assert ran.code == 1
    assert [finding["subject"] for finding in ran.json["findings"]] == ["settings", "settings"]


def test_a_folder_that_is_no_home_is_told_how_to_become_one(tmp_path: Path) -> None:
    ran = kiosk("doctor", "--home", tmp_path)
    assert (ran.code, "run: kiosk init --home" in ran.out) == (1, True)


def test_a_disk_that_is_nearly_full_is_bad(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_FEW_MB", 10**9)
    assert examined(home)["disk"][0] == "bad"


@pytest.fixture
def live() -> Iterator[LiveCounter]:
    with tempfile.TemporaryDirectory(prefix="k-") as folder, LiveCounter(Path(folder)) as live:
        yield live


def test_a_running_counter_tells_what_is_down(live: LiveCounter) -> None:
    with live.screen() as screen:
        for fault in ("return_full", "reader_lost"):
            screen.simulate(fault=fault, on=True)
        while len(screen.view().lane.troubles) < 2:
            pass
    found = examined(live.home)
    assert found["counter"] == ("ok", "running")
    assert found["return_slot"] == ("bad", "the return slot is full; empty it")
    assert found["reader:entry"] == ("bad", "does not answer; look at its plug and cable")


def test_a_real_door_is_looked_at(home: Home) -> None:
    home.settings_file.write_text('[hardware]\nkind = "device"\n[sound]\nenabled = false\n')
    found = examined(home)
    assert {"gpio"} <= set(found)
    assert any(subject.startswith(("card reader", "library")) for subject in found)


def test_pins_in_memory_need_no_chip(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "gpio_chips", list)
    home.settings_file.write_text('[hardware]\nkind = "device"\n')
    assert dict(_gpio(home)) == {"bad": "there is no /dev/gpiochip; is this a Raspberry Pi, and may this user open it (group gpio)?"}
    home.settings_file.write_text('[hardware]\nkind = "device"\ngpio = "mock"\n')
    assert dict(_gpio(home)) == {"look": 'in memory only (hardware.gpio in kiosk.toml): nothing moves; for a real door set "lgpio"'}


def _gpio(home: Home) -> list[tuple[str, str]]:
    return [(finding.health.value, finding.text) for finding in examine(home) if finding.subject == "gpio"]
