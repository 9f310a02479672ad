"""The settings of a counter: what ships, and what a technician gets wrong."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, time
from itertools import pairwise
from pathlib import Path

import pytest

from kiosk.errors import SettingsError
from kiosk.hardware.keyboard import KeyboardSettings
from kiosk.hardware.keystrokes import Format
from kiosk.hardware.pcsc import PcscReader
from kiosk.hardware.pins import InputPin, OutputPin
from kiosk.hardware.places import Place
from kiosk.lane.words import Language
from kiosk.settings.keys import HardwareKind, Settings, load_settings
from kiosk.settings.lines import lines_of
from kiosk.settings.shipped import shipped_text


@pytest.fixture
def toml(tmp_path: Path) -> Path:
    return tmp_path / "kiosk.toml"


def load(toml: Path, text: str) -> Settings:
    toml.write_text(text, encoding="utf-8")
    return load_settings(toml)


def mistakes(toml: Path, text: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        load(toml, text)
    return [mistake.removeprefix(f"{toml}:") for mistake in caught.value.mistakes]


def keys(value: object, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if is_dataclass(value):
        for field in fields(value):
            yield (*at, field.name)
            yield from keys(getattr(value, field.name), (*at, field.name))
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            yield (*at, position)
            yield from keys(item, (*at, position))


def test_shipped_file_holds_every_key_once_with_its_default(toml: Path) -> None:
    assert load(toml, shipped_text("kiosk.toml")) == Settings()
    assert set(lines_of(shipped_text("kiosk.toml"))) == set(keys(Settings())) - {("keyboard",)}


def test_examples_in_the_shipped_file_hold_every_key_of_a_keyboard_reader(toml: Path) -> None:
    lines = [
        line.removeprefix("#") for line in shipped_text("kiosk.toml").splitlines() if line.startswith("#") and line[1:2] not in {" ", ""}
    ]
    assert lines[0] == "pcsc = []"
    settings = load(toml, "\n".join(lines))
    assert settings == replace(Settings(), pcsc=(), keyboard=(KeyboardSettings("side"),))
    assert set(lines_of("\n".join(lines))) == {("pcsc",), *(key for key in keys(settings) if key[0] == "keyboard")}


def test_every_key_of_the_shipped_file_has_a_comment_above_it() -> None:
    lines = shipped_text("kiosk.toml").splitlines()
    bare = [line for above, line in pairwise(lines) if " = " in line and line[:2] != "# " and above[:2] != "# "]
    assert bare == []


def test_house_numbers_are_those_of_the_front_desk() -> None:
    settings = Settings()
    assert (settings.club.opens, settings.club.closes, settings.club.day_cutoff) == (time(10), time(22, 30), time(4))
    assert (settings.club.minimum_age, settings.tags.per_pool) == (16, 60)
    assert (settings.lane.same_card_s, settings.lane.take_tag_s, settings.lane.walk_s) == (3, 15, 10)
    assert settings.turnstile.pulse_s == 0.5


def test_no_two_devices_share_a_pin_by_default() -> None:
    def pins(value: object) -> Iterator[int | None]:
        if isinstance(value, InputPin | OutputPin):
            yield value.pin
        elif is_dataclass(value):
            for field in fields(value):
                yield from pins(getattr(value, field.name))

    wired = [pin for pin in pins(Settings()) if pin is not None]
    assert len(wired) == len(set(wired)) > 15


def test_empty_file_is_all_defaults(toml: Path) -> None:
    assert load(toml, "") == Settings()


def test_what_the_file_says_is_taken_and_the_rest_stays(toml: Path) -> None:
    settings = load(
        toml,
        """
        [club]
        name = "城东店"
        closes = "01:00"
        closed_on = ["2026-02-17", 2026-02-18]
        language = "en"
        [hardware]
        kind = "simulated"
        [lane]
        walk_s = 20
        [return_slot]
        full = { pin = "" }
        """,
    )
    assert (settings.club.name, settings.club.name_en) == ("城东店", "Joyful Fitness")
    assert settings.club.closes == time(1)
    assert settings.club.closed_on == (date(2026, 2, 17), date(2026, 2, 18))
    assert settings.club.language is Language.ENGLISH
    assert settings.hardware.kind is HardwareKind.SIMULATED
    assert (settings.lane.walk_s, settings.lane.take_tag_s) == (20, 15)
    assert settings.return_slot.full == InputPin(None, bounce_s=Settings().return_slot.full.bounce_s)


def test_readers_of_both_kinds_are_listed(toml: Path) -> None:
    settings = load(
        toml,
        """
        [[pcsc]]
        name = "door"
        match = "ACR122U"
        [[pcsc]]
        name = "slot"
        match = "ACR1252"
        role = "return"
        [[keyboard]]
        name = "side"
        vendor = 0x08FF
        product = 0x0009
        phys = "usb-1.2/input0"
        format = "wiegand_3_5"
        """,
    )
    assert settings.pcsc == (PcscReader("door", "ACR122U"), PcscReader("slot", "ACR1252", Place.RETURN))
    assert settings.keyboard == (KeyboardSettings("side", Place.ENTRY, 0x08FF, 9, "usb-1.2/input0", Format.WIEGAND_3_5),)


def test_two_readers_of_one_name_are_refused(toml: Path) -> None:
    expected = '2: keyboard[1].name: reader "front" is used twice; wanted one of its own, pcsc[1].name has it by default'
    assert mistakes(toml, '[[keyboard]]\nname = "front"\n') == [expected]


def test_zone_is_the_one_that_is_named() -> None:
    assert Settings().club.zone.key == "Asia/Shanghai"


def test_five_mistakes_are_reported_together_with_line_key_and_suggestion(toml: Path) -> None:
    assert mistakes(
        toml,
        """[club]
