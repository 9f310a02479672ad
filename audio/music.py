"""A zone's background music: its MPD, kept at the zone's volume, lowered while something is said, and found again when it went.

What is wanted stands here and in ``Volumes``, never in MPD alone. When an announcer dies with the music lowered, the next one puts it
right: whatever volume it finds, it goes to the one that is wanted.
"""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Condition, Thread
from time import monotonic
from typing import TYPE_CHECKING

from audio import mixing
from audio.options import ZoneOptions
from audio.orders import MusicNow, Noticed

if TYPE_CHECKING:
    from mpd import MPDClient

RAMP_S = 0.3
_STEP_S = 0.04
_LOOK_S = 1.0
_RECONNECT_S = 1.0
_ANSWER_S = 2.0
"""An MPD that takes longer for an answer counts as gone."""
_STOP_S = 0.5
_OPEN_S = 1.0
_MOST_WORDS = 4


class Deck:
    """No call waits for MPD.

    :param percent: the zone's volume.
    :param gain_db: how loud music is beside a full volume of MPD at 100 percent.
    :param duck_db: how much quieter it is while lowered.
    :param put: takes ``MusicNow`` when something changed, and ``Noticed`` once when MPD goes and comes, from another thread.
    """

    def __init__(
        self,
        zone: str,
        options: ZoneOptions,
        percent: int,
        gain_db: float,
        duck_db: float,
        put: Callable[[MusicNow | Noticed], None],
    ) -> None:
        self._zone = zone
        self._options = options
        self._percent = percent
        self._gain_db = gain_db
        self._duck_db = duck_db
        self._put = put
        self._lowered = False
        self._words: deque[str] = deque(maxlen=_MOST_WORDS)
        self._stopping = False
        self._changed = Condition()
        self._volume = -1
        self._lost = False
        self._told: MusicNow | None = None
        self.playing = False
        """Whether music sounds here, as far as it was last seen."""
        self._thread = Thread(target=self._work, name=f"music-{zone}", daemon=True)
        self._thread.start()

    def set_percent(self, percent: int) -> None:
        """Go to this volume of the zone."""
        with self._changed:
            self._percent = percent
            self._changed.notify()

    def lower(self, lowered: bool) -> None:
        """Go down for something that is said, or back. Takes ``RAMP_S``."""
        with self._changed:
            self._lowered = lowered
            self._changed.notify()

    def do(self, word: str) -> None:
        """``on``, ``off`` or ``next``. The last few words wait for an MPD that is gone."""
        with self._changed:
            self._words.append(word)
            self._changed.notify()

    def stop(self) -> None:
        """Bring the music back up and let go of it."""
        with self._changed:
            self._lowered = False
            self._stopping = True
            self._changed.notify()
        self._thread.join(_STOP_S)

    def _work(self) -> None:
        from mpd import MPDError

        while not self._stopping:
            try:
                with self._connected() as client:
                    self._attend(client)
            except (MPDError, OSError) as error:
                self._gone(getattr(error, "strerror", None) or str(error))
                self._wait(_RECONNECT_S, lambda: self._stopping)

    @contextmanager
    def _connected(self) -> "Iterator[MPDClient]":
        from mpd import MPDClient, MPDError

        client = MPDClient()
        client.timeout = _ANSWER_S
        host, _, port = self._options.mpd.rpartition(":")
        if host and port.isdecimal():
            client.connect(host, int(port))
        else:
            client.connect(self._options.mpd)
        try:
            yield client
        finally:
            with suppress(MPDError, OSError):
                client.disconnect()

    def _attend(self, client: "MPDClient") -> None:
        self._look(client)
        if self._lost:
            self._put(Noticed(f"music_back zone={self._zone}"))
        self._lost = False
        while not self._stopping:
            while self._words:
                self._carry_out(client, self._words.popleft())
            self._go(client)
            self._wait(_LOOK_S, lambda: self._stopping or bool(self._words) or self._volume not in (-1, self._wanted()))
            self._look(client)
        client.setvol(self._wanted())

    def _look(self, client: "MPDClient") -> None:
        status = client.status()
        self.playing = status["state"] == "play"
        self._volume = int(status.get("volume", -1))
        self._tell()

    def _go(self, client: "MPDClient") -> None:
        """Bring the volume to what is wanted, in small steps."""
        from mpd import CommandError

        start, target, started_s = self._volume, self._wanted(), monotonic()
        if start < 0:  # a closed output has no volume
            return
        while self._volume != target and not self._stopping:
            if (wanted := self._wanted()) != target:
                start, target, started_s = self._volume, wanted, monotonic()
            done = min(1.0, (monotonic() - started_s + _STEP_S) / RAMP_S)
            self._volume = round(start + (target - start) * done)
            try:
                client.setvol(self._volume)
            except CommandError:  # an output that was closed just now
                self._volume = -1
                return
            if self._volume != target:
                self._wait(_STEP_S, lambda: self._stopping)

    def _carry_out(self, client: "MPDClient", word: str) -> None:
        match word:
            case "on" if not self.playing:
                self._begin(client)
            case "off":
                client.stop()
            case "next" if self.playing:
                client.next()
        self._look(client)

    def _begin(self, client: "MPDClient") -> None:
        from mpd import CommandError

        client.clear()
        try:
            if self._options.playlist:
                client.load(self._options.playlist)
            else:
                client.add("/")
        except CommandError as error:
            self._put(Noticed(f"music_failed zone={self._zone} reason={error}"))
        client.random(1)
        client.repeat(1)
        client.play()
        self._begin_at_its_volume(client)

    def _begin_at_its_volume(self, client: "MPDClient") -> None:
        """An output that was closed begins at a volume of its own, full as a rule, and takes another only once it is open."""
        from mpd import CommandError

        until_s = monotonic() + _OPEN_S
        while monotonic() < until_s and not self._stopping:
            with suppress(CommandError):
                client.setvol(self._wanted())
                return
            self._wait(_STEP_S / 4, lambda: self._stopping)

    def _gone(self, reason: str) -> None:
        self.playing = False
        self._tell()
        if not self._lost:
            self._put(Noticed(f"music_lost zone={self._zone} reason={reason}"))
        self._lost = True

    def _tell(self) -> None:
        now = MusicNow(self._zone, self.playing, self._percent)
        if now != self._told:
            self._told = now
            self._put(now)

    def _wanted(self) -> int:
        volume = mixing.step(self._percent / 100 * 10 ** (self._gain_db / 20))
        return mixing.lowered(volume, self._duck_db) if self._lowered else volume

    def _wait(self, seconds: float, until: Callable[[], bool]) -> None:
        with self._changed:
            self._changed.wait_for(until, seconds)
