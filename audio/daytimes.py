"""Volumes by time of day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise

_STEP = re.compile(r"([01]\d|2[0-3]):([0-5]\d) (\d{1,3})")


@dataclass(frozen=True, slots=True)
class Step:
    """From this time of day on it is so loud, 0 to 100 percent."""

    at: time
    percent: int


def steps(lines: Sequence[str]) -> tuple[Step, ...]:
    """Read ``HH:MM PERCENT`` lines.

    :raises ValueError: when there is none, one is not of that form, or they are not in the order of the day.
    """
    found = tuple(map(_step, lines))
    if not found:
        raise ValueError('volumes must hold one line at least, such as "00:00 100"')
    for before, after in pairwise(found):
        if before.at >= after.at:
            raise ValueError(f"volumes must be in the order of the day, not {after.at:%H:%M} after {before.at:%H:%M}")
    return found


def latest(table: Sequence[Step], now: datetime) -> tuple[datetime, Step]:
    """The step that was taken last before this time, and when. The last of a day holds until the first of the next."""
    day = now.date()
    if now.time() < table[0].at:
        day -= timedelta(days=1)
        step = table[-1]
    else:
        step = next(step for step in reversed(table) if step.at <= now.time())
    return datetime.combine(day, step.at, now.tzinfo), step


def _step(line: str) -> Step:
    found = _STEP.fullmatch(line)
    if not found or int(found[3]) > 100:
        raise ValueError(f'volumes must be lines of "HH:MM PERCENT" up to 100, not {line!r}')
    return Step(time(int(found[1]), int(found[2])), int(found[3]))
