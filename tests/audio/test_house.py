"""How loud each zone is, and what is told of it."""

from pathlib import Path

import pytest

from audio.house import House
from audio.options import AudioOptions, ZoneOptions
from audio.orders import Announce, Chime, MusicNow, Part, Say


@pytest.fixture
def told() -> list[MusicNow]:
    return []


def house(folder: Path, told: list[MusicNow]) -> House:
    options = AudioOptions(
        volume_percent=50,
        desk=ZoneOptions(volumes=("00:00 80",)),
        bar=ZoneOptions(sink="usb", volumes=("00:00 40",)),
        changing=ZoneOptions(volumes=("00:00 20",)),
        cache=str(folder),
    )
    return House(options, lambda _: None, told.append)


def announce(*zones: str, urgent: bool = False) -> Announce:
    return Announce(1, 0.0, (Part("zh", "尊巴"),), zones, urgent)


def test_each_sink_is_as_loud_as_the_loudest_of_its_zones_that_are_meant(tmp_path: Path, told: list[MusicNow]) -> None:
    club = house(tmp_path, told)
    everywhere = announce("desk", "bar", "changing")
    assert club.sinks == club.sinks_of(everywhere) == ("", "usb")
    assert (club.percent(everywhere, ""), club.percent(everywhere, "usb")) == (40, 20)
    assert club.percent(Say(2, 0.0, "welcome", "zh"), "") == club.percent(Chime(3, 0.0, "yes"), "") == club.loud("desk") == 40


def test_alarm_and_emergency_have_full_volume(tmp_path: Path, told: list[MusicNow]) -> None:
    club = house(tmp_path, told)
    for alarm in (announce("desk", urgent=True), Say(2, 0.0, "alarm_fire", "zh"), Chime(3, 0.0, "alarm")):
        assert club.percent(alarm, "") == 100


def test_volume_that_staff_set_is_told_and_holds_for_all_zones_of_the_sink(tmp_path: Path, told: list[MusicNow]) -> None:
    club = house(tmp_path, told)
    club.set_volume("desk", 60)
    club.set_volume("bar", 40)
    club.follow_the_day()
    assert told == [MusicNow("desk", False, 60), MusicNow("changing", False, 60)]
    assert house(tmp_path, told).loud("changing") == 30


def test_zone_without_music_says_so_when_music_is_wanted(tmp_path: Path, told: list[MusicNow]) -> None:
    house(tmp_path, told).music("bar", "on")
    assert told == [MusicNow("bar", False, 40)]
