"""Every setting of a counter, with its default. The units stand in the names: ``_s`` seconds, no unit a count or a word."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from audio.options import AudioOptions
from kiosk.desk.announcing.requests import Tongues, Zone
from kiosk.hardware.beacon import BeaconSettings
from kiosk.hardware.dispenser import DispenserSettings
from kiosk.hardware.factory import PinLibrary
from kiosk.hardware.inputs import InputsSettings
from kiosk.hardware.keyboard import KeyboardSettings
from kiosk.hardware.limits import Between
from kiosk.hardware.pcsc import PcscReader
from kiosk.hardware.pins import InputPin, OutputPin
from kiosk.hardware.return_slot import ReturnSlotSettings
from kiosk.hardware.turnstile import TurnstileSettings
from kiosk.lane.words import Language
from kiosk.settings.limits import Checked, did_you_mean
from kiosk.settings.reading import read_settings_file
from kiosk.settings.values import shown


class HardwareKind(StrEnum):
    """What stands at the door."""

    DEVICE = "device"
    SIMULATED = "simulated"


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        hint = did_you_mean(name, available_timezones())
        raise ValueError(f"{shown(name)} is no time zone; wanted a name such as Asia/Shanghai{hint}") from None


@dataclass(frozen=True, slots=True)
class ClubSettings:
    """The house. ``closes`` before ``opens`` is closing after midnight; both equal is never closed."""

    name: str = "悦动健身"
    name_en: str = "Joyful Fitness"
    time_zone: Annotated[str, Checked(_check_zone)] = "Asia/Shanghai"
    opens: time = time(10, 0)
    closes: time = time(22, 30)
    closed_on: tuple[date, ...] = ()
    day_cutoff: time = time(4, 0)
    minimum_age: Annotated[int, Between(0, 99, "years")] = 16
    language: Language = Language.CHINESE
    cards_kept_at_desk: bool = False

    def __post_init__(self) -> None:
        if self.opens < self.closes and self.opens < self.day_cutoff:
            raise ValueError(
                f"opens at {self.opens:%H:%M}, before the day begins; wanted a time from day_cutoff {self.day_cutoff:%H:%M} on"
            )
        if self.opens > self.closes > self.day_cutoff:
            raise ValueError(
                f"closes at {self.closes:%H:%M}, before it opens at {self.opens:%H:%M}; "
                f"wanted a later time, or one up to day_cutoff {self.day_cutoff:%H:%M} for closing after midnight"
            )

    @property
    def zone(self) -> ZoneInfo:
        """The club's time zone."""
        return ZoneInfo(self.time_zone)


@dataclass(frozen=True, slots=True)
class LaneSettings:
    """The turnstile's patience, and when a welcome mentions what is left on a card."""

    name: str = "main"
    same_card_s: Annotated[float, Between(0.5, 60, "s")] = 3.0
    take_tag_s: Annotated[float, Between(3, 120, "s")] = 15.0
    walk_s: Annotated[float, Between(3, 120, "s")] = 10.0
    refused_s: Annotated[float, Between(1, 60, "s")] = 8.0
    goodbye_s: Annotated[float, Between(1, 60, "s")] = 4.0
    few_days: Annotated[int, Between(0, 365, "days")] = 14
    few_visits: Annotated[int, Between(0, 100, "visits")] = 3


@dataclass(frozen=True, slots=True)
class TagSettings:
    """The key tags: ``F-001`` … and ``M-001`` …"""

    per_pool: Annotated[int, Between(1, 999, "tags")] = 60


@dataclass(frozen=True, slots=True)
class HardwareSettings:
    """Whether there is a real door."""

    kind: HardwareKind = HardwareKind.DEVICE
    gpio: PinLibrary = PinLibrary.LGPIO


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """Whoever signs in at the touchscreen."""

    lock_after_s: Annotated[float, Between(10, 3600, "s")] = 60.0
    longest_session_h: Annotated[float, Between(0.5, 24, "h")] = 14.0


class Way(StrEnum):
    """A way to go for somebody who faces the screen."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """The touchscreen; sizes in pixels. ``way_in`` is where the turnstile is, ``way_out`` the way out."""

    width: Annotated[int, Between(800, 3840, "pixels")] = 1024
    height: Annotated[int, Between(480, 2160, "pixels")] = 600
    fullscreen: bool = True
    larger_type: bool = False
    dim_after_s: Annotated[float, Between(10, 3600, "s")] = 120.0
    way_in: Way = Way.UP
    way_out: Way = Way.LEFT


@dataclass(frozen=True, slots=True)
class AnnouncingSettings:
    """When classes are called, in which languages and zones, and when nothing is. ``second_minutes`` 0 is one call only."""

    first_minutes: Annotated[int, Between(1, 120, "minutes")] = 15
    second_minutes: Annotated[int, Between(0, 60, "minutes")] = 5
    late_minutes: Annotated[float, Between(0.5, 15, "minutes")] = 3.0
    quiet_from: time = time(22, 30)
    quiet_until: time = time(9, 30)
    languages: Tongues = Tongues.BOTH
    zones: tuple[Zone, ...] = tuple(Zone)
    pause_s: Annotated[float, Between(5, 300, "s")] = 20.0
    prepare_minutes: Annotated[float, Between(0.5, 30, "minutes")] = 2.0
    needs_known_time: bool = True

    def __post_init__(self) -> None:
        if self.second_minutes >= self.first_minutes:
            raise ValueError(
                f"second_minutes is {self.second_minutes}; wanted less than first_minutes {self.first_minutes}, or 0 for one call only"
            )
        if not self.zones or len(set(self.zones)) < len(self.zones):
            raise ValueError("zones must name each zone once; wanted one or more of desk, bar and changing")


@dataclass(frozen=True, slots=True)
class Settings:
    """All of it, one field a section of ``kiosk.toml``."""

    club: ClubSettings = field(default_factory=ClubSettings)
    lane: LaneSettings = field(default_factory=LaneSettings)
    tags: TagSettings = field(default_factory=TagSettings)
    hardware: HardwareSettings = field(default_factory=HardwareSettings)
    pcsc: tuple[PcscReader, ...] = (PcscReader(),)
    keyboard: tuple[KeyboardSettings, ...] = ()
    turnstile: TurnstileSettings = field(default_factory=TurnstileSettings)
    dispenser: DispenserSettings = field(default_factory=DispenserSettings)
    return_slot: ReturnSlotSettings = field(default_factory=ReturnSlotSettings)
    inputs: InputsSettings = field(default_factory=InputsSettings)
    beacon: BeaconSettings = field(default_factory=BeaconSettings)
    screen: ScreenSettings = field(default_factory=ScreenSettings)
    desk: DeskSettings = field(default_factory=DeskSettings)
    announcing: AnnouncingSettings = field(default_factory=AnnouncingSettings)
    sound: AudioOptions = field(default_factory=AudioOptions)


_DISTINCT = {
    (InputPin, "pin"): "GPIO pin",
    (OutputPin, "pin"): "GPIO pin",
    (PcscReader, "name"): "reader",
    (KeyboardSettings, "name"): "reader",
}


def load_settings(path: Path) -> Settings:
    """Read the counter's settings; what the file leaves out keeps its default.

    :raises SettingsError: with every mistake of the file.
    """
    return read_settings_file(path, Settings, _DISTINCT)
