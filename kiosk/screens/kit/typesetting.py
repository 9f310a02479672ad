"""Breaks Chinese and English into lines that fit a box: shrinks down to a floor, then cuts with an ellipsis.

Lines are balanced, never start with closing punctuation and never end with an opening bracket. A zero-width space in a
text (``\\u200b``) marks where it breaks best.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain

Measure = Callable[[str, int], float]
"""Width in px of a text at a font size in px."""

SCALE = (
    16, 18, 20, 22, 25, 28, 32, 36, 40, 44, 48, 52, 56, 60, 65, 70, 76,
    82, 88, 96, 104, 112, 120, 130, 140, 150, 162, 175, 189, 204, 220, 238, 257, 278, 300,
)  # fmt: skip
"""The sizes in px that text shrinks to. They are few: each size that is drawn opens the whole Chinese font once more, which takes 2.6 MB
and some milliseconds."""

BREAK = "\u200b"
ELLIPSIS = "…"

_CLOSING = frozenset("，。、！？：；）」』》”’…·,.!?:;)%")
_OPENING = frozenset("（「『《“‘(")
_CLAUSE_ENDS = frozenset("，。！？：；")
_PHRASE_ENDS = re.compile(r" · |[.?!] |[。？！]")


class Grain(IntEnum):
    """How finely a line may be broken; the coarsest that fits is taken."""

    PHRASES = 0  # at the marks, between sentences, and between parts that are separated by a middle dot
    CLAUSES = 1  # after Chinese punctuation, between English words
    CHARACTERS = 2  # between Chinese characters too


@dataclass(frozen=True, slots=True)
class Fitted:
    """The lines of a text at the size that was found. ``cut`` when some of it had to be left out."""

    size: int
    lines: tuple[str, ...]
    cut: bool = False


def fit(text: str, *, width: float, size: int, floor: int, max_lines: int, measure: Measure, squeeze: float = 1.0) -> Fitted:
    """Set ``text`` within ``width`` px at ``size`` px, or the largest of ``sizes`` down to ``floor`` at which it takes ``max_lines``.

    :param squeeze: the text may shrink to this share of its size when it then breaks in better places, or takes a line less.
    """
    tolerable = [tried for tried in sizes(size, floor) if tried >= size * squeeze]
    coarse = ((tried, grain) for grain in (Grain.PHRASES, Grain.CLAUSES) for tried in tolerable)
    any_way = ((tried, grain) for tried in sizes(size, floor) for grain in Grain)
    found = _first(text, width, max_lines, measure, chain(coarse, any_way))
    if found is None:
        return _cut(text.replace(BREAK, ""), width, min(size, floor), max_lines, measure)
    smaller = ((tried, grain) for tried in tolerable if tried < found.size for grain in (Grain.PHRASES, Grain.CLAUSES))
    return _first(text, width, len(found.lines) - 1, measure, smaller) or found


def sizes(size: int, floor: int) -> Iterator[int]:
    """``size``, the steps of the scale below it, and ``floor``."""
    yield size
    if floor < size:
        yield from (step for step in reversed(SCALE) if floor < step < size)
        yield floor


def shrunk(size: int, floor: int, shrink: float) -> int:
    """The largest of ``sizes`` that is at most ``shrink`` of ``size``; the least of them when none is."""
    *_, least = sizes(size, floor)
    return next((tried for tried in sizes(size, floor) if tried <= size * shrink), least)


def pieces(text: str, grain: Grain) -> list[str]:
    """The parts of a line that must stay whole, each with the spaces that follow it."""
    if grain == Grain.PHRASES:
        return [part for part in _PHRASE_ENDS.sub(rf"\g<0>{BREAK}", text).split(BREAK) if part]
    parts: list[str] = []
    for char in text.replace(BREAK, ""):
        if parts and _clings(parts[-1], char, grain):
            parts[-1] += char
        else:
            parts.append(char)
    return parts


def _clings(part: str, char: str, grain: Grain) -> bool:
    last = part[-1]
    if char == " " or char in _CLOSING or last in _OPENING:
        return True
    if last == " ":
        return grain == Grain.CLAUSES and _is_chinese(char) and part.rstrip()[-1:].isdigit()
    if _is_chinese(char) or _is_chinese(last):
        return char.isdigit() or last.isdigit() or (grain == Grain.CLAUSES and last not in _CLAUSE_ENDS)
    return last not in ("-", "·")


def _is_chinese(char: str) -> bool:
    return "\u2e80" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or "\uff00" <= char <= "\uffef" or char >= "\U00020000"


def _first(text: str, width: float, max_lines: int, measure: Measure, ways: Iterable[tuple[int, Grain]]) -> Fitted | None:
    for size, grain in ways:
        lines = _set(text, width, size, measure, grain)
        if lines is not None and len(lines) <= max_lines:
            return Fitted(size, lines)
    return None


def _set(text: str, width: float, size: int, measure: Measure, grain: Grain) -> tuple[str, ...] | None:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        parts = pieces(paragraph, grain)
        widths = [measure(part, size) for part in parts]
        bare = [measure(part.rstrip(), size) for part in parts]
        if any(part > width for part in bare):
            return None
        counted = _wrap(widths, bare, width)
        lines += (_join(parts, run) for run in _balance(widths, bare, width, counted))
    return tuple(lines)


def _wrap(widths: list[float], bare: list[float], width: float) -> list[slice]:
    runs: list[slice] = []
    start, used = 0, 0.0
    for index, part in enumerate(widths):
        if index > start and used + bare[index] > width:
            runs.append(slice(start, index))
            start, used = index, 0.0
        used += part
    runs.append(slice(start, len(widths)))
    return runs


def _balance(widths: list[float], bare: list[float], width: float, runs: list[slice]) -> list[slice]:
    narrow, wide = max(bare, default=0.0), width
    while len(runs) > 1 and wide - narrow > 2:
        tried = (narrow + wide) / 2
        if len(_wrap(widths, bare, tried)) == len(runs):
            wide = tried
        else:
            narrow = tried
    return _wrap(widths, bare, wide)


def _join(parts: list[str], run: slice) -> str:
    return "".join(parts[run]).rstrip().removesuffix(" ·")


def _cut(text: str, width: float, size: int, max_lines: int, measure: Measure) -> Fitted:
    lines = [""]
    for part in pieces(text.replace("\n", " "), Grain.CHARACTERS):
        fitting = [part] if measure(part.rstrip(), size) <= width else list(part)
        for bit in fitting:
            if lines[-1] and measure((lines[-1] + bit).rstrip(), size) > width:
                lines.append("")
            lines[-1] += bit
    lines = [line.strip() for line in lines]
    if len(lines) <= max_lines:
        return Fitted(size, tuple(lines))
    last = lines[max_lines - 1]
    while last and measure(last + ELLIPSIS, size) > width:
        last = last[:-1]
    return Fitted(size, (*lines[: max_lines - 1], last.rstrip() + ELLIPSIS), cut=True)
