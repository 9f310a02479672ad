"""One sound being played: a child process that is watched, and that can be cut short."""

import subprocess
from collections.abc import Callable
from threading import Thread

from audio.chimes import Clip
from audio.players import Player

PLAYER_GRACE_S = 3.0
"""How much longer than its sound a player may take: a server that comes out of sleep, and its buffer."""


class Playing:
    """Starts the player at once and calls ``ended`` from another thread, with the reason when it was no success.

    :raises OSError: when the player cannot be started.
    """

    def __init__(self, player: Player, clip: Clip, sink: str, ended: Callable[["Playing", str | None], None]) -> None:
        self.sink = sink
        self._process = subprocess.Popen(
            player.command(clip.path, sink), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._program = player.program
        self._limit_s = clip.seconds + PLAYER_GRACE_S
        self._ended = ended
        Thread(target=self._watch, name="player", daemon=True).start()

    def cut(self) -> None:
        """Silence it. Nothing of it sounds when this returns."""
        self._process.kill()
        self._process.wait()

    def _watch(self) -> None:
        try:
            code = self._process.wait(self._limit_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            self._ended(self, f"{self._program} killed after {self._limit_s:.1f} s")
        else:
            self._ended(self, f"{self._program} ended with {code}" if code else None)
