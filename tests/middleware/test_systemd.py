"""The units as systemd, the users as sysusers and the polkit rule as polkit's own JavaScript engine see them."""

import ctypes
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.side_by_side

ROOT = Path(__file__).parent.parent.parent
UNITS = ["kiosk-counter.service", "kiosk-screen.service", "kiosk-figures.service", "kiosk-figures.timer", "kiosk-music@desk.service"]


def run(*command: str | Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment})


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of a device: Debian's units, ours as installed, and in place of ``kiosk`` and ``mpd`` a program that does nothing."""
    root = tmp_path_factory.mktemp("device")
    shutil.copytree("/usr/lib/systemd/system", root / "usr/lib/systemd/system", symlinks=True)
    shutil.copytree("/usr/lib/sysusers.d", root / "usr/lib/sysusers.d")
    (root / "lib").symlink_to("usr/lib")
    (root / "opt/kiosk/.venv/bin").mkdir(parents=True)
    shutil.copy("/bin/true", root / "opt/kiosk/.venv/bin/kiosk")
    (root / "usr/bin").mkdir(parents=True)
    shutil.copy("/bin/true", root / "usr/bin/mpd")
    shutil.copytree(ROOT / "systemd", root / "opt/kiosk/systemd")
    assert run(ROOT / "systemd/install.sh", DESTDIR=str(root)).stderr == ""
    return root


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_accepts_the_unit_without_a_word(device: Path, unit: str) -> None:
    verdict = run("systemd-analyze", "verify", "--man=no", f"--root={device}", unit)
    assert (verdict.returncode, verdict.stdout + verdict.stderr) == (0, "")


def test_systemd_finds_a_mistake_in_a_unit_when_there_is_one(device: Path, tmp_path: Path) -> None:
    root = tmp_path / "device"
    shutil.copytree(device, root, symlinks=True)
    (root / "opt/kiosk/.venv/bin/kiosk").unlink()
    assert "is not executable" in run("systemd-analyze", "verify", "--man=no", f"--root={root}", UNITS[0]).stderr


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.endswith(".service")])
def test_a_service_is_exposed_at_2_at_most(unit: str) -> None:
    file = ROOT / "systemd" / unit.replace("@desk", "@")
    verdict = run("systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", file)
    assert verdict.returncode == 0, verdict.stdout
    exposure = re.search(r"exposure level for \S+: ([\d.]+)", verdict.stdout)
    assert exposure
    assert float(exposure[1]) <= 2.0


def test_the_user_is_made_with_every_group_that_the_units_and_rules_name(device: Path) -> None:
    assert run("systemd-sysusers", f"--root={device}").returncode == 0
    users = (device / "etc/passwd").read_text()
    assert re.search(r"^kiosk:x:\d+:\d+:Check-in counter:/var/lib/kiosk:/usr/sbin/nologin$", users, re.MULTILINE)
    groups = {line.partition(":")[0] for line in (device / "etc/group").read_text().splitlines()}
    units = "".join(path.read_text() for path in device.glob("etc/systemd/system/*.service"))
    named = {group for line in re.findall(r"^SupplementaryGroups=(.*)$", units, re.MULTILINE) for group in line.split()}
    named |= set(re.findall(r'GROUP="(\w+)"', (device / "etc/udev/rules.d/60-kiosk.rules").read_text()))
    assert {"gpio", "input", "audio"} <= named <= groups


def test_the_timer_fires_after_the_business_day_has_ended(device: Path) -> None:
    when = re.search(r"^OnCalendar=(.*)$", (device / "etc/systemd/system/kiosk-figures.timer").read_text(), re.MULTILINE)
    assert when
    told = run("systemd-analyze", "calendar", "--base-time=2026-03-01 22:30:00 UTC", when[1], TZ="UTC").stdout
    assert re.search(r"Next elapse: Mon 2026-03-02 04:10:00 UTC", told)


def kiosk_that(folder: Path, script: str) -> Path:
    """The nightly script beside a ``kiosk`` that does as ``script`` says."""
    shutil.copytree(ROOT / "systemd", folder / "systemd")
    kiosk = folder / ".venv/bin/kiosk"
    kiosk.parent.mkdir(parents=True)
    kiosk.write_text(f"#!/bin/sh\n{script}\n")
    kiosk.chmod(0o755)
    return folder / "systemd/nightly-figures"


