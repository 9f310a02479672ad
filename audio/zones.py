"""Where the zones come out: zones that share a sink are one place to the ear."""

from collections.abc import Iterable, Mapping

from audio.options import ZONES, AudioOptions


class Zones:
    """The zones and their sinks; the empty name is the default sink."""

    def __init__(self, options: AudioOptions) -> None:
        self._sinks: Mapping[str, str] = {zone: options.zone(zone).sink for zone in ZONES}

    @property
    def all_sinks(self) -> tuple[str, ...]:
        """Every sink once, the desk's first."""
        return tuple(dict.fromkeys(self._sinks.values()))

    def sink(self, zone: str) -> str:
        """Where this zone comes out."""
        return self._sinks[zone]

    def sinks(self, zones: Iterable[str]) -> tuple[str, ...]:
        """Where these zones come out, each sink once."""
        return tuple(dict.fromkeys(self._sinks[zone] for zone in zones))

    def sharing(self, zones: Iterable[str]) -> tuple[str, ...]:
        """These zones, and those that share a sink with one of them."""
        sinks = self.sinks(zones)
        return tuple(zone for zone in ZONES if self._sinks[zone] in sinks)
