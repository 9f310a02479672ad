"""A club that announces: real rules, real database, a clock that is moved, a loudspeaker that reports when it is told to."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from audio.orders import Cut, Dropped, Failed, Finished, Part, Started, Why
from kiosk.counter.clock import VirtualClock
from kiosk.database.classes import ClassRow
from kiosk.database.imports import store_classes
from kiosk.database.journal import Stamp, entries_after
from kiosk.database.moment import utc_text
from kiosk.database.store import Store
from kiosk.desk.announcing.class_calls import Calling
from kiosk.desk.announcing.entry import Manner
from kiosk.desk.announcing.minutes import Minutes
from kiosk.desk.announcing.requests import Zone
from kiosk.desk.announcing.saying import Announcements
from kiosk.desk.announcing.turns import Kind
from kiosk.desk.announcing.wording import typed
from kiosk.desk.classes.remembered import Programme
from tests.desk.announcing.test_due import CLUB

SATURDAY = "2026-11-28"


def at(clock: str) -> datetime:
    """A moment of that Saturday on the club's clock."""
    return datetime.fromisoformat(f"{SATURDAY}T{clock}+08:00").astimezone(UTC)


class PowerCutError(Exception):
    """The counter dies here."""


class Loudspeaker:
    """Keeps every order. ``dies`` is the power going between the commit and the sound."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.urgent: list[bool] = []
        self.prepared: list[str] = []
        self.cancelled: list[int] = []
        self.lead_s = 0.0
        self.words_in_s: list[float] = []
        self.dies = False

    def prepare(self, parts: Sequence[Part]) -> None:
        self.prepared.append(" ".join(part.text for part in parts))

    def announce(self, parts: Sequence[Part], zones: Sequence[str], urgent: bool = False, words_in_s: float = 0.0) -> int:
        if self.dies:
            raise PowerCutError
        self.heard.append(" ".join(part.text for part in parts) + f" @{'+'.join(zones)}")
        self.urgent.append(urgent)
        self.words_in_s.append(words_in_s)
        return len(self.heard)

    def cancel(self, of: int) -> None:
        self.cancelled.append(of)

    def volume(self, zone: str, percent: int) -> None:
        """Not heard here."""

    def music(self, zone: str, do: str) -> None:
        """Not heard here."""


def ask_for(announcements: Announcements, kind: Kind, text: str, times: int = 1, zones: tuple[Zone, ...] = (Zone.DESK,)) -> int:
    """Ask for an announcement, as the desk does; returns its number."""
    announcements.must_take(kind)
    now, minutes, spoken = announcements.clock.now(), announcements.minutes, typed(None, text)
    queued = minutes.store.write(lambda writing: minutes.asked(writing, kind, spoken, zones, times, now, "S01"))
    announcements.take(queued.number, kind, spoken, zones, times)
    return queued.number


class AnnouncingClub:
    """A class of 尊巴 at 18:00 on Saturdays, unless others are named."""

    def __init__(self, *classes: ClassRow, manner: Manner | None = None, sound: bool = True) -> None:
        self.store = Store(":memory:", "main")
        rows = classes or (ClassRow(6, "18:00", 60, "尊巴", "大厅"),)
        self.store.write(lambda writing: store_classes(writing.db, rows, lambda _done, _all: None))
        self.clock = VirtualClock(at("12:00:00"))
        self.loudspeaker = Loudspeaker()
        self.manner = manner or Manner()
        self.sound = sound
        self.changes = 0
        self.start()

    def start(self) -> None:
        """The counter starts: nothing is known but what is on disk."""
        programme = Programme(self.store, CLUB)
        calling = Calling(self.store, programme, self.manner.rules, self._stamp)
        speaker = self.loudspeaker if self.sound else None
        self.announcements = Announcements(self.clock, calling, Minutes(self.store, self._stamp), self.manner, speaker, self._changed)
        self.announcements.start()

    def pass_until(self, clock: str) -> None:
        """Let time pass, waking the announcements exactly when they want to be."""
        until = at(clock)
        while (moment := self.announcements.next_at()) and moment <= until:
            self.clock.move_to(moment)
            self.announcements.wake(moment)
        self.clock.move_to(until)

    def set_clock(self, by: timedelta) -> None:
        """A time server sets the clock; the counter tells the announcements so."""
        self.clock = self.announcements.clock = VirtualClock(self.clock.now() + by)
        self.announcements.move(by)
        self.announcements.wake(self.clock.now())

    def ask(self, kind: Kind, text: str, times: int = 1, zones: tuple[Zone, ...] = (Zone.DESK,)) -> int:
        return ask_for(self.announcements, kind, text, times, zones)

    def finish(self) -> None:
        """What was ordered last was heard to its end."""
        self.announcements.hear(Started(len(self.loudspeaker.heard), 1))
        self.announcements.hear(Finished(len(self.loudspeaker.heard)))

    def cut(self, order: int) -> None:
        self.announcements.hear(Cut(order))

    def drop(self, why: Why) -> None:
        self.announcements.hear(Dropped(len(self.loudspeaker.heard), why))

    def fail(self, reason: str) -> None:
        self.announcements.hear(Failed(len(self.loudspeaker.heard), reason))

    def journal(self, *words: str) -> list[tuple[str, dict[str, Any]]]:
        """What the journal tells, of these words only, or all."""
        entries = self.store.read(lambda db: list(entries_after(db, 0)))
        return [(entry["what"], entry["data"]) for entry in entries if not words or entry["what"] in words]

    def close(self) -> None:
        self.store.close()

    def _changed(self) -> None:
        self.changes += 1

    def _stamp(self, moment: datetime, who: str = "counter") -> Stamp:
        return Stamp(utc_text(moment), True, (moment - timedelta(hours=20)).date().isoformat(), who)
