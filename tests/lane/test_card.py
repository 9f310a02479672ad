"""One written form for one card."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.lane.card import canonical_uid


@pytest.mark.parametrize("text", ["04A1B2C3", "04a1b2c3", "04:a1:b2:c3", "04-A1-B2-C3", "04 a1\tb2 c3", " 04A1B2C3 "])
def test_every_way_of_writing_a_card_is_one_card(text: str) -> None:
    assert canonical_uid(text) == "04A1B2C3"


@pytest.mark.parametrize("length", [4, 5, 7, 8, 10])
def test_four_to_ten_bytes_are_a_card(length: int) -> None:
    assert canonical_uid("a1" * length) == "A1" * length


@pytest.mark.parametrize(
    "text", ["", "04A1B2", "04A1B2C", "04A1B2C3D", "A1" * 11, "04A1B2CG", "M-017", "０４Ａ１Ｂ２Ｃ３", "ﬀﬀﬀﬀ", "04A1B2C3\n"]
)
def test_anything_else_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(repr(text))):
        canonical_uid(text)


@given(st.binary(min_size=4, max_size=10), st.sampled_from(["", ":", "-", " "]))
def test_the_written_form_of_bytes_is_their_upper_case_hex_and_stays(uid: bytes, separator: str) -> None:
    text = uid.hex(separator) if separator else uid.hex()
    assert canonical_uid(text) == uid.hex().upper() == canonical_uid(canonical_uid(text))


@given(st.text(max_size=24))
def test_no_text_is_taken_for_a_card_that_is_not_hex(text: str) -> None:
    try:
        uid = canonical_uid(text)
    except ValueError:
        return
    assert bytes.fromhex(uid).hex().upper() == uid
