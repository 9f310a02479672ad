"""Colours can be read and sizes follow the panel."""

import pytest

from kiosk.screens.kit import theme
from kiosk.screens.kit.theme import LEAST, Look, Pair, Style

PAIRS = {name: pair for name, pair in vars(theme).items() if isinstance(pair, Pair)}
LOOKS = [Look(*size, larger) for size in ((1024, 600), (1280, 800)) for larger in (False, True)]


@pytest.mark.parametrize("name", PAIRS)
def test_every_pair_of_text_and_ground_can_be_read(name: str) -> None:
    assert PAIRS[name].contrast >= 4.5


def test_contrast_of_black_on_white_is_the_standards() -> None:
    assert Pair(theme.colour("#000000"), theme.colour("#FFFFFF")).contrast == pytest.approx(21)


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_nothing_that_members_read_is_smaller_than_the_least(look: Look) -> None:
    styles = [value for name in dir(Look) if isinstance(value := getattr(look, name), Style)]
    assert len(styles) >= 10
    assert all(style.size >= style.floor >= LEAST for style in styles)


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_touch_targets_are_as_large_as_a_finger(look: Look) -> None:
    assert look.touch >= 60
    assert look.gap >= 12


def test_the_sketch_has_the_sizes_of_the_sketch() -> None:
    look = Look(1024, 600)
    assert look.number.size == 196
    assert 64 <= look.title.size <= 76
    assert 30 <= look.body.size <= 34


def test_larger_type_is_a_fifth_more() -> None:
    assert Look(1024, 600, larger_type=True).body.size == round(1.2 * Look(1024, 600).body.size)


def test_a_panel_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 640x400"):
        Look(320, 240)
