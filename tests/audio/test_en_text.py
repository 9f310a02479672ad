"""Figures as English words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio import en_text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (17, "seventeen"),
        (20, "twenty"),
        (42, "forty-two"),
        (100, "one hundred"),
        (105, "one hundred and five"),
        (160, "one hundred and sixty"),
        (2000, "two thousand"),
        (2026, "two thousand and twenty-six"),
        (9999, "nine thousand nine hundred and ninety-nine"),
    ],
)
def test_number_is_said_as_people_say_it(value: int, words: str) -> None:
    assert en_text.number(value) == words


def test_no_two_numbers_are_said_alike() -> None:
    assert len({en_text.number(value) for value in range(10_000)}) == 10_000


@pytest.mark.parametrize("value", [-1, 10_000])
def test_number_out_of_range_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="number must be 0 to 9999"):
        en_text.number(value)


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (18, 30, "six thirty"),
        (20, 0, "eight o'clock"),
        (9, 5, "nine oh five"),
        (0, 0, "midnight"),
        (12, 0, "noon"),
        (0, 15, "twelve fifteen"),
    ],
)
def test_time_is_said_as_people_say_it(hour: int, minute: int, words: str) -> None:
    assert en_text.clock(hour, minute) == words


@pytest.mark.parametrize(("hour", "minute"), [(24, 0), (-1, 0), (0, 60)])
def test_what_is_no_time_is_refused(hour: int, minute: int) -> None:
    with pytest.raises(ValueError, match="not a time of day"):
        en_text.clock(hour, minute)


@pytest.mark.parametrize(
    ("printed", "words"), [("M-017", "number seventeen"), ("8", "number eight"), ("F-12345", "number one two three four five")]
)
def test_tag_is_called_by_its_number(printed: str, words: str) -> None:
    assert en_text.tag(printed) == words


@pytest.mark.parametrize("printed", ["", "M-", "M-1a"])
def test_what_is_no_tag_is_refused(printed: str) -> None:
    with pytest.raises(ValueError, match="not a tag's number"):
        en_text.tag(printed)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Zumba at 18:30 in room 2", "Zumba at six thirty in room two"),
        ("Welcome,  Wang Li", "Welcome, Wang Li"),
        ("13800", "one three eight zero zero"),
    ],
)
def test_sentence_is_spoken_in_words(written: str, said: str) -> None:
    assert en_text.spoken(written) == said


@given(st.text())
def test_no_digit_is_left_in_any_sentence_and_a_second_time_changes_nothing(text: str) -> None:
    said = en_text.spoken(text)
    assert not set(said) & set("0123456789")
    assert en_text.spoken(said) == said
