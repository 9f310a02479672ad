"""A business day on the command line."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import click

DayFrom = Callable[[date], date]


class BusinessDay(click.ParamType[DayFrom]):
    """``2026-03-02``, ``today`` or ``yesterday``: how it follows from the business day that is on, which only the settings tell."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> DayFrom:
        """Read it.

        :raises click.BadParameter: when it is none.
        """
        match value:
            case "today":
                return lambda today: today
            case "yesterday":
                return lambda today: today - timedelta(days=1)
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it as 2026-03-02, today or yesterday", param, ctx)
        return lambda _: day
