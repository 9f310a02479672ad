"""The door is played."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.desk.asked import Desk
from kiosk.desk.simulated.requests import SampleCards, Simulate
from kiosk.errors import RequestRefused

Play = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Playground:
    """What there is to play with.

    :param play: carries out a script's line; none on real hardware.
    :param samples: cards to try.
    """

    play: Play | None = None
    samples: tuple[dict[str, str], ...] = ()


def simulate(desk: Desk, request: Simulate) -> None:
    """Do what the line says to the simulated door."""
    play = desk.use(Playground).play
    if play is None:
        raise RequestRefused("real_hardware", "this counter works with real devices; nothing can be simulated")
    play(request.line)


def sample_cards(desk: Desk, request: SampleCards) -> list[dict[str, str]]:
    """Cards to try, each with ``uid``, ``card_no``, ``name``, ``what_zh`` and ``what_en``; none on real hardware."""
    del request
    return list(desk.use(Playground).samples)
