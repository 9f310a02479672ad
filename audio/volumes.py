"""How loud each zone is: by its table of the day, or as staff set it until the table's next step. Kept over restarts."""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from audio.daytimes import Step, latest


class Volumes:
    """Times are local ones.

    :param tables: the steps of each zone.
    :param file: where what staff set is kept; an unreadable one counts as none.
    """

    def __init__(self, tables: Mapping[str, tuple[Step, ...]], file: Path) -> None:
        self._tables = tables
        self._file = file
        self._set: dict[str, tuple[int, datetime]] = {}
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            kept: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
            self._set = {zone: (int(kept[zone]["percent"]), datetime.fromisoformat(kept[zone]["at"])) for zone in tables if zone in kept}

    def percent(self, zone: str, now: datetime) -> int:
        """How loud this zone is, 0 to 100."""
        stepped_at, step = latest(self._tables[zone], now)
        percent, set_at = self._set.get(zone, (step.percent, stepped_at))
        return percent if stepped_at <= set_at <= now else step.percent

    def set(self, zone: str, percent: int, now: datetime) -> None:
        """Make it so loud until the next step of its table."""
        self._set[zone] = (percent, now)
        kept = {zone: {"percent": percent, "at": at.isoformat()} for zone, (percent, at) in self._set.items()}
        with suppress(OSError):  # a full disk takes the memory, not the volume
            self._file.parent.mkdir(parents=True, exist_ok=True)
            unfinished = self._file.with_suffix(".new")
            unfinished.write_text(json.dumps(kept), encoding="utf-8")
            unfinished.replace(self._file)
