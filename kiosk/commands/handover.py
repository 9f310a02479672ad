"""``kiosk handover``: the figures of a business day, whichever day is named."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import click

from kiosk.commands.shared import home_option, json_option, json_text
from kiosk.database.store import one_moment
from kiosk.settings.home import Home

_DayFrom = Callable[[date], date]


class _BusinessDay(click.ParamType[_DayFrom]):
    """``2026-03-02``, ``today`` or ``yesterday``: how it follows from the business day that is on, which only the settings tell."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> _DayFrom:
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


@click.command()
@click.argument("day", default="today", type=_BusinessDay())
@home_option
@json_option
def handover(day: _DayFrom, home: Home, as_json: bool) -> None:
    """The nightly figures of a business day: DAY is YYYY-MM-DD, today or yesterday, on the club's clock. Today's without it."""
    from kiosk.desk.figures.figures import as_json as plain_figures
    from kiosk.desk.figures.figures import figures
    from kiosk.desk.figures.table import figures_table
    from kiosk.wiring.counter import rules_of

    settings = home.settings()
    now = datetime.now(UTC)
    wanted = day(rules_of(settings, ()).business_day(now))
    with one_moment(home.database_file) as db:
        counted = figures(db, wanted, now, settings.club.zone)
    click.echo(json_text(plain_figures(counted)) if as_json else figures_table(counted), nl=as_json)
