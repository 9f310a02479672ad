"""The day of the figures: what happens after midnight belongs to the day that opened."""

from datetime import date, datetime, time, timedelta, tzinfo


def business_day(at: datetime, zone: tzinfo, cutoff: time) -> date:
    """The calendar day of opening for this moment; before ``cutoff`` on the club's clock it is still the day before.

    :raises ValueError: when ``at`` has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a moment needs its offset")
    local = at.astimezone(zone)
    return local.date() if local.time() >= cutoff else local.date() - timedelta(days=1)
