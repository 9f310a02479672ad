"""Every command of the command line: its help, its home, its exit code, its JSON."""

import json
import keyword
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Self

import click
import pytest

from kiosk.commands.cli import cli
from kiosk.settings.home import DEFAULT_HOME, Home
from tests.club import LI, at, make_club
from tests.command_line import kiosk, one_sentence, script

COMMANDS = [
    "announce", "calendars", "check", "counter", "demo", "doctor", "export", "handover", "import", "init", "inside", "members", "screen",
    "simulate", "watch",
]  # fmt: skip
WITH_JSON = ["announce", "calendars", "check", "demo", "doctor", "export", "handover", "import", "inside", "members", "simulate", "watch"]
HEAVY = {"argon2", "evdev", "gpiozero", "icalendar", "kivy", "lgpio", "mpd", "pyttsx3", "smartcard"}
FIGURES = [
    "business_day", "generated_at", "entries", "trials", "coaches", "visitors", "outside_workers", "phone_enquiries", "cards_sold",
    "refused", "annulled", "still_inside", "tags",
]  # fmt: skip


@pytest.fixture
def club(tmp_path: Path) -> Home:
    return make_club(tmp_path)


def options() -> Iterator[tuple[str, click.Option]]:
    for name, command in cli.commands.items():
        for option in command.params:
            if isinstance(option, click.Option):
                yield f"{name} {option.opts[0]}", option


def test_the_commands_are_those_of_the_design() -> None:
    assert sorted(cli.commands) == COMMANDS


def test_every_command_stands_in_the_file_of_its_name() -> None:
    files = {name: f"kiosk.commands.{name}_" if keyword.iskeyword(name) else f"kiosk.commands.{name}" for name in COMMANDS}
    assert {name: getattr(command.callback, "__module__", "") for name, command in cli.commands.items()} == files


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does(command: str) -> None:
    ran = kiosk(command, "--help")
    assert ran.code == 0
    assert len(cli.commands[command].help or "") > 20
    assert (cli.commands[command].help or "").split()[0] in ran.out


def test_every_option_says_what_it_does() -> None:
    assert [name for name, option in options() if not option.help] == []


def test_every_command_takes_a_home_and_every_teller_of_facts_prints_json() -> None:
    names = {name for name, _ in options()}
    assert {f"{command} --home" for command in COMMANDS} <= names
    assert sorted(name.removesuffix(" --json") for name in names if name.endswith(" --json")) == WITH_JSON


def test_help_without_a_command_lists_all_of_them() -> None:
    listed = kiosk("--help").out
    assert all(f"\n  {command} " in listed for command in COMMANDS)


