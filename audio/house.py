"""The club's zones as the announcer has them: where each comes out, how loud it is now, and its music."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from audio.ducking import Ducking
from audio.music import Deck
from audio.options import ZONES, AudioOptions
from audio.orders import Announce, Audible, MusicNow, Noticed
from audio.turns import DESK, is_alarm, zones_of
from audio.volumes import Volumes
from audio.zones import Zones

VOLUMES = "volumes.json"


class House:
    """Not to be shared between threads.

    :param put: takes what the music tells, from other threads.
    :param tell: takes ``MusicNow`` of zones without music, at once.
    """

    def __init__(self, options: AudioOptions, put: Callable[[MusicNow | Noticed], None], tell: Callable[[MusicNow], None]) -> None:
        self._tell = tell
        self._master = options.volume_percent / 100
        self._volumes = Volumes({zone: options.zone(zone).steps for zone in ZONES}, Path(options.cache) / VOLUMES)
        self._percents = self._percents_now()
        self._zones = Zones(options)
        self._decks = {
            zone: Deck(zone, options.zone(zone), self._percents[zone], options.music_db, options.duck_db, put)
            for zone in ZONES
            if options.zone(zone).mpd
        }
        self.ducking = Ducking(self._decks)
        """The music, lowered where something is said."""

    @property
    def sinks(self) -> tuple[str, ...]:
        """Every sink once, the desk's first."""
        return self._zones.all_sinks

    def sinks_of(self, order: Audible) -> tuple[str, ...]:
        """Where it comes out, each sink once."""
        return self._zones.sinks(order.zones if isinstance(order, Announce) else (DESK,))

    def sharing(self, zones: tuple[str, ...]) -> tuple[str, ...]:
        """These zones, and those that share a sink with one of them."""
        return self._zones.sharing(zones)

    def percent(self, order: Audible, sink: str) -> int:
        """How loud it is at this sink. An alarm has full volume."""
        if is_alarm(order):
            return 100
        return max(self.loud(zone) for zone in zones_of(order) if self._zones.sink(zone) == sink)

    def loud(self, zone: str) -> int:
        """How loud chimes and speech are in this zone now, in percent."""
        return round(self._master * self._percents[zone])

    def set_volume(self, zone: str, percent: int) -> None:
        """Make this zone, and those that share its sink, so loud until the next step of their tables."""
        for shared in self._zones.sharing([zone]):
            self._volumes.set(shared, percent, _now())
        self.follow_the_day()

    def follow_the_day(self) -> None:
        """Go to the volumes of this time of day."""
        before, self._percents = self._percents, self._percents_now()
        for zone, percent in self._percents.items():
            if percent != before[zone]:
                if zone in self._decks:
                    self._decks[zone].set_percent(percent)
                self.tell(zone)

    def music(self, zone: str, word: str) -> None:
        """Switch its music; where there is none, tell so."""
        if zone in self._decks:
            self._decks[zone].do(word)
        self.tell(zone)

    def tell(self, zone: str) -> None:
        """Tell how a zone without music stands; one with music tells of its own."""
        if zone not in self._decks:
            self._tell(MusicNow(zone, False, self._percents[zone]))

    def stop(self) -> None:
        """Bring all music back up and let go of it."""
        for deck in self._decks.values():
            deck.stop()

    def _percents_now(self) -> dict[str, int]:
        return {zone: self._volumes.percent(zone, _now()) for zone in ZONES}


def _now() -> datetime:
    return datetime.now(UTC).astimezone()
