"""A loudspeaker that makes no sound: it remembers what it was asked to say, and takes as long as saying it would."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from audio.orders import Cut, Finished, MusicNow, Part, Report, Started
from kiosk.simulator.virtual import VirtualSchedule

GONG_S = 2.0
LETTERS_A_SECOND = {"zh": 4.5, "en": 14.0}
HALF_VOLUME = 50


@dataclass(frozen=True, slots=True)
class Announced:
    """One announcement that it was asked for."""

    at: datetime
    parts: tuple[Part, ...]
    zones: tuple[str, ...]
    urgent: bool


@dataclass(slots=True)
class SimulatedLoudspeaker:
    """Reports in virtual time, until it is unplugged. It needs no lead: it begins the moment it is told to."""

    schedule: VirtualSchedule
    told: Callable[[Report], None]
    lead_s: float = 0.0
    announced: list[Announced] = field(default_factory=list)
    _sounding: int | None = None
    _music: dict[str, MusicNow] = field(default_factory=dict)
    _plugged: bool = True

    def prepare(self, parts: Sequence[Part]) -> None:
        """Nothing is rendered."""

    def announce(self, parts: Sequence[Part], zones: Sequence[str], urgent: bool = False, words_in_s: float = 0.0) -> int:
        """Begin in time, over whatever is being said."""
        self.announced.append(Announced(self.schedule.clock.now(), tuple(parts), tuple(zones), urgent))
        number = len(self.announced)
        self._fall_silent()
        self._sounding = number
        begins_in_s = max(0.0, words_in_s)
        self._after(begins_in_s, lambda: self._tell(Started(number, 0)))
        seconds = begins_in_s + GONG_S + sum(len(part.text) / LETTERS_A_SECOND[part.language] for part in parts)
        self._after(seconds, lambda: self._finish(number))
        return number

    def cancel(self, of: int) -> None:
        """Fall silent when it is that which is being said."""
        if self._sounding == of:
            self._fall_silent()

    def volume(self, zone: str, percent: int) -> None:
        """Report it."""
        self._now(MusicNow(zone, self._music_of(zone).playing, percent))

    def music(self, zone: str, do: str) -> None:
        """Report it."""
        self._now(MusicNow(zone, do != "off", self._music_of(zone).volume_percent))

    def unplug(self) -> None:
        """The power is gone: nothing is reported any more."""
        self._plugged = False

    def _finish(self, number: int) -> None:
        if self._sounding == number:
            self._sounding = None
            self._tell(Finished(number))

    def _fall_silent(self) -> None:
        if self._sounding is not None:
            cut, self._sounding = self._sounding, None
            self._after(0, lambda: self._tell(Cut(cut)))

    def _music_of(self, zone: str) -> MusicNow:
        return self._music.get(zone, MusicNow(zone, playing=False, volume_percent=HALF_VOLUME))

    def _now(self, music: MusicNow) -> None:
        self._music[music.zone] = music
        self._after(0, lambda: self._tell(music))

    def _after(self, seconds: float, then: Callable[[], None]) -> None:
        self.schedule.after(seconds, then)

    def _tell(self, report: Report) -> None:
        if self._plugged:
            self.told(report)