def test_home_is_the_option_then_the_environment_then_the_usual_folder(club: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_HOME", str(tmp_path / "nowhere"))
    assert kiosk("check", "--home", club.path).code == 0
    monkeypatch.setenv("KIOSK_HOME", str(club.path))
    assert kiosk("check").code == 0
    monkeypatch.delenv("KIOSK_HOME")
    usual = next(option for name, option in options() if name == "check --home")
    assert usual.default == DEFAULT_HOME == Path("/var/lib/kiosk")


@pytest.mark.parametrize(
    "arguments",
    [
        ["dance"],
        ["check", "--loud"],
        ["import", "cats", "cats.csv"],
        ["import", "members"],
        ["handover", "tomorrow"],
        ["watch", "--last", "-1"],
        ["simulate", "no-such-script.jsonl"],
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str], club: Home) -> None:
    ran = kiosk(*arguments, *(["--home", str(club.path)] if len(arguments) > 1 else []))
    assert ran.code == 2
    assert "Error" in ran.err


@pytest.mark.parametrize(
    "command", [["counter"], ["check"], ["handover"], ["watch"], ["calendars"], ["import", "tags", "tags.csv"], ["simulate", "-"]]
)
def test_a_folder_that_is_no_home_is_told_how_to_become_one(command: list[str], tmp_path: Path) -> None:
    assert one_sentence(kiosk(*command, "--home", tmp_path)) == f"{tmp_path} is no home yet; run: kiosk init --home {tmp_path}"


def test_a_home_that_is_a_file_is_wrong_usage(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    for command in (["check"], ["init"], ["counter"]):
        ran = kiosk(*command, "--home", file)
        assert ran.code == 2
        assert "is a file" in ran.err


def test_a_home_with_a_name_that_no_disk_takes_is_told_in_a_sentence() -> None:
    home = "/" + "x" * 300
    assert "File name too long" in one_sentence(kiosk("check", "--home", home))
    assert "File name too long" in one_sentence(kiosk("init", "--home", home))


def test_handover_prints_exactly_the_keys_of_the_design(club: Home, tmp_path: Path) -> None:
    kiosk("simulate", script(tmp_path, [{"at": at("18:20:00"), "tap": LI}]), "--home", club.path)
    ran = kiosk("handover", "2026-11-25", "--json", "--home", club.path)
    assert ran.code == 0
    assert list(ran.json) == FIGURES
    for people in ("entries", "trials", "coaches"):
        assert list(ran.json[people]) == ["female", "male", "total"]
    assert list(ran.json["tags"]) == ["given_out", "expected", "returned", "difference", "outstanding"]
    assert [list(tag) for tag in ran.json["tags"]["outstanding"]] == [["tag", "name", "card_no", "since"]]
    assert ran.json["entries"] == {"female": 1, "male": 0, "total": 1}
    assert ran.json["tags"]["outstanding"][0] | {"since": ""} == {"tag": "F-001", "name": "李晓岚", "card_no": "A1001", "since": ""}


def test_handover_without_a_day_is_about_today_and_without_json_a_table(club: Home) -> None:
    ran = kiosk("handover", "--home", club.path)
    assert ran.code == 0
    assert "会员入场 Entries" in ran.out
    assert kiosk("handover", "--json", "--home", club.path).json["entries"]["total"] == 0


def test_handover_knows_yesterday_by_the_business_day_of_the_club(club: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    class Night(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromisoformat(at("03:59:59", day="2026-11-26")).astimezone(tz)

    monkeypatch.setattr("kiosk.commands.handover.datetime", Night)
    days = [kiosk("handover", day, "--json", "--home", club.path).json["business_day"] for day in ("today", "yesterday", "2026-03-02")]
    assert days == ["2026-11-25", "2026-11-24", "2026-03-02"]


def test_simulate_prints_what_happened_and_the_figures(club: Home, tmp_path: Path) -> None:
    ran = kiosk("simulate", script(tmp_path, [{"at": at("18:20:00"), "tap": LI}]), "--json", "--home", club.path)
    assert list(ran.json) == ["happened", "figures", "days"]
    assert [each["what"] for each in ran.json["happened"]] == ["granted", "tag_dropped", "tag_given", "entered"]
    assert ran.json["days"] == [ran.json["figures"]]
    assert list(ran.json["figures"]) == FIGURES


def test_simulate_reads_standard_input_and_tells_it_as_text(club: Home) -> None:
    ran = kiosk("simulate", "-", "--home", club.path, typed="\ufeff" + json.dumps({"at": at("18:20:00"), "tap": LI}) + "\n\n")
    assert ran.code == 0
    assert "2026-11-25 18:20:03  entered               visit=1" in ran.out.splitlines()
    assert "会员入场 Entries" in ran.out


def test_check_counts_every_mistake_and_prints_it_as_json_too(club: Home) -> None:
    club.settings_file.write_text(FIVE_MISTAKES, encoding="utf-8")
    club.plans_file.write_text("[[plan]]\ncode = 7\n", encoding="utf-8")
    ran = kiosk("check", "--home", club.path)
    mistakes = ran.err.splitlines()
    assert (ran.code, ran.out) == (2, f"{len(mistakes)} mistakes.\n")
    assert sum(str(club.settings_file) in mistake for mistake in mistakes) == 5
    assert sum(str(club.plans_file) in mistake for mistake in mistakes) >= 1
    as_json = kiosk("check", "--json", "--home", club.path)
    assert (as_json.code, as_json.json) == (2, {"ok": False, "mistakes": mistakes})


def test_check_of_a_sound_home_is_content(club: Home) -> None:
    assert kiosk("check", "--home", club.path).code == 0
    assert kiosk("check", "--json", "--home", club.path).json == {"ok": True, "mistakes": []}


FIVE_MISTAKES = """
[club]
opens = "25:00"
minimum_age = 160
langauge = "zh"
[hardware]
kind = "simulate"
[sound]
enabled = "yes"
"""


@pytest.mark.parametrize("command", [["counter"], ["simulate", "-"], ["handover"], ["watch"], ["import", "tags", "tags.csv"]])
def test_five_mistakes_in_the_settings_are_told_by_every_command_at_once(club: Home, command: list[str]) -> None:
    club.settings_file.write_text(FIVE_MISTAKES, encoding="utf-8")
    ran = kiosk(*command, "--home", club.path)
    assert ran.code == 2
    lines = ran.err.splitlines()
    assert [line.split(": ")[0].rpartition(":")[2] for line in lines] == ["3", "4", "5", "7", "9"]
    for key, line in zip(("club.opens", "club.minimum_age", "club.langauge", "hardware.kind", "sound.enabled"), lines, strict=True):
        assert key in line
    assert "did you mean language?" in lines[2].lower()
    assert "simulated" in lines[3]


def test_a_plan_that_members_have_may_not_go_from_the_settings(club: Home) -> None:
    text = club.plans_file.read_text(encoding="utf-8")
    club.plans_file.write_text(text.replace('code = "ten"', 'code = "eleven"'), encoding="utf-8")
    assert one_sentence(kiosk("counter", "--home", club.path), code=2) == f"{club.plans_file}: there is no plan 'ten', but members have it"


@pytest.mark.slow
def test_the_program_runs_as_a_module_with_its_exit_codes(club: Home, tmp_path: Path) -> None:
    assert run("check", "--home", str(club.path)).returncode == 0
    assert run("check", "--home", str(tmp_path)).returncode == 1
    assert run("check", "--hoem", str(tmp_path)).returncode == 2


@pytest.mark.slow
@pytest.mark.parametrize("argument", ["--help", "check"])
def test_help_and_check_wait_for_no_heavy_library(club: Home, argument: str) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "kiosk", argument]
    ran = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"KIOSK_HOME": str(club.path)}, check=True)
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in ran.stderr.splitlines()}
    assert "click" in loaded
    assert loaded & HEAVY == set()


@pytest.mark.slow
def test_watch_follows_the_journal_and_ends_in_peace_at_ctrl_c(club: Home, tmp_path: Path) -> None:
    """Also where the tests themselves run in the background: a shell has such a program ignore Ctrl-C, and those that it starts."""
    minded = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); from kiosk.commands.cli import main; main()"
    command = [sys.executable, "-c", minded, "watch", "--json", "--last", "1", "--home", str(club.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as watching:
        assert watching.stdout
        assert json.loads(watching.stdout.readline())["what"] == "init"
        kiosk("simulate", script(tmp_path, [{"at": at("18:20:00"), "tap": LI}]), "--home", club.path)
        assert [json.loads(watching.stdout.readline())["what"] for _ in range(4)] == ["granted", "tag_dropped", "tag_given", "entered"]
        watching.send_signal(signal.SIGINT)
        out, err = watching.communicate(timeout=10)
    assert (watching.returncode, out, err) == (0, "", "")


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-m", "kiosk", *arguments], capture_output=True, text=True, env=os.environ, check=False)
