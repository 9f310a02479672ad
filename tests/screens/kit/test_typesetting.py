"""Lines break where a reader would break them, and text always fits."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.screens.kit.typesetting import BREAK, ELLIPSIS, SCALE, Fitted, fit, shrunk, sizes


def _measure(text: str, size: int) -> float:
    return sum(size if char == ELLIPSIS or char >= "\u2e80" else 0 if char == BREAK else size * 0.5 for char in text)


def _fit(text: str, width: float, size: int = 20, floor: int = 10, max_lines: int = 2, squeeze: float = 1.0) -> Fitted:
    return fit(text, width=width, size=size, floor=floor, max_lines=max_lines, measure=_measure, squeeze=squeeze)


def test_what_fits_stays_on_one_line() -> None:
    assert _fit("请刷会员卡", 100) == Fitted(20, ("请刷会员卡",))


def test_lines_are_balanced() -> None:
    assert _fit("一二三四五六七八", 120).lines == ("一二三四", "五六七八")


def test_a_line_never_begins_with_closing_punctuation() -> None:
    assert _fit("一二三四，五六七八", 80, max_lines=3).lines == ("一二三", "四，五", "六七八")


def test_a_line_breaks_after_a_clause_rather_than_within_a_word() -> None:
    assert _fit("闸机已打开，不要取物品。", 160).lines == ("闸机已打开，", "不要取物品。")


def test_english_breaks_between_words_and_after_hyphens() -> None:
    assert _fit("Walk through the gate", 120).lines == ("Walk through", "the gate")
    assert _fit("Featherstone-Oyelaran", 140).lines == ("Featherstone-", "Oyelaran")


def test_parts_that_a_dot_separates_lose_it_at_the_end_of_a_line() -> None:
    assert _fit("离场请交回手牌 · 运动注意安全", 170).lines == ("离场请交回手牌", "运动注意安全")


def test_a_mark_is_where_a_text_breaks_best() -> None:
    assert _fit(f"会员卡{BREAK}停卡到12月31日", 160).lines == ("会员卡", "停卡到12月31日")


def test_a_number_is_never_parted_from_the_words_around_it() -> None:
    assert _fit("会员卡12月31日到期", 110, max_lines=3).lines == ("会员", "卡12月31日", "到期")


def test_text_shrinks_to_the_largest_size_of_the_scale_that_fits() -> None:
    assert _fit("一二三四五六七八九十", 330, size=40, floor=20, max_lines=1) == Fitted(32, ("一二三四五六七八九十",))


def test_text_shrinks_a_little_rather_than_take_another_line() -> None:
    assert _fit("一二三四五六", 100, squeeze=0.75) == Fitted(16, ("一二三四五六",))
    assert len(_fit("一二三四五六", 100, squeeze=0.85).lines) == 2


def test_at_the_floor_the_rest_is_cut_with_an_ellipsis() -> None:
    fitted = _fit("一二三四五六七八九十", 50, max_lines=1)
    assert fitted == Fitted(10, (f"一二三四{ELLIPSIS}",), cut=True)


def test_given_line_ends_are_kept() -> None:
    assert _fit("王一诺 女士\n欢迎您", 300).lines == ("王一诺 女士", "欢迎您")


def test_sizes_end_at_the_floor() -> None:
    assert list(sizes(66, 60)) == [66, 65, 60]
    assert list(sizes(66, 58)) == [66, 65, 60, 58]
    assert list(sizes(20, 30)) == [20]


def test_a_share_of_a_size_is_one_of_its_sizes_too() -> None:
    assert [shrunk(70, 30, shrink) for shrink in (1.0, 0.95, 0.5, 0.1)] == [70, 65, 32, 30]
    assert shrunk(20, 30, 0.5) == 20


def test_the_whole_scale_is_few_sizes_no_more_than_a_seventh_apart() -> None:
    assert len(SCALE) <= 36
    assert all(1 < larger / smaller <= 8 / 7 for smaller, larger in pairwise(SCALE))


@given(
    text=st.text(st.sampled_from(f"一二三，。·（）12 ab-Z{BREAK}\n"), min_size=1, max_size=40),
    width=st.integers(60, 400),
    max_lines=st.integers(1, 4),
    squeeze=st.sampled_from([0.75, 1.0]),
)
def test_text_always_fits_its_box_and_loses_nothing_unless_it_says_so(text: str, width: int, max_lines: int, squeeze: float) -> None:
    fitted = _fit(text, width, size=48, floor=16, max_lines=max_lines, squeeze=squeeze)
    assert len(fitted.lines) <= max_lines
    assert all(_measure(line, fitted.size) <= width for line in fitted.lines)
    assert 16 <= fitted.size <= 48
    kept = "".join(fitted.lines)
    skipped = str.maketrans("", "", f" \n{BREAK}·")
    if not fitted.cut:
        assert kept.translate(skipped) == text.translate(skipped)


@pytest.mark.parametrize("width", [30, 45, 60])
def test_a_word_wider_than_the_line_is_broken(width: int) -> None:
    assert "".join(_fit("Featherstonehaugh", width, max_lines=9).lines) == "Featherstonehaugh"
