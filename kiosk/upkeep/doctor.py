"""``kiosk doctor``: what is connected, what is wrong, and what to do, in plain words."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.counter.clock import SystemClock
from kiosk.database.soundness import soundness_of
from kiosk.errors import DatabaseUnusable, KioskError, LibraryMissing, ServiceSilent, SettingsError
from kiosk.hardware.attached import gpio_chips, keyboards, pcsc_reader_names
from kiosk.hardware.factory import PinLibrary
from kiosk.settings.home import Home
from kiosk.settings.keys import HardwareKind, Settings
from kiosk.wire.asking import view_seen_at

_FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
_FEW_MB = 200


class Health(StrEnum):
    """How it stands with one thing."""

    WELL = "ok"
    CARE = "look"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``text`` says what it is and, when not well, what to do."""

    subject: str
    health: Health
    text: str


def examine(home: Home) -> Iterator[Finding]:
    """Look at everything, one finding after the other. Changes nothing and takes hold of no device."""
    try:
        settings = home.settings()
        home.plans()
    except SettingsError as error:
        for mistake in error.mistakes:
            yield Finding("settings", Health.BAD, mistake)
        return
    except KioskError as error:
        yield Finding("home", Health.BAD, str(error))
        return
    yield Finding("settings", Health.WELL, f"{home.settings_file} holds no mistake")
    yield _database(home)
    yield _room(home)
    yield from _counter(home)
    if settings.hardware.kind is HardwareKind.SIMULATED:
        yield Finding("hardware", Health.WELL, 'simulated (hardware.kind in kiosk.toml); for a real door set "device"')
    else:
        yield from _hardware(settings)
    yield _sound(settings)
    yield _font()
    yield _time()


def _database(home: Home) -> Finding:
    try:
        soundness = soundness_of(home.database_file)
    except DatabaseUnusable as error:
        return Finding("database", Health.BAD, str(error))
    if soundness.first_broken is not None:
        place = f"from entry {soundness.first_broken} on"
        return Finding("database", Health.BAD, f"the journal does not hold together {place}; keep the file, tell the maker")
    return Finding("database", Health.WELL, f"sound; the journal holds {soundness.entries} entries in one chain")


def _room(home: Home) -> Finding:
    free_mb = shutil.disk_usage(home.path).free // 1_000_000
    if free_mb < _FEW_MB:
        return Finding("disk", Health.BAD, f"only {free_mb} MB are free; make room before the counter cannot write")
    return Finding("disk", Health.WELL, f"{free_mb} MB free")


def _counter(home: Home) -> Iterator[Finding]:
    shown = view_seen_at(home.socket)
    if shown is None:
        yield Finding("counter", Health.CARE, "not running; start it with: kiosk counter (on a device: systemctl start kiosk-counter)")
        return
    yield Finding("counter", Health.WELL, "running")
    for trouble in shown.lane.troubles:
        yield Finding(trouble.device, Health.BAD, _TROUBLES.get(trouble.fault.value, trouble.fault.value))


_TROUBLES = {
    "lost": "does not answer; look at its plug and cable",
    "jam": "a tag is jammed; open the dispenser and take it out",
    "empty": "no tags are left; fill the stack",
    "low": "few tags are left; fill the stack soon",
    "stuck": "the arm does not turn; look for something in its way",
    "full": "the return slot is full; empty it",
    "busy": "another program holds its lines; stop that program",
}


def _hardware(settings: Settings) -> Iterator[Finding]:
    chips = gpio_chips()
    if settings.hardware.gpio is PinLibrary.MOCK:
        yield Finding("gpio", Health.CARE, 'in memory only (hardware.gpio in kiosk.toml): nothing moves; for a real door set "lgpio"')
    elif chips:
        yield Finding("gpio", Health.WELL, ", ".join(chips))
    else:
        yield Finding("gpio", Health.BAD, "there is no /dev/gpiochip; is this a Raspberry Pi, and may this user open it (group gpio)?")
    try:
        if settings.pcsc:
            yield from _pcsc()
        for found in keyboards():
            words = f'vendor = 0x{found.vendor:04x}, product = 0x{found.product:04x}, phys = "{found.phys}"'
            yield Finding("keyboard", Health.WELL, f"{found.name}: {words}")
    except LibraryMissing as error:
        yield Finding("library", Health.BAD, f"{error} is not installed; run: make set-up")


def _pcsc() -> Iterator[Finding]:
    try:
        names = pcsc_reader_names()
    except ServiceSilent:
        yield Finding("card readers", Health.BAD, "the PC/SC service does not answer; run: systemctl start pcscd")
        return
    if not names:
        yield Finding("card readers", Health.BAD, "no PC/SC reader is plugged in; look at its USB plug")
    for name in names:
        yield Finding("card reader", Health.WELL, name)


def _sound(settings: Settings) -> Finding:
    if not settings.sound.enabled:
        return Finding("sound", Health.CARE, "switched off in the settings (sound.enabled)")
    players = [player for player in ("pw-play", "paplay", "aplay") if shutil.which(player)]
    if not players:
        return Finding("sound", Health.BAD, "no player is installed; run: apt-get install pulseaudio-utils")
    if not shutil.which("espeak-ng"):
        return Finding("sound", Health.BAD, "the speech engine is not installed; run: apt-get install espeak-ng")
    return Finding("sound", Health.WELL, f"speech by espeak-ng, played by {players[0]}")


def _font() -> Finding:
    if _FONT.exists():
        return Finding("font", Health.WELL, "Noto Sans CJK is installed")
    return Finding("font", Health.BAD, "the screen's Chinese font is missing; run: apt-get install fonts-noto-cjk")


def _time() -> Finding:
    if SystemClock().trusted():
        return Finding("time", Health.WELL, "known, from a time server or a clock with a battery")
    return Finding("time", Health.CARE, "not known for certain: no time server was reached and there is no clock with a battery")
