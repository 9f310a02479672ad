"""The shapes that say the same as a colour. They are strokes of our own, because a font may lack a glyph."""

import math
from dataclasses import dataclass
from enum import StrEnum

from kiosk.screens.kit.ribbon import Point


class Shape(StrEnum):
    """What can be drawn."""

    TICK = "tick"  # a circle with a tick: go
    OCTAGON = "octagon"  # with an exclamation mark: stop
    CLOCK = "clock"  # wait
    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    CARD = "card"  # a card and its waves: tap
    KEPT_CARD = "kept_card"  # a card alone
    TAG = "tag"
    FLAME = "flame"
    DESK = "desk"  # a person behind a counter
    SPEAKER = "speaker"  # a loudspeaker and its waves: being announced


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line with round ends through points of a square of 100 by 100, the origin bottom left. One point is a dot."""

    points: tuple[Point, ...]
    width: float = 8.0


def _arc(centre: Point, radius: float, start: float, end: float, squeeze: float = 1.0) -> tuple[Point, ...]:
    steps = max(6, round(abs(end - start) / 5))
    turns = (math.radians(start + (end - start) * step / steps) for step in range(steps + 1))
    return tuple((centre[0] + radius * squeeze * math.cos(turn), centre[1] + radius * math.sin(turn)) for turn in turns)


def _curve(path: str) -> tuple[Point, ...]:
    """Cubic Bezier curves one after another: a start, then three points each, as ``x,y``."""
    start, *rest = [(float(x), float(y)) for x, y in (point.split(",") for point in path.split())]
    points = [start]
    for place in range(0, len(rest), 3):
        corners = (points[-1], *rest[place : place + 3])
        points += [_on_curve(corners, step / 12) for step in range(1, 13)]
    return tuple(points)


def _on_curve(corners: tuple[Point, ...], t: float) -> Point:
    weights = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
    x, y = (sum(weight * corner[axis] for weight, corner in zip(weights, corners, strict=True)) for axis in (0, 1))
    return x, y


def _box(left: float, bottom: float, right: float, top: float, corner: float) -> tuple[Point, ...]:
    return (
        *_arc((right - corner, top - corner), corner, 0, 90),
        *_arc((left + corner, top - corner), corner, 90, 180),
        *_arc((left + corner, bottom + corner), corner, 180, 270),
        *_arc((right - corner, bottom + corner), corner, 270, 360),
        (right, top - corner),
    )


_RING = Stroke(_arc((50, 50), 45, 0, 360))
_EIGHT = tuple(_arc((50, 50), 48, 22.5 + 45 * step, 22.5 + 45 * step)[0] for step in range(9))
_ARROW: tuple[tuple[Point, ...], ...] = (((10, 50), (90, 50)), ((57, 83), (90, 50), (57, 17)))
_PLAIN_CARD = (Stroke(_box(8, 18, 92, 82, 12)), Stroke(((26, 60), (50, 60))), Stroke(((26, 40), (64, 40))))

_STROKES: dict[Shape, tuple[Stroke, ...]] = {
    Shape.TICK: (_RING, Stroke(((28, 48), (44, 32), (72, 62)), 9)),
    Shape.OCTAGON: (Stroke(_EIGHT), Stroke(((50, 72), (50, 46)), 9), Stroke(((50, 29),), 10)),
    Shape.CLOCK: (_RING, Stroke(((50, 74), (50, 49), (66, 37)))),
    Shape.KEPT_CARD: _PLAIN_CARD,
    Shape.CARD: (
        Stroke(_box(4, 24, 62, 78, 11), 6),
        Stroke(((18, 60), (35, 60)), 6),
        Stroke(((18, 43), (44, 43)), 6),
        Stroke(_arc((56, 51), 26, 42, -42, 0.72), 6),
        Stroke(_arc((56, 51), 45, 42, -42, 0.72), 6),
    ),
    Shape.TAG: (
        Stroke(_box(20, 6, 80, 94, 20)),
        Stroke(_arc((50, 72), 8, 0, 360), 6),
        Stroke(((38, 42), (62, 42))),
        Stroke(((38, 26), (62, 26))),
    ),
    Shape.FLAME: (
        Stroke(_curve("50,96 54,78 82,66 82,38 82,18 67,5 50,5 33,5 18,18 18,38 18,52 26,60 32,66 34,56 38,52 42,50 40,66 42,84 50,96")),
        Stroke(_curve("50,40 54,34 62,32 62,22 62,14 56,9 50,9 44,9 38,14 38,22 38,32 46,34 50,40"), 7),
    ),
    Shape.SPEAKER: (
        Stroke(((10, 38), (10, 62), (26, 62), (50, 84), (50, 16), (26, 38), (10, 38))),
        Stroke(_arc((48, 50), 24, 45, -45)),
        Stroke(_arc((48, 50), 44, 45, -45)),
    ),
    Shape.DESK: (Stroke(_arc((50, 76), 16, 0, 360)), Stroke((*_arc((50, 28), 26, 180, 0),)), Stroke(((8, 22), (92, 22)))),
}


def strokes(shape: Shape) -> tuple[Stroke, ...]:
    """The strokes of a shape."""
    turns = {Shape.RIGHT: 0, Shape.UP: 90, Shape.LEFT: 180, Shape.DOWN: 270}
    if shape in turns:
        return tuple(Stroke(tuple(_turned(point, turns[shape]) for point in line), 10) for line in _ARROW)
    return _STROKES[shape]


def _turned(point: Point, degrees: float) -> Point:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x, y = point[0] - 50, point[1] - 50
    return 50 + x * cos - y * sin, 50 + x * sin + y * cos
