"""Strokes with round ends and soft edges, made of triangles. Kivy's own wide lines are jagged without multisampling."""

import math
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]

SOFT = 1.0  # px on either side in which the edge fades out
_CORNER = math.radians(50)  # a sharper turn is a corner and becomes round; a smaller one is part of a curve


@dataclass(frozen=True, slots=True)
class Triangles:
    """``vertices`` holds x, y, u and v of one point after the other; u and v are its place in the picture of the disc."""

    vertices: tuple[float, ...]
    indices: tuple[int, ...]


def disc(width: float) -> tuple[int, bytes]:
    """A white disc of this width with a soft edge: its side in px, and its RGBA rows."""
    side = math.ceil(width + 2 * SOFT)
    middle = side / 2
    rows = bytearray()
    for y in range(side):
        for x in range(side):
            off = math.hypot(x + 0.5 - middle, y + 0.5 - middle)
            rows += bytes((255, 255, 255, round(255 * min(1.0, max(0.0, width / 2 - off + 0.5)))))
    return side, bytes(rows)


def ribbon(points: tuple[Point, ...], width: float) -> Triangles:
    """A stroke of ``width`` px along ``points``; one point is a dot."""
    half = math.ceil(width + 2 * SOFT) / 2
    vertices: list[float] = []
    for run in _runs(points):
        _add_run(vertices, run, half)
    quads = range(0, len(vertices) // 4, 4)
    return Triangles(tuple(vertices), tuple(first + step for first in quads for step in (0, 1, 2, 0, 2, 3)))


def _runs(points: tuple[Point, ...]) -> list[list[Point]]:
    """The stroke cut at its corners."""
    runs = [[points[0]]]
    for index in range(1, len(points)):
        runs[-1].append(points[index])
        if index + 1 < len(points) and _turn(*points[index - 1 : index + 2]) > _CORNER:
            runs.append([points[index]])
    return runs


def _turn(before: Point, here: Point, after: Point) -> float:
    turn = _direction(here, after) - _direction(before, here)
    return abs(math.remainder(turn, math.tau))


def _direction(start: Point, end: Point) -> float:
    return math.atan2(end[1] - start[1], end[0] - start[0])


def _add_run(vertices: list[float], run: list[Point], half: float) -> None:
    closed = len(run) > 3 and math.dist(run[0], run[-1]) < 0.01
    directions = [_direction(*pair) for pair in pairwise(run)] or [0.0]
    if not closed:
        _add_cap(vertices, run[0], directions[0] + math.pi, half)
        _add_cap(vertices, run[-1], directions[-1], half)
    sides = [_sides(point, *_neighbours(directions, index, closed), half) for index, point in enumerate(run)]
    for (left, right), (next_left, next_right) in pairwise(sides):
        _add_quad(vertices, (left, right, next_right, next_left), ((0.5, 0), (0.5, 1), (0.5, 1), (0.5, 0)))


def _neighbours(directions: list[float], index: int, closed: bool) -> tuple[float, float]:
    last = len(directions) - 1
    if closed:
        return directions[index - 1 if index else last], directions[index if index <= last else 0]
    return directions[max(0, index - 1)], directions[min(last, index)]


def _sides(point: Point, before: float, after: float, half: float) -> tuple[Point, Point]:
    bend = math.remainder(after - before, math.tau) / 2
    across, reach = before + bend + math.pi / 2, half / math.cos(bend)
    x, y = math.cos(across) * reach, math.sin(across) * reach
    return (point[0] + x, point[1] + y), (point[0] - x, point[1] - y)


def _add_cap(vertices: list[float], end: Point, outward: float, half: float) -> None:
    ahead = math.cos(outward) * half, math.sin(outward) * half
    aside = -ahead[1], ahead[0]
    left, right = (end[0] + aside[0], end[1] + aside[1]), (end[0] - aside[0], end[1] - aside[1])
    corners = (left, right, (right[0] + ahead[0], right[1] + ahead[1]), (left[0] + ahead[0], left[1] + ahead[1]))
    _add_quad(vertices, corners, ((0.5, 0), (0.5, 1), (1, 1), (1, 0)))


def _add_quad(vertices: list[float], corners: tuple[Point, ...], places: tuple[Point, ...]) -> None:
    for (x, y), (u, v) in zip(corners, places, strict=True):
        vertices += (x, y, u, v)
