"""A value of any type that a request or a reply is made of."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

_PLAIN: Mapping[Any, Any] = {
    NoneType: None,
    str: "瑜伽 “A1001”\n",
    int: -7,
    float: 0.5,
    bool: True,
    datetime: datetime(2026, 3, 2, 10, 20, 30, 400_000, UTC),
    date: date(2026, 3, 2),
    Any: [{"tag": "F-018"}, None],
    object: "é",
}


def sample(kind: Any) -> Any:
    """One value of this type; of an optional one, not none.

    :raises KeyError: for a type that cannot travel.
    """
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (UnionType, Union):
        return sample(next(each for each in inner if each is not NoneType))
    if origin is tuple:
        return tuple(sample(inner[0]) for _ in range(2))
    if origin is list:
        return [sample(inner[0])]
    if origin is dict:
        return {sample(inner[0]): sample(inner[1])}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return list(kind)[-1]
    if is_dataclass(kind) and isinstance(kind, type):
        return kind(**_values(kind, only_required=False))
    return _PLAIN[kind]


def samples(kind: type) -> Iterator[Any]:
    """One with nothing that can be left out, and one with everything."""
    yield kind(**_values(kind, only_required=True))
    yield kind(**_values(kind, only_required=False))


def _values(kind: Any, *, only_required: bool) -> dict[str, Any]:
    hints = get_type_hints(kind)
    wanted = [each.name for each in fields(kind) if not only_required or (each.default is MISSING and each.default_factory is MISSING)]
    return {name: sample(hints[name]) for name in wanted}
