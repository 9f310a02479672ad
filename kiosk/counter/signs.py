"""Who has stopped making progress, and whether a restart of the counter would help. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

STUCK_AFTER_S = 7.0
"""Longer than the longest wait for a slow SD card, and noticed within ten seconds."""
READER_PATIENCE_S = 60.0
WORKED_S = 2.0


@dataclass(frozen=True, slots=True)
class Sign:
    """The first and the last sign of life of a part of the counter, in seconds of the monotonic clock.

    :param devices: for readers, the names under which they report. A part without any is vital: the counter is nothing without it.
    """

    part: str
    first_s: float
    last_s: float
    devices: tuple[str, ...] = ()


def stuck(signs: Iterable[Sign], now_s: float) -> tuple[Sign, ...]:
    """Those that have given no sign of life for too long."""
    return tuple(sign for sign in signs if now_s - sign.last_s > STUCK_AFTER_S)


def restart_helps(hanging: Iterable[Sign], now_s: float, idle: bool) -> bool:
    """Whether the counter should be started again.

    At once when it is a vital part that hangs. A reader is a device that failed: while it hangs, cards are taken at the others. It is
    worth one restart, when nobody is being served and it has worked before; where it has not, a restart was of no use already.
    """
    return any(not sign.devices or (idle and _worth_a_restart(sign, now_s)) for sign in hanging)


def _worth_a_restart(sign: Sign, now_s: float) -> bool:
    return sign.last_s - sign.first_s > WORKED_S and now_s - sign.last_s > READER_PATIENCE_S
