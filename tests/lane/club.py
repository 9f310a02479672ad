"""A whole counter with its database on a simulated door, in virtual time, and what an onlooker sees of both."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.counter.clock import VirtualClock
from kiosk.database.people import set_plans
from kiosk.database.store import Store, Writing
from kiosk.database.tags import add_pools
from kiosk.desk.figures.figures import Figures, figures
from kiosk.lane.actions import Release, Tell
from kiosk.lane.decide import Decision
from kiosk.lane.events import Event, Passed, TagReturned, TagTaken
from kiosk.lane.notices import Notice
from kiosk.lane.words import Direction, Sex
from kiosk.settings.home import Home
from kiosk.settings.keys import ClubSettings, Settings
from kiosk.settings.plans import load_plans
from kiosk.simulator.script import check_step
from kiosk.simulator.stage import Stage

SHANGHAI = ZoneInfo("Asia/Shanghai")
BEGAN = datetime(2026, 3, 2, 18, 0, tzinfo=SHANGHAI)  # a Monday

ANNA, BELLA = "04A00001", "04A00002"
ADAM, BRUNO, CARL, TENTH = "04B00001", "04B00002", "04B00003", "04B00004"
LEAD, COACH = "05000001", "05000002"
MEMBERS = {
    ANNA: ("A1", "F", "annual", None),
    BELLA: ("A2", "F", "annual", None),
    ADAM: ("B1", "M", "annual", None),
    BRUNO: ("B2", "M", "annual", None),
    CARL: ("B3", "M", "annual", None),
    TENTH: ("B4", "M", "ten", 1),
}
STAFF = {LEAD: ("S01", "lead"), COACH: ("S02", "coach")}


def found(home: Home, per_pool: int) -> None:
    """Make a home with a handful of people."""
    home.make()
    store = Store(home.database_file, "main")
    plans = [(code, card.plan.kind.value) for code, card in load_plans(home.plans_file).items()]
    store.write(lambda writing: set_plans(writing.db, plans))
    store.write(lambda writing: add_pools(writing.db, per_pool))
    store.write(_settle)
    store.close()


def _settle(writing: Writing) -> None:
    for uid, (card_no, sex, plan, visits) in MEMBERS.items():
        writing.db.execute(
            "INSERT INTO members (card_no, name, sex, plan, visits_left) VALUES (?, ?, ?, ?, ?)", (card_no, uid, sex, plan, visits)
        )
        writing.db.execute("INSERT INTO credentials (uid, card_no) VALUES (?, ?)", (uid, card_no))
    for uid, (staff_no, role) in STAFF.items():
        writing.db.execute("INSERT INTO staff (staff_no, name, role, sex) VALUES (?, ?, ?, 'F')", (staff_no, uid, role))
        writing.db.execute("INSERT INTO credentials (uid, staff_no) VALUES (?, ?)", (uid, staff_no))


@dataclass
class Club:
    """Plays lines of a script, and counts by itself what an onlooker would: tags in hands and mouths, turns of the arm."""

    home_path: Path
    club: ClubSettings = field(default_factory=ClubSettings)
    began: datetime = BEGAN
    remarks: list[str] = field(default_factory=list)
    hands: set[str] = field(default_factory=set)
    mouths: dict[Sex, str] = field(default_factory=dict)
    turns: Counter[Direction] = field(default_factory=Counter)
    releases: Counter[int] = field(default_factory=Counter)
    exits: int = 0
    told: list[Notice] = field(default_factory=list)

    def __post_init__(self) -> None:
        home = Home(self.home_path)
        self.clock = VirtualClock(self.began)
        self.stage = Stage(home, Settings(club=self.club), load_plans(home.plans_file), self.clock, self._remark)
        self.stacks = {pool: self.tags("stack", pool) for pool in Sex}
        self._look_on()

    def do(self, **line: Any) -> None:
        """Play one line of a script now."""
        verb = check_step(line, "main")
        self.stage.let_pass(self.clock.now())
        if line.get("request", {}).get("do") == "put_tags_back":
            pool = Sex(line["request"]["pool"])
            self.stacks[pool] += self.tags("used", pool)
        self.stage.do(verb, line)
        if verb == "power_cut":
            self._look_on()

    def wait(self, seconds: float) -> None:
        """Let time pass, with the timers and people in it."""
        self.stage.let_pass(self.clock.now() + timedelta(seconds=seconds))

    def ask(self, do: str, **fields: Any) -> None:
        """A request of the lead."""
        self.do(request={"do": do, **fields}, **{"as": "S01"})

    def finish(self) -> None:
        """Let everything that is due happen."""
        self.stage.let_pass()

    def query(self, sql: str, *values: Any) -> list[Any]:
        """The first column of an answer."""
        return [row[0] for row in self.stage.store.read(lambda db: db.execute(sql, values).fetchall())]

    def tags(self, place: str, pool: Sex) -> list[str]:
        """The tags that the books have there, in their order."""
        return self.query("SELECT tag FROM tags WHERE place = ? AND pool = ? ORDER BY position", place, pool.value)

    def stages(self) -> list[str]:
        """How far each visit has come, in the order of the grants; the ends of those annulled by their reason."""
        return self.query("SELECT coalesce(annulled, stage) FROM visits ORDER BY visit")

    def journal(self, what: str) -> list[str]:
        """The data of the entries of one kind."""
        return self.query("SELECT data FROM journal WHERE what = ? ORDER BY sequence", what)

    def figures(self) -> Figures:
        """The figures of the day on which it began."""
        day = self.stage.counter.house.rules.business_day(self.began)
        return self.stage.store.read(lambda db: figures(db, day, self.clock.now(), SHANGHAI))

    def check(self) -> None:
        """The books tell what the onlooker saw."""
        assert set(self.mouths) == self.stage.door.trays
        for pool in Sex:
            assert self.tags("stack", pool) == self.stacks[pool]
            assert self.tags("mouth", pool) == [tag for mouth, tag in self.mouths.items() if mouth is pool]
            assert set(self.tags("out", pool)) == {tag for tag in self.hands if tag[0] == pool.value}
        assert self.stage.door.releases == self.releases.total() + self.exits, "opened unseen, in a start"
        assert all(count == 1 for count in self.releases.values())
        assert set(self.releases) <= set(self.query("SELECT visit FROM visits"))

    def _look_on(self) -> None:
        self.stage.counter.watchers += (self._see,)
        self._see_mouths()

    def _see(self, event: Event, decision: Decision) -> None:
        match event:
            case TagTaken(pool=pool):
                self.hands.add(self.mouths.pop(pool))
            case TagReturned(mark=mark):
                self.hands.discard(mark)
            case Passed(direction=direction):
                self.turns[direction] += 1
            case _:
                pass
        for action in decision.actions:
            match action:
                case Release(Direction.ENTRY, int(visit)):
                    self.releases[visit] += 1
                case Release(Direction.EXIT):
                    self.exits += 1
                case Tell(notice):
                    self.told.append(notice)
                case _:
                    pass
        self._see_mouths()

    def _see_mouths(self) -> None:
        for pool in self.stage.door.trays - set(self.mouths):
            self.mouths[pool] = self.stacks[pool].pop(0)

    def _remark(self, what: str, data: dict[str, Any]) -> None:
        self.remarks.append(f"{what} {data.get('code') or data.get('because') or ''}".strip())
