"""Where zones come out."""

from audio.options import AudioOptions, ZoneOptions
from audio.zones import Zones


def test_zones_without_a_sink_share_the_default_one() -> None:
    zones = Zones(AudioOptions())
    assert zones.all_sinks == ("",)
    assert zones.sinks(["bar", "changing"]) == ("",)
    assert zones.sharing(["bar"]) == ("desk", "bar", "changing")


def test_zone_with_a_sink_of_its_own_is_a_place_of_its_own() -> None:
    zones = Zones(AudioOptions(bar=ZoneOptions(sink="usb")))
    assert zones.all_sinks == ("", "usb")
    assert zones.sink("bar") == "usb"
    assert zones.sinks(["desk", "bar", "changing"]) == ("", "usb")
    assert zones.sharing(["bar"]) == ("bar",)
    assert zones.sharing(["changing"]) == ("desk", "changing")
