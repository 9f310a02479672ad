"""A queue of members before one turnstile in virtual time: each has a pace of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from kiosk.counter.clock import VirtualClock
from kiosk.lane.decide import Decision
from kiosk.lane.events import Event
from kiosk.lane.records import Annulled, CardRefused, Entered, Granted
from kiosk.lane.state import Admission, Step
from kiosk.lane.words import Direction, Sex
from kiosk.settings.home import Home
from kiosk.simulator.stage import Stage
from tests.club import SETTINGS, at, make_club
from tests.command_line import kiosk


@dataclass(frozen=True, slots=True)
class Pace:
    """How long one member needs: until the card is at the reader once it is their turn there, to take the tag, to walk through."""

    tap_s: float
    take_s: float
    walk_s: float


@dataclass(slots=True)
class Queue:
    """Taps as soon as the reader is free, takes the tag and walks, each at their own pace. ``entered`` are the card numbers in order."""

    stage: Stage
    members: Sequence[tuple[str, str, Pace]]
    entered: list[str] = field(default_factory=list)
    failed: list[object] = field(default_factory=list)
    began: datetime | None = None
    ended: datetime | None = None
    _paces: dict[str, Pace] = field(default_factory=dict)
    _acted: tuple[int, Step] | None = None
    _numbers: dict[int, str] = field(default_factory=dict)

    def pass_through(self) -> None:
        """Let all of them try."""
        self.stage.counter.watchers = (self.watch,)
        after_s = 0.0
        for _, uid, pace in self.members:
            self._paces[uid] = pace
            after_s += pace.tap_s
            self.stage.schedule.after(after_s, partial(self._tap, uid))
        self.stage.let_pass()

    def watch(self, event: Event, decision: Decision) -> None:
        """See what was decided, as one of the counter's watchers."""
        for record in decision.records:
            match record:
                case Granted(visit=visit, who=who):
                    self.began = self.began or event.at
                    self._numbers[visit] = getattr(who, "card_no", "")
                case Entered(visit=visit):
                    self.entered.append(self._numbers[visit])
                    self.ended = event.at
                case Annulled() | CardRefused():
                    self.failed.append(record)
                case _:
                    pass
        serving = decision.lane.serving
        if serving and (serving.visit, serving.step) != self._acted:
            self._acted = (serving.visit, serving.step)
            self._act(serving)

    def _act(self, serving: Admission) -> None:
        pace = self._paces[serving.uid]
        if serving.step is Step.WALK:
            self.stage.schedule.after(pace.walk_s, self._walk)
        elif serving.pool:
            self.stage.schedule.after(pace.take_s, partial(self._take, serving.pool))

    def _tap(self, uid: str) -> None:
        self.stage.door.tap(uid)

    def _take(self, pool: Sex) -> None:
        self.stage.door.take_tag(pool)

    def _walk(self) -> None:
        self.stage.door.walk(Direction.ENTRY)

    @property
    def took_s(self) -> float:
        """From the first grant to the last entry."""
        return (self.ended - self.began).total_seconds() if self.began and self.ended else 0.0

    @property
    def own_s(self) -> float:
        """What all of them needed at the turnstile for themselves."""
        return sum(pace.take_s + pace.walk_s for _, _, pace in self.members)


def club_of(folder: Path, members: int) -> tuple[Home, list[tuple[str, str]]]:
    """The small club with so many members more, women and men in turn: their card numbers and UIDs."""
    home = make_club(folder, SETTINGS.replace("per_pool = 5", f"per_pool = {members}"))
    people = [(f"Q{number:04}", f"{0x06A00000 + number:08X}") for number in range(members)]
    rows = [f"{card_no},会员{card_no},{'FM'[number % 2]},annual,{uid}" for number, (card_no, uid) in enumerate(people)]
    file = folder / "queue.csv"
    file.write_text("\n".join(["card_no,name,sex,plan,card_uid", *rows]) + "\n", encoding="utf-8")
    imported = kiosk("import", "members", file, "--json", "--home", home.path)
    assert imported.json["added"] == members, imported
    return home, people


def queue_at(home: Home, people: Sequence[tuple[str, str]], paces: Sequence[Pace], began: datetime | None = None) -> Queue:
    """These people before the turnstile of this club. The stage is the caller's to close."""
    clock = VirtualClock(began or datetime.fromisoformat(at("18:30:00")))
    stage = Stage(home, home.settings(), home.plans(), clock, lambda *_: None)
    return Queue(stage, [(card_no, uid, pace) for (card_no, uid), pace in zip(people, paces, strict=True)])
