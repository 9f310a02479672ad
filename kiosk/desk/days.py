"""Days and moments that somebody types: which can be meant at all."""

from datetime import date, datetime, tzinfo

from kiosk.errors import RequestRefused

FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)
"""No business day lies outside. Beyond them some reckonings leave the calendar of the machine."""


def day_of(text: str) -> date:
    """The day that was typed.

    :raises RequestRefused: when it is no day, or out of reach.
    """
    try:
        return _in_reach(date.fromisoformat(text))
    except ValueError:
        raise RequestRefused("bad_day", f"{text!r} is no day; write it as 2026-03-02") from None


def minute_of(moment: datetime, zone: tzinfo) -> datetime:
    """This moment on the club's clock, to the minute. One without an offset is on that clock already.

    :raises RequestRefused: when it is out of reach.
    """
    _in_reach(moment.date())
    local = (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(zone).replace(second=0, microsecond=0)
    _in_reach(local.date())
    return local


def in_reach(day: date) -> bool:
    """Whether a business day can lie there."""
    return FIRST <= day <= LAST


def _in_reach(day: date) -> date:
    if not in_reach(day):
        raise RequestRefused("bad_day", f"{day} is out of reach; a day lies between {FIRST} and {LAST}")
    return day
