"""``kiosk simulate``: a script from its first line to the last timer, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kiosk.counter.audience import Audience
from kiosk.counter.clock import VirtualClock
from kiosk.database import journal
from kiosk.database.store import Store
from kiosk.desk.figures.figures import Figures, figures
from kiosk.errors import ScriptError
from kiosk.settings.home import Home
from kiosk.settings.keys import Settings
from kiosk.settings.plans import PlanCard
from kiosk.simulator.script import ScriptLine
from kiosk.simulator.stage import Stage
from kiosk.wiring.counter import open_store


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened, in the words of the journal or of the simulator."""

    at: datetime
    what: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Played:
    """What a script led to: the figures of each business day that it touched."""

    happened: tuple[Happened, ...]
    days: tuple[Figures, ...]


def play(
    home: Home,
    settings: Settings,
    plans: dict[str, PlanCard],
    script: list[ScriptLine],
    on_line: Callable[[int], None] = lambda _: None,
    audience: Audience | None = None,
) -> Played:
    """Play a script on simulated hardware in virtual time, through the real counter and this home's database.

    :param on_line: hears how many lines are done.
    :param audience: sees the views and hears the notices.
    :raises ScriptError: when the script begins before the counter last wrote.
    :raises DatabaseUnusable: when the database fails.
    """
    zone, happened = settings.club.zone, []
    with_store = open_store(home, settings, plans)
    try:
        _must_not_be_past(with_store, script[0])
        seen = with_store.read(journal.head_of).sequence
    finally:
        with_store.close()
    clock = VirtualClock(script[0].at)

    def remark(what: str, data: dict[str, Any]) -> None:
        happened.append(Happened(clock.now().astimezone(zone), what, data))

    stage = Stage(home, settings, plans, clock, remark, audience=audience)
    try:
        for done, line in enumerate(script, 1):
            stage.let_pass(line.at)
            seen = _collect(stage.store, seen, happened, zone)
            stage.do(line.verb, line.fields)
            seen = _collect(stage.store, seen, happened, zone)
            on_line(done)
        stage.let_pass()
        _collect(stage.store, seen, happened, zone)
        days = _days(stage, script)
        counted = stage.store.read(lambda db: tuple(figures(db, day, clock.now(), zone) for day in days))
    finally:
        stage.close()
    return Played(tuple(happened), counted)


def _collect(store: Store, seen: int, happened: list[Happened], zone: Any) -> int:
    entries = store.read(lambda db: list(journal.entries_after(db, seen)))
    happened += (Happened(datetime.fromisoformat(entry["at"]).astimezone(zone), entry["what"], entry["data"]) for entry in entries)
    return entries[-1]["sequence"] if entries else seen


def _days(stage: Stage, script: list[ScriptLine]) -> list[date]:
    rules = stage.counter.house.rules
    return sorted({rules.business_day(line.at) for line in script} | {rules.business_day(stage.clock.now())})


def _must_not_be_past(store: Store, first: ScriptLine) -> None:
    last = store.read(journal.last_time)
    if last and first.at < datetime.fromisoformat(last):
        raise ScriptError(
            f"line {first.number}: the script begins at {first.at.isoformat()}, before this home's counter last wrote ({last}); "
            "play it in a fresh home (kiosk init --home …)"
        )