naem = "城东店"
opens = "25:00"
time_zone = "Asia/Shanghi"

[lane]
walk_s = -3

[beacon]
stop = { pin = 17 }
""",
    ) == [
        "2: club.naem: no such key; [club] has name, name_en, time_zone, opens, closes, closed_on, day_cutoff, minimum_age, language, "
        "cards_kept_at_desk; did you mean name?",
        '3: club.opens: "25:00" is no time of day; wanted "HH:MM", such as "09:30"',
        '4: club.time_zone: "Asia/Shanghi" is no time zone; wanted a name such as Asia/Shanghai; did you mean Asia/Shanghai?',
        "7: lane.walk_s: -3 is out of range; wanted 3 to 120 s",
        "10: beacon.stop.pin: GPIO pin 17 is used twice; wanted one of its own, turnstile.entry.pin has it by default",
    ]


def test_pin_that_the_file_uses_twice_is_reported_where_it_comes_again(toml: Path) -> None:
    text = "[beacon]\ngo = { pin = 7 }\n[turnstile]\nentry = { pin = 7 }\n"
    expected = "4: turnstile.entry.pin: GPIO pin 7 is used twice; wanted one of its own, beacon.go.pin has it in line 2"
    assert mistakes(toml, text) == [expected]


def test_a_device_reports_every_key_that_it_refuses(toml: Path) -> None:
    text = "[turnstile]\npulse_s = 50\npause_s = -1\nentry = { pin = 33 }\nentry_turned = { pin = 2, pull = 'none' }\n"
    found = mistakes(toml, text)
    assert [mistake.split(": ")[:2] for mistake in found] == [
        ["2", "turnstile.pulse_s"],
        ["3", "turnstile.pause_s"],
        ["4", "turnstile.entry.pin"],
        ["5", "turnstile.entry_turned.pin"],
    ]
    assert found[0] == "2: turnstile.pulse_s: 50 is out of range; wanted 0.05 to 10 seconds"


@pytest.mark.parametrize(
    ("hours", "mistake"),
    [
        ('opens = "10:00"\ncloses = "09:00"', "3: club.closes: closes at 09:00, before it opens at 10:00; wanted a later time"),
        ('closes = "23:00"\nopens = "02:00"', "3: club.opens: opens at 02:00, before the day begins; wanted a time from day_cutoff 04:00"),
        ('opens = "1O:00"\ncloses = "09:00"', '2: club.opens: "1O:00" is no time of day; wanted "HH:MM"'),
    ],
)
def test_hours_that_cannot_be_meant_are_refused_once(toml: Path, hours: str, mistake: str) -> None:
    (found,) = mistakes(toml, f"[club]\n{hours}\n")
    assert found.startswith(mistake)


@pytest.mark.parametrize("hours", ['opens = "06:00"\ncloses = "06:00"', 'opens = "18:00"\ncloses = "04:00"'])
def test_club_may_close_after_midnight_or_never(toml: Path, hours: str) -> None:
    load(toml, f"[club]\n{hours}\n")


@pytest.mark.parametrize("name", ["Asia", "../../etc/passwd", "/etc/localtime", "Mars/Base", "Asia/Shang\\u0000hai", "中国"])
def test_what_is_no_time_zone_is_one_plain_mistake(toml: Path, name: str) -> None:
    (found,) = mistakes(toml, f'[club]\ntime_zone = "{name}"\n')
    assert "is no time zone; wanted a name such as Asia/Shanghai" in found
