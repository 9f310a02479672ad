"""A desk without a counter: what the work of a request is given, over any database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.database.journal import Stamp
from kiosk.database.moment import utc_text
from kiosk.database.store import Store, Writing
from kiosk.desk.asked import Caller, Desk
from kiosk.lane.events import Event
from kiosk.lane.notices import Notice


@dataclass(slots=True)
class FakeShell:
    """Stands for the counter. ``happened`` and ``told`` are what the desk brought about."""

    store: Store
    at: datetime
    zone: tzinfo = ZoneInfo("Asia/Shanghai")
    alarm: bool = False
    happened: list[Event] = field(default_factory=list)
    told: list[Notice] = field(default_factory=list)
    rows_of: list[str] = field(default_factory=list)
    jobs: list[Callable[[], None]] = field(default_factory=list)

    def now(self) -> datetime:
        return self.at

    def stamp(self, at: datetime, who: str) -> Stamp:
        return Stamp(utc_text(at), True, at.astimezone(self.zone).date().isoformat(), who)

    def happen(self, event: Event, along: Callable[[Writing], None] | None = None) -> None:
        self.happened.append(event)
        if along:
            self.store.write(along)

    def tell(self, notice: Notice) -> None:
        self.told.append(notice)

    def in_alarm(self) -> bool:
        return self.alarm

    def store_waiting_rows_of(self, mark: str, /) -> None:
        self.rows_of.append(mark)

    def submit(self, job: Callable[[], None]) -> None:
        self.jobs.append(job)


def desk_over(store: Store, now: datetime, who: str | None = None, tools: Mapping[type, Any] | None = None) -> Desk:
    """A desk at which this member of staff asks, or nobody who signed in."""
    shell = FakeShell(store, now)
    return Desk(Caller(who), now, shell.stamp(now, who or "counter"), shell, lambda _writing, _value: None, tools or {})
