"""The numbers of the house that the lane decides by. They come from the settings."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from kiosk.lane.business_day import business_day


@dataclass(frozen=True, slots=True)
class LaneRules:
    """Times in seconds; ages in years; ``few_*`` is when a welcome mentions what is left.

    ``entry_readers`` are the device names of the readers that a member can tap.
    """

    zone: tzinfo
    entry_readers: tuple[str, ...] = ()
    opens: time = time(10, 0)
    closes: time = time(22, 30)
    closed_on: frozenset[date] = frozenset()
    day_cutoff: time = time(4, 0)
    minimum_age: int = 16
    same_card_s: float = 3.0
    take_tag_s: float = 15.0
    walk_s: float = 10.0
    refused_s: float = 8.0
    goodbye_s: float = 4.0
    few_days: int = 14
    few_visits: int = 3
    cards_kept_at_desk: bool = False

    def local(self, at: datetime) -> datetime:
        """The club's wall clock at this moment."""
        return at.astimezone(self.zone)

    def business_day(self, at: datetime) -> date:
        """The business day that this moment belongs to."""
        return business_day(at, self.zone, self.day_cutoff)

    def after(self, at: datetime, seconds: float) -> datetime:
        """This moment and so many seconds of real time."""
        return at + timedelta(seconds=seconds)
