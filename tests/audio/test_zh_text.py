"""Figures as Chinese words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio import zh_text

DIGITS = "零一二三四五六七八九"
UNITS = {"十": 10, "百": 100, "千": 1000}


def value_of(words: str) -> int:
    """Read Chinese number words back."""
    total, digit = 0, 0
    for char in words:
        if char in UNITS:
            total += (digit or 1) * UNITS[char]
            digit = 0
        else:
            digit = DIGITS.index(char)
    return total + digit


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "零"),
        (9, "九"),
        (10, "十"),
        (17, "十七"),
        (20, "二十"),
        (42, "四十二"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (115, "一百一十五"),
        (1000, "一千"),
        (1005, "一千零五"),
        (1050, "一千零五十"),
        (2026, "二千零二十六"),
        (9999, "九千九百九十九"),
    ],
)
def test_number_is_said_as_people_say_it(value: int, words: str) -> None:
    assert zh_text.number(value) == words


@given(st.integers(0, 9999))
def test_every_number_can_be_read_back(value: int) -> None:
    assert value_of(zh_text.number(value)) == value


@pytest.mark.parametrize("value", [-1, 10_000])
def test_number_out_of_range_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="number must be 0 to 9999"):
        zh_text.number(value)


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [(18, 30, "十八点半"), (20, 0, "二十点整"), (9, 5, "九点零五分"), (0, 0, "零点整"), (12, 45, "十二点四十五分")],
)
def test_time_is_said_as_people_say_it(hour: int, minute: int, words: str) -> None:
    assert zh_text.clock(hour, minute) == words


@pytest.mark.parametrize(("hour", "minute"), [(24, 0), (-1, 0), (0, 60)])
def test_what_is_no_time_is_refused(hour: int, minute: int) -> None:
    with pytest.raises(ValueError, match="not a time of day"):
        zh_text.clock(hour, minute)


@pytest.mark.parametrize(
    ("printed", "words"), [("M-017", "十七号"), ("F-105", "一百零五号"), ("8", "八号"), ("m-000", "零号"), ("F-12345", "一二三四五号")]
)
def test_tag_is_called_by_its_number(printed: str, words: str) -> None:
    assert zh_text.tag(printed) == words


@pytest.mark.parametrize("printed", ["", "M-", "M-1a", "十七"])
def test_what_is_no_tag_is_refused(printed: str) -> None:
    with pytest.raises(ValueError, match="not a tag's number"):
        zh_text.tag(printed)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("请注意，18:30 Zumba 课在2号操房开始", "请注意，十八点半尊巴课在二号操房开始"),
        ("09:05的Yoga，剩42位", "九点零五分的瑜伽，剩四十二位"),
        ("尾号13800138000，第115号", "尾号一三八零零一三八零零零，第一百一十五号"),
        ("BODY PUMP和HIIT", "杠铃操和高强度间歇训练"),
        ("Yogananda 女士", "Yogananda女士"),
        ("25:00", "二十五:零"),
    ],
)
def test_sentence_is_spoken_in_words(written: str, said: str) -> None:
    assert zh_text.spoken(written) == said


@given(st.text())
def test_no_digit_is_left_in_any_sentence_and_a_second_time_changes_nothing(text: str) -> None:
    said = zh_text.spoken(text)
    assert not set(said) & set("0123456789")
    assert zh_text.spoken(said) == said
