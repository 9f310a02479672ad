"""Every contract of the architecture can fail: a breach of each is planted in a copy of the tree."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CONTRACTS = [
    one["name"] for one in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
]

BREACHES = {
    "The lane imports nothing of ours": ("kiosk/lane/words.py", "import kiosk.errors"),
    "The lane has no clock, no chance and no I/O": ("kiosk/lane/words.py", "import time"),
    "The database imports the errors": ("kiosk/database/rows.py", "import kiosk.lane.words"),
    "The hardware imports the lane's words": ("kiosk/hardware/delay.py", "import kiosk.database.rows"),
    "The wire imports the lane's view and notices, and no desk": ("kiosk/wire/messages.py", "import kiosk.desk.days"),
    "The desk imports the lane's types, the database and what the voice is told": ("kiosk/desk/days.py", "import kiosk.hardware.places"),
    "The counter imports the lane, the database and the hardware": ("kiosk/counter/gather.py", "import kiosk.desk.days"),
    "The settings import the settings of what they set": ("kiosk/settings/limits.py", "import kiosk.desk.days"),
    "The technician's work imports what it looks at": ("kiosk/upkeep/doctor.py", "import kiosk.desk.days"),
    "The screens import what they are sent and what they may ask": ("kiosk/screens/kit/theme.py", "import kiosk.desk.days"),
    "What can be asked is plain: requests import words alone": ("kiosk/desk/door/requests.py", "import kiosk.desk.days"),
    "A system of the desk knows no other": ("kiosk/desk/door/cards.py", "import kiosk.desk.figures.figures"),
    "The voice imports nothing of the kiosk": ("audio/zones.py", "import kiosk.errors"),
    "Kivy stays in the screens": ("kiosk/wire/listening.py", "import kivy"),
    "Device libraries stay in the hardware": ("kiosk/counter/guard.py", "import gpiozero"),
    "Calendars are opened by the imports": ("kiosk/desk/classes/work.py", "import icalendar"),
    "Speech stays in the voice": ("kiosk/desk/announcing/work.py", "import pyttsx3"),
    "The network stays with the hub and the technician": ("kiosk/commands/cli.py", "import urllib.request"),
    "Paper stays in the book": ("kiosk/desk/imports/table.py", "import typst"),
    "Spreadsheets stay in the book and the imports": ("kiosk/desk/figures/table.py", "import xlsxwriter"),
    "One direction, and every room has its place in it": ("kiosk/database/moment.py", "import kiosk.desk.days"),
    "No circle among the rooms' own folders": ("kiosk/lane/naming.py", "import kiosk.lane.decide\nimport kiosk.lane.showing"),
}
CIRCLE = ("kiosk/lane/words.py", "import kiosk.lane.naming")

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("planted")]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of what the linter reads."""
    for folder in ("kiosk", "audio"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "*.wav"))
    (tmp_path / "tests").mkdir()
    for file in ("pyproject.toml", "tests/import_contracts.py"):
        shutil.copy(ROOT / file, tmp_path / file)
    return tmp_path


def broken(tree: Path) -> set[str]:
    """The contracts that the linter finds broken."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache"]
    ran = subprocess.run(command, cwd=tree, env={"PYTHONPATH": str(tree), "PATH": ""}, capture_output=True, text=True, check=False)
    verdicts = dict(re.findall(r"^(.+) (KEPT|BROKEN)$", ran.stdout, re.MULTILINE))
    assert list(verdicts) == CONTRACTS, ran.stdout + ran.stderr
    found = {name for name, verdict in verdicts.items() if verdict == "BROKEN"}
    assert (ran.returncode != 0) is bool(found)
    return found


def plant(tree: Path, file: str, line: str) -> None:
    with (tree / file).open("a", encoding="utf-8") as source:
        source.write(f"\n{line}\n")


def test_a_breach_of_each_contract_is_found(tree: Path) -> None:
    assert set(BREACHES) == set(CONTRACTS)
    for file, line in (*BREACHES.values(), CIRCLE):
        plant(tree, file, line)
    assert broken(tree) == set(CONTRACTS)


def test_a_loose_file_in_the_house_breaks_the_one_contract_that_gives_every_room_its_place(tree: Path) -> None:
    (tree / "kiosk/loose.py").write_text('"""Nowhere at home."""\n', encoding="utf-8")
    assert broken(tree) == {"One direction, and every room has its place in it"}
