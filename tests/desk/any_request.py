"""Requests with values that a screen, a program or a joker could send: right ones, extreme ones, wrong ones."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from enum import Enum
from typing import Any, get_args, get_type_hints

from hypothesis import strategies as st

from kiosk.lane.naming import word_of

DAYS = ("2026-11-25", "9999-12-31", "0001-01-01", "2026-02-30", "1999-12-31", "2200-01-01", "yesterday", "2026-W48-3", "")
MOMENTS = (
    "2026-11-25T19:00:00",
    "9999-12-31T23:59:59.999999-23:59",
    "0001-01-01T00:00:00+23:59",
    "0001-01-01T00:00:00",
    "2199-12-31T23:59:59+00:00",
    "2000-01-01T00:00:00-12:00",
    "nonsense",
)
TEXTS = (
    "A1001", "S01", "F-001", "f-001", "04AA000001", *DAYS, "2026-11-25 19:00 瑜伽 一号操房", "2026-11-26 added 1", "9999-12-31 19:00 x y",
    "'; DROP TABLE visits; --", "\x00", "\n", "\u200b", "\ufffd", "۱۲", "Ａ１００１", "🏋" * 40, "x" * 10_000, "desk", "évacuer",
)  # fmt: skip
NUMBERS = (0, 1, 2, -1, 60, 100, 101, 2**31, 2**63 - 1, 2**63, -(2**63) - 1, 10**40)
ODD: tuple[Any, ...] = (None, True, 1.5, [], {}, [[]], {"do": "ping"}, "x", 7)


def values_of(kind: Any) -> Iterator[Any]:
    """Values that are at least of the right type."""
    words = get_args(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        yield from (word.value for word in kind)
    elif kind is datetime:
        yield from MOMENTS
    elif kind is int:
        yield from NUMBERS
    elif kind is str:
        yield from TEXTS
    elif words and kind not in (dict[str, Any],):
        for word in words:
            if word is not Ellipsis:
                yield from ([value] for value in values_of(word)) if getattr(kind, "__origin__", None) is tuple else values_of(word)


def any_request(kinds: tuple[type, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """One of these requests in its plain form; most of its fields are of the right type."""
    return st.one_of([_one(kind) for kind in kinds])


def _one(kind: type) -> st.SearchStrategy[dict[str, Any]]:
    hints = get_type_hints(kind)
    by_field = {field.name: _value(hints[field.name]) for field in fields(kind)}
    return st.fixed_dictionaries({"do": st.just(word_of(kind))}, optional=by_field)


def _value(kind: Any) -> st.SearchStrategy[Any]:
    right = [*values_of(kind)] or [{"tap": "04AA000013"}, {"fault": "x", "on": 1}, {"return": "\x00"}, {"at": "now"}]
    return st.one_of(st.sampled_from(right), st.sampled_from(right), st.sampled_from(ODD), _TEXT)


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
