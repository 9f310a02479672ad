"""The range of a number in the settings, written beside its key: ``Annotated[float, Between(1, 120, "seconds")]``."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True)
class Between:
    """A number from ``least`` to ``most``, both included, in this unit."""

    least: float
    most: float
    unit: str = ""

    def __contains__(self, value: float) -> bool:
        return self.least <= value <= self.most

    def __str__(self) -> str:
        return f"{self.least} to {self.most}{self.unit and ' '}{self.unit}"


def check_ranges(settings: object) -> None:
    """Check every number of a dataclass against the range beside it; a key that holds none is not checked.

    :raises ValueError: when one is out of its range; the text names the key, the range and the value.
    """
    for name, hint in get_type_hints(type(settings), include_extras=True).items():
        value = getattr(settings, name)
        for limit in _beside(hint):
            if isinstance(limit, Between) and value is not None and value not in limit:
                raise ValueError(f"{name} must be {limit}, not {value}")


def _beside(hint: Any) -> Iterator[Any]:
    if get_origin(hint) is Annotated:
        yield from get_args(hint)[1:]
    elif get_origin(hint) in {Union, UnionType}:
        for each in get_args(hint):
            yield from _beside(each)
