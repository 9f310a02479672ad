"""Where sound comes out: the player that works, or silence until one does."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import monotonic

from audio.orders import NoSound, Ready
from audio.players import Player, candidates, first_that_works

PROBE_AGAIN_S = (2.0, 5.0, 15.0, 60.0)
"""Soon at first: a busy machine may only have been slow."""


@dataclass(frozen=True, slots=True)
class Probed:
    """The player that works on this sink, or none."""

    sink: str
    player: Player | None


class Outlet:
    """One sink. Tries the players on it with a moment of silence: at the start, after each failure, and while none works ever more seldom,
    in the end every minute.

    :param sink: its name; empty for the default one.
    :param wanted: a player's program, or ``auto``.
    :param put: takes each ``Probed``, from another thread; ``probed`` must then be called from the owner's.
    :param tell: takes ``Ready`` when a player was found, and ``NoSound`` once when there is none.
    """

    def __init__(
        self, sink: str, wanted: str, silence: Path, put: Callable[[Probed], None], tell: Callable[[Ready | NoSound], None]
    ) -> None:
        self._sink = sink
        self._wanted = wanted
        self._silence = silence
        self._put = put
        self._tell = tell
        self._probing = False
        self._probe_at_s = 0.0
        self._failures = 0
        self._mute = False
        self.player: Player | None = None

    @property
    def silent(self) -> bool:
        """Whether it is known that nothing can be heard now."""
        return self.player is None and not self._probing

    def probe(self) -> None:
        """Find out, in another thread, which player works."""
        self.player = None
        self._probing = True
        Thread(target=self._look, name="probe", daemon=True).start()

    def probe_when_due(self) -> None:
        """Try again, when there was no sound for long enough."""
        if self.silent and monotonic() >= self._probe_at_s:
            self.probe()

    def probed(self, player: Player | None) -> None:
        """Take in what the thread found."""
        self._probing = False
        self.player = player
        if player:
            self._mute = False
            self._failures = 0
            self._tell(Ready(player.program, self._sink))
            return
        self._probe_at_s = monotonic() + PROBE_AGAIN_S[min(self._failures, len(PROBE_AGAIN_S) - 1)]
        self._failures += 1
        if not self._mute:
            self._mute = True
            self._tell(NoSound(self._wanted, self._sink))

    def _look(self) -> None:
        self._put(Probed(self._sink, first_that_works(candidates(self._wanted), self._silence, self._sink)))
