"""The programs that play a WAV, and which of them works on this machine."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROBE_LIMIT_S = 2.0
"""A player that is still busy with a moment of silence after this hangs, as pw-play does when there is no sink."""


@dataclass(frozen=True, slots=True)
class Player:
    """One program and its switches. They keep its buffer short, so that a chime is heard at once."""

    program: str
    switches: tuple[str, ...]
    sink_switch: str

    def command(self, path: Path, sink: str = "") -> list[str]:
        """The command line that plays this file and then ends; on the default sink when none is named."""
        return [self.program, *self.switches, *([f"{self.sink_switch}={sink}"] if sink else []), str(path)]


KNOWN = (
    Player("pw-play", ("--latency=50ms",), "--target"),
    Player("paplay", ("--latency-msec=50",), "--device"),
    Player("aplay", ("--quiet", "--buffer-time=100000"), "--device"),
)


def candidates(wanted: str, environment: Mapping[str, str] = os.environ) -> tuple[Player, ...]:
    """The players that are installed, the best first. ``wanted`` is a program's name, or ``auto`` for any."""
    found = (player for player in KNOWN if wanted in ("auto", player.program))
    return tuple(player for player in found if shutil.which(player.program, path=environment.get("PATH")))


def first_that_works(players: Iterable[Player], silence: Path, sink: str = "", limit_s: float = PROBE_LIMIT_S) -> Player | None:
    """The first that plays a silent file to its end. Takes up to ``limit_s`` for each that hangs."""
    return next((player for player in players if _plays(player.command(silence, sink), limit_s)), None)


def _plays(command: Sequence[str], limit_s: float) -> bool:
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=limit_s,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
