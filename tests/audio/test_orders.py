"""The lines between counter and announcer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.lines import decode, encode
from audio.options import LANGUAGES, ZONES
from audio.orders import (
    MUSIC_WORDS,
    Alive,
    Announce,
    Cancel,
    Chime,
    Cut,
    Dropped,
    Failed,
    Finished,
    Music,
    MusicNow,
    NoSound,
    Noticed,
    Order,
    Part,
    Prepare,
    Ready,
    Report,
    Say,
    Started,
    Volume,
    Why,
)

texts = st.text(st.characters(exclude_categories=["Cs"]))
numbers = st.integers(0, 2**40)
times = st.floats(0, 1e9)
zones = st.sampled_from(ZONES)
parts = st.builds(Part, st.sampled_from(LANGUAGES), texts, st.none() | st.from_regex(r"[\w-]+", fullmatch=True))
some_parts = st.lists(parts, min_size=1, max_size=3).map(tuple)
messages: st.SearchStrategy[Order | Report] = st.one_of(
    st.builds(Chime, numbers, times, texts),
    st.builds(Say, numbers, times, texts, texts, st.dictionaries(texts, texts).map(lambda values: tuple(values.items()))),
    st.builds(Prepare, numbers, times, some_parts),
    st.builds(Announce, numbers, times, some_parts, st.lists(zones, min_size=1, unique=True).map(tuple), st.booleans()),
    st.builds(Cancel, numbers, numbers),
    st.builds(Volume, numbers, zones, st.integers(0, 100)),
    st.builds(Music, numbers, zones, st.sampled_from(MUSIC_WORDS)),
    st.builds(MusicNow, zones, st.booleans(), st.integers(0, 100)),
    st.builds(Noticed, texts),
    st.builds(Ready, texts),
    st.builds(NoSound, texts),
    st.builds(Alive),
    st.builds(Started, numbers, numbers),
    st.builds(Finished, numbers),
    st.builds(Cut, numbers),
    st.builds(Dropped, numbers, st.sampled_from(Why)),
    st.builds(Failed, numbers, texts),
)


@given(messages)
def test_every_message_survives_the_pipe_as_one_line(message: Order | Report) -> None:
    line = encode(message)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert decode(line) == message


def test_say_can_be_written_by_hand_without_values() -> None:
    line = b'{"kind": "say", "number": 1, "at_s": 2.5, "phrase": "alarm_fire", "language": "en"}\n'
    assert decode(line) == Say(1, 2.5, "alarm_fire", "en")


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"chime",
        b"[]",
        b"\xff",
        b'{"number": 1}',
        b'{"kind": "shout", "number": 1}',
        b'{"kind": "finished"}',
        b'{"kind": "finished", "number": 1, "loudly": true}',
        b'{"kind": "dropped", "number": 1, "why": "bored"}',
        b'{"kind": "dropped", "number": 1}',
        b'{"kind": "prepare", "number": 1, "at_s": 1, "parts": [{"language": "fr", "text": "Zumba"}]}',
        b'{"kind": "announce", "number": 1, "at_s": 1, "parts": [{"text": "Zumba"}], "zones": ["bar"]}',
        b'{"kind": "say", "number": 1, "at_s": 1, "phrase": "welcome", "language": "en", "values": 7}',
    ],
)
def test_line_that_is_no_message_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(line)


@pytest.mark.parametrize("name", ["../../etc/passwd", "class zumba", "", "a.wav"])
def test_recording_is_a_bare_name(name: str) -> None:
    with pytest.raises(ValueError, match="recording must be a bare name"):
        Part("zh", "尊巴", name)


def test_announcement_without_parts_or_zones_or_in_an_unknown_zone_is_refused() -> None:
    part = Part("zh", "尊巴")
    for parts, zones in (((), ("bar",)), ((part,), ())):
        with pytest.raises(ValueError, match="an announcement needs parts and zones"):
            Announce(1, 1.0, parts, zones)
    with pytest.raises(ValueError, match="zone must be one of desk, bar, changing, not 'sauna'"):
        Announce(1, 1.0, (part,), ("bar", "sauna"))


def test_volume_and_music_refuse_what_they_do_not_know() -> None:
    for percent in (-1, 101):
        with pytest.raises(ValueError, match="volume must be 0 to 100 percent"):
            Volume(1, "bar", percent)
    with pytest.raises(ValueError, match="do must be one of on, off, next, not 'louder'"):
        Music(1, "bar", "louder")
