"""Dates and times as each language says them."""

from datetime import date, datetime, timedelta

from kiosk.screens.messages.catalogue import Catalogue


def clock(at: datetime) -> str:
    """``18:05``."""
    return f"{at:%H:%M}"


def header_day(day: date, catalogue: Catalogue) -> str:
    """``11月23日 周一`` or ``Mon 23 November``."""
    return catalogue.text("calendar.header", **_parts(day, catalogue))


def day_phrase(day: date, today: date, catalogue: Catalogue) -> str:
    """When something was or will be, as part of a sentence: ``昨天``, ``3月3日``; ``yesterday``, ``on 3 March``."""
    near = _near(day, today, catalogue)
    return near or catalogue.text("calendar.on", date=_date(day, today, catalogue))


def until_phrase(day: date, today: date, catalogue: Catalogue) -> str:
    """Until when something lasts, as part of a sentence: ``明天``, ``3月3日``; ``tomorrow``, ``3 March``."""
    return _near(day, today, catalogue) or _date(day, today, catalogue)


def minutes_until(start: datetime, now: datetime) -> int:
    """Whole minutes by the clock's face: at 18:12:50 a class at 18:30 is in 18 minutes."""
    return (start - now.replace(second=0, microsecond=0)) // timedelta(minutes=1)


def _parts(day: date, catalogue: Catalogue) -> dict[str, object]:
    return {
        "year": day.year,
        "month": catalogue.text(f"calendar.months.{day.month}"),
        "day": day.day,
        "weekday": catalogue.text(f"calendar.weekdays.{day.isoweekday()}"),
    }


def _near(day: date, today: date, catalogue: Catalogue) -> str:
    names = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    name = names.get((day - today) // timedelta(days=1))
    return catalogue.text(f"calendar.{name}") if name else ""


def _date(day: date, today: date, catalogue: Catalogue) -> str:
    key = "calendar.this_year" if day.year == today.year else "calendar.other_year"
    return catalogue.text(key, **_parts(day, catalogue))