def test_nightly_figures_are_kept_under_the_business_day_that_the_club_says_has_ended(tmp_path: Path) -> None:
    script = kiosk_that(
        tmp_path, """[ "$*" = "handover yesterday --json" ] && printf '{\\n "business_day": "2026-03-01",\\n "entries": 3\\n}\\n'"""
    )
    assert run(script, KIOSK_HOME=str(tmp_path)).stderr == ""
    figures = list((tmp_path / "figures").iterdir())
    assert [path.name for path in figures] == ["2026-03-01.json"]
    assert json.loads(figures[0].read_text()) == {"business_day": "2026-03-01", "entries": 3}


def test_figures_that_name_no_day_are_not_kept(tmp_path: Path) -> None:
    assert run(kiosk_that(tmp_path, "echo '{}'"), KIOSK_HOME=str(tmp_path)).returncode != 0
    assert list((tmp_path / "figures").glob("*.json")) == []


def test_figures_that_could_not_be_told_leave_no_file_that_looks_whole(tmp_path: Path) -> None:
    script = kiosk_that(tmp_path, "printf '{'; exit 1")
    assert run(script, KIOSK_HOME=str(tmp_path)).returncode == 1
    assert list((tmp_path / "figures").glob("*.json")) == []


class Duktape:
    """The JavaScript engine that polkitd loads. Source: duktape.org, duk_peval_string (here spelled out, for it is a macro)."""

    _EVAL_SAFELY = 1 << 3 | 1 << 7 | 1 << 9 | 1 << 10 | 1 << 11

    def __init__(self) -> None:
        self._lib = ctypes.CDLL("libduktape.so.207")
        self._lib.duk_create_heap.restype = ctypes.c_void_p
        self._lib.duk_safe_to_lstring.restype = ctypes.c_char_p
        self._heap = ctypes.c_void_p(self._lib.duk_create_heap(None, None, None, None, None))

    def run(self, program: str) -> str:
        """What the program's last expression is, as text; an error is text too."""
        self._lib.duk_eval_raw(self._heap, program.encode(), ctypes.c_size_t(0), ctypes.c_uint(self._EVAL_SAFELY))
        result: bytes = self._lib.duk_safe_to_lstring(self._heap, -1, None)
        return result.decode()


@pytest.mark.parametrize(
    ("user", "action", "answer"),
    [
        ("kiosk", "org.debian.pcsc-lite.access_pcsc", "yes"),
        ("kiosk", "org.debian.pcsc-lite.access_card", "yes"),
        ("kiosk", "org.freedesktop.login1.power-off", "null"),
        ("guest", "org.debian.pcsc-lite.access_pcsc", "null"),
    ],
)
def test_polkit_lets_the_counter_and_nobody_else_to_the_cards(device: Path, user: str, action: str, answer: str) -> None:
    polkit = 'var rule, polkit = {Result: {YES: "yes", NOT_HANDLED: null}, addRule: function (given) { rule = given; }};'
    rules = (device / "etc/polkit-1/rules.d/50-kiosk-pcscd.rules").read_text()
    assert Duktape().run(f"{polkit}{rules}rule({json.dumps({'id': action})}, {json.dumps({'user': user})})") == answer


def test_every_udev_rule_matches_before_it_assigns(device: Path) -> None:
    rules = [line for line in (device / "etc/udev/rules.d/60-kiosk.rules").read_text().splitlines() if line and not line.startswith("#")]
    assert rules
    match = r'(SUBSYSTEM|KERNEL|ATTRS\{\w+\})=="[^"]+"'
    assign = r'(GROUP|MODE|ENV\{\w+\})="[^"]+"'
    for rule in rules:
        assert re.fullmatch(rf"{match}(, {match})*(, {assign})+", rule), rule


def test_the_kernel_leaves_the_readers_to_pcscd(device: Path) -> None:
    lines = (device / "etc/modprobe.d/kiosk.conf").read_text().splitlines()
    assert [line for line in lines if not line.startswith("#")] == ["blacklist nfc", "blacklist pn533", "blacklist pn533_usb"]
