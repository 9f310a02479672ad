"""``config/set-up.sh`` on a machine of stubs: what it asks of Debian, and that it does nothing twice."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
VOICE = next(
    line.removeprefix("voice: ") for line in (ROOT / "config/debian-packages.txt").read_text().splitlines() if line.startswith("voice: ")
)
TOOLS = ["awk", "cat", "cp", "dirname", "env", "mkdir", "sed", "sha256sum", "sh", "tr"]


class Machine:
    """A checkout and the few commands that set-up finds there. ``calls`` are those that would change the machine."""

    def __init__(self, folder: Path) -> None:
        self.checkout, self.bin, self.log = folder / "checkout", folder / "bin", folder / "log"
        shutil.copytree(ROOT / "config", self.checkout / "config", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "setup.py", self.checkout)
        self.bin.mkdir()
        self.log.touch()
        for tool in TOOLS:
            (self.bin / tool).symlink_to(str(shutil.which(tool)))
        self.command("apt-get", f'echo "apt-get $*" >>{self.log}')
        self.command("id", "echo 0")
        self.command("python-of-the-environment", f'echo "pip $*" >>{self.log}')
        make = f"mkdir -p .venv/bin; cp {self.bin}/python-of-the-environment .venv/bin/python"
        self.command("python3", f'case "$*" in "-m venv"*) {make};; *) exec {sys.executable} "$@";; esac')
        self.has("python3-venv", "python3-dev", "gcc", "libc6-dev", "libpcsclite-dev", "pcscd", "polkitd", "udev", "python3-lgpio")

    def command(self, name: str, script: str) -> None:
        (self.bin / name).write_text(f"#!/bin/sh\n{script}\n")
        (self.bin / name).chmod(0o755)

    def has(self, *packages: str, provides: str = "") -> None:
        """These packages are installed, the last one also under the name ``provides``."""
        lines = (
            "".join(f"installed {name}, \n" for name in packages[:-1])
            + f"installed {packages[-1]}, {provides}\nnot-installed espeak-ng, \n"
        )
        self.command("dpkg-query", f"printf '{lines}'".replace("\n", "\\n"))

    def set_up(self, *roles: str) -> "subprocess.CompletedProcess[str]":
        command = [str(self.checkout / "config/set-up.sh"), *roles]
        return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, env={**os.environ, "PATH": str(self.bin)})

    @property
    def calls(self) -> list[str]:
        return self.log.read_text().splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_missing_packages_are_installed_when_run_as_root(machine: Machine) -> None:
    assert machine.set_up("device", "voice").returncode == 0
    assert machine.calls[:2] == ["apt-get update -qq", f"apt-get install -y -qq --no-install-recommends {VOICE}"]


def test_without_an_administrator_missing_packages_are_listed_in_one_line_to_copy(machine: Machine) -> None:
    machine.command("id", "echo 1000")
    told = machine.set_up("device", "voice")
    assert told.returncode == 1
    assert told.stderr.splitlines() == [
        f"set-up: this needs an administrator once: apt-get update && apt-get install -y --no-install-recommends {VOICE}"
    ]
    assert machine.calls == []


def test_sudo_is_used_where_it_asks_for_no_password(machine: Machine) -> None:
    machine.command("id", "echo 1000")
    machine.command("sudo", f'[ "$1" = -n ] || {{ echo "sudo $*" >>{machine.log}; }}')
    assert machine.set_up("device", "voice").returncode == 0
    assert machine.calls[0] == "sudo apt-get update -qq"


def test_a_package_under_its_new_name_counts_as_there(machine: Machine) -> None:
    machine.command("id", "echo 1000")
    *others, last = VOICE.split()
    machine.has(*others, f"{last}-new", provides=f"something-else, {last}")
    assert machine.set_up("voice").returncode == 0


@pytest.mark.slow
def test_the_environment_is_made_once_and_again_when_a_pin_changes(machine: Machine) -> None:
    for _ in range(2):
        assert machine.set_up("device").returncode == 0
    install = "pip -m pip install --quiet --disable-pip-version-check --constraint config/constraints.txt --editable .[device]"
    assert machine.calls == [install]
    with (machine.checkout / "config/constraints.txt").open("a") as pins:
        pins.write("another==1.0\n")
    assert machine.set_up("device").returncode == 0
    assert machine.calls == [install, install]


def test_packages_alone_leave_the_environment_as_it_is(machine: Machine) -> None:
    assert machine.set_up("--packages", "voice").returncode == 0
    assert machine.calls == ["apt-get update -qq", f"apt-get install -y -qq --no-install-recommends {VOICE}"]
    assert not (machine.checkout / ".venv").exists()


def test_an_old_python_is_named_before_anything_is_done(machine: Machine) -> None:
    machine.command("python3", 'case "$*" in -V) echo Python 3.9.2;; *) exit 1;; esac')
    told = machine.set_up("device", "voice")
    assert (told.returncode, told.stderr) == (1, "set-up: python3 is Python 3.9.2, wanted 3.11 or newer\n")
    assert machine.calls == []


def test_make_alone_prints_what_can_be_made() -> None:
    menu = subprocess.run(["make", "--no-print-directory", "--directory", str(ROOT)], capture_output=True, text=True, check=True).stdout
    targets = [line.split()[1] for line in menu.splitlines()]
    assert targets[:3] == ["menu", "demo", "test"]
    phony = next(line for line in (ROOT / "Makefile").read_text().splitlines() if line.startswith(".PHONY:"))
    assert targets == phony.split()[1:]
