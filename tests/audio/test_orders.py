"""The lines between counter and announcer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.orders import Alive, Chime, Cut, Dropped, Failed, Finished, NoSound, Order, Ready, Report, Say, Started, Why, decode, encode

texts = st.text(st.characters(exclude_categories=["Cs"]))
numbers = st.integers(0, 2**40)
messages: st.SearchStrategy[Order | Report] = st.one_of(
    st.builds(Chime, numbers, st.floats(0, 1e9), texts),
    st.builds(Say, numbers, st.floats(0, 1e9), texts, texts, st.dictionaries(texts, texts).map(lambda values: tuple(values.items()))),
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
        b'{"kind": "say", "number": 1, "at_s": 1, "phrase": "welcome", "language": "en", "values": 7}',
    ],
)
def test_line_that_is_no_message_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(line)
