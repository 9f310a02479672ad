"""A range stands beside its key, and holds also where the settings are made in code."""

from dataclasses import dataclass
from typing import Annotated

import pytest

from kiosk.hardware.limits import Between, check_ranges


@dataclass(frozen=True, slots=True)
class Lamp:
    blink_s: Annotated[float, Between(0.1, 5, "seconds")] = 0.5
    pin: Annotated[int, Between(0, 27)] | None = None
    name: str = "go"

    def __post_init__(self) -> None:
        check_ranges(self)


@pytest.mark.parametrize("value", [0.1, 5, 5.0])
def test_both_ends_of_a_range_belong_to_it(value: float) -> None:
    assert Lamp(blink_s=value).blink_s == value


@pytest.mark.parametrize("value", [0.09, 5.1, float("nan")])
def test_a_number_out_of_its_range_is_told_with_key_range_and_value(value: float) -> None:
    with pytest.raises(ValueError, match=f"^blink_s must be 0.1 to 5 seconds, not {value}$"):
        Lamp(blink_s=value)


def test_a_key_that_may_be_none_has_its_range_when_it_is_a_number() -> None:
    assert Lamp(pin=None).pin is None
    with pytest.raises(ValueError, match=r"^pin must be 0 to 27, not 28$"):
        Lamp(pin=28)
