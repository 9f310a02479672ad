"""Paging and other announcements: whose turn it is to be announced. Pure.

Emergency before page before class before notice; of one kind, whoever was asked for first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What is announced, the most urgent first."""

    EMERGENCY = "emergency"
    PAGE = "page"
    CLASS = "class"
    NOTICE = "notice"


_RANK = {kind: rank for rank, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Waiting:
    """An announcement in the queue.

    :param since: from when on it can be said: when it was asked for, or after the pause before it is said again.
    :param left: how many more times it is to be said.
    """

    number: int
    kind: Kind
    since: datetime
    left: int


def next_of(queue: Iterable[Waiting], now: datetime, class_due: bool, class_near: bool) -> Waiting | None:
    """The one to say now; none when there is none, or when a class comes first.

    :param class_due: a class is to be called now.
    :param class_near: a class is to be called so soon that a notice would hold it up.
    """
    ready = (each for each in queue if each.since <= now)
    first = min(ready, key=lambda each: (_RANK[each.kind], each.number), default=None)
    if first is None or (class_due and _RANK[first.kind] >= _RANK[Kind.CLASS]) or (class_near and first.kind is Kind.NOTICE):
        return None
    return first


def cuts(one: Kind, other: Kind) -> bool:
    """Whether the first falls into the other's word. Only an emergency does, and into everything but another one."""
    return one is Kind.EMERGENCY and other is not Kind.EMERGENCY


def too_late(queue: Iterable[Waiting], now: datetime, late: timedelta) -> tuple[Waiting, ...]:
    """Those that waited longer than this. An emergency is never too late."""
    return tuple(each for each in queue if each.kind is not Kind.EMERGENCY and now > each.since + late)
