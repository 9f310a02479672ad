"""Looks at what the machine itself must bring: room on the disk, a voice, a Chinese font, the time."""

import shutil
from pathlib import Path

from kiosk.counter.clock import SystemClock
from kiosk.upkeep.findings import Finding, Health

_FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
_FEW_MB = 200


def examine_disk(folder: Path) -> Finding:
    """How much is free on the disk of this folder."""
    free_mb = shutil.disk_usage(folder).free // 1_000_000
    if free_mb < _FEW_MB:
        return Finding("disk", Health.BAD, f"only {free_mb} MB are free; make room before the counter cannot write")
    return Finding("disk", Health.WELL, f"{free_mb} MB free")


def examine_sound(enabled: bool) -> Finding:
    """Whether the programs that speak and play are installed."""
    if not enabled:
        return Finding("sound", Health.CARE, "switched off in the settings (sound.enabled)")
    players = [player for player in ("pw-play", "paplay", "aplay") if shutil.which(player)]
    if not players:
        return Finding("sound", Health.BAD, "no player is installed; run: apt-get install pulseaudio-utils")
    if not shutil.which("espeak-ng"):
        return Finding("sound", Health.BAD, "the speech engine is not installed; run: apt-get install espeak-ng")
    return Finding("sound", Health.WELL, f"speech by espeak-ng, played by {players[0]}")


def examine_font() -> Finding:
    """Whether the screen can write Chinese."""
    if _FONT.exists():
        return Finding("font", Health.WELL, "Noto Sans CJK is installed")
    return Finding("font", Health.BAD, "the screen's Chinese font is missing; run: apt-get install fonts-noto-cjk")


def examine_time() -> Finding:
    """Whether the machine knows what time it is."""
    if SystemClock().trusted():
        return Finding("time", Health.WELL, "known, from a time server or a clock with a battery")
    return Finding("time", Health.CARE, "not known for certain: no time server was reached and there is no clock with a battery")
