"""The figures of a day, for whoever may see them."""

from datetime import date

from kiosk.desk.asked import Desk
from kiosk.desk.days import day_of
from kiosk.desk.figures.figures import as_json, figures
from kiosk.desk.figures.requests import Handover


def handover(desk: Desk, request: Handover) -> dict[str, object]:
    """The figures as ``kiosk handover --json`` prints them: ``business_day``, ``generated_at``, counts of people, what was
    ``refused`` and ``annulled``, who is ``still_inside``, and the ``tags`` given out, returned and outstanding."""
    day = day_of(request.day) if request.day else date.fromisoformat(desk.stamp.business_day)
    return as_json(desk.read(lambda db: figures(db, day, desk.now, desk.zone)))
