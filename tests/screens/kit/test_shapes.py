"""Shapes stay in their square, and strokes are as wide as they say."""

import math

import pytest

from kiosk.screens.kit.ribbon import SOFT, disc, ribbon
from kiosk.screens.kit.shapes import Shape, strokes


@pytest.mark.parametrize("shape", list(Shape))
def test_every_shape_lies_within_its_square(shape: Shape) -> None:
    drawn = strokes(shape)
    assert drawn
    for stroke in drawn:
        for place in (place for point in stroke.points for place in point):
            assert place - stroke.width / 2 >= -1
            assert place + stroke.width / 2 <= 102


def test_no_two_shapes_are_alike() -> None:
    assert len({strokes(shape) for shape in Shape}) == len(Shape)


def test_arrows_point_where_they_say() -> None:
    def tip(shape: Shape) -> tuple[int, int]:
        x, y = strokes(shape)[1].points[1]
        return round(x), round(y)

    assert [tip(shape) for shape in (Shape.RIGHT, Shape.UP, Shape.LEFT, Shape.DOWN)] == [(90, 50), (50, 90), (10, 50), (50, 10)]


def test_a_disc_is_full_in_the_middle_and_soft_at_its_edge() -> None:
    side, rows = disc(10)
    alphas = [rows[(side // 2 * side + x) * 4 + 3] for x in range(side)]
    assert side == 12
    assert alphas[0] == 0 < alphas[1] < alphas[2] == 255
    assert alphas == alphas[::-1]


def test_a_straight_stroke_is_one_quad_and_two_round_ends() -> None:
    drawn = ribbon(((0, 0), (100, 0)), 10)
    assert len(drawn.vertices) == 3 * 4 * 4
    assert len(drawn.indices) == 3 * 6
    ys, xs = drawn.vertices[1::4], drawn.vertices[0::4]
    assert min(ys) == pytest.approx(-5 - SOFT)
    assert max(ys) == pytest.approx(5 + SOFT)
    assert min(xs) == pytest.approx(-5 - SOFT)
    assert max(xs) == pytest.approx(105 + SOFT)


def test_a_ring_has_no_ends() -> None:
    ring = tuple((math.cos(turn / 36 * math.tau) * 50, math.sin(turn / 36 * math.tau) * 50) for turn in range(37))
    assert len(ribbon(ring, 6).vertices) == 36 * 4 * 4


def test_a_dot_is_round() -> None:
    xs = ribbon(((10, 10),), 8).vertices[0::4]
    assert min(xs) == pytest.approx(5)
    assert max(xs) == pytest.approx(15)
