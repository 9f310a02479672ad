"""Any event in any state, at any time: the laws of ``world.py`` hold after each, and in the end nobody is left in between."""

from datetime import timedelta

import pytest
from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kiosk.lane.events import CardPresented, Elapsed, Event, Passed, TagReturned, TagTaken
from kiosk.lane.timers import MessageOver, TakeBy, Timer, WalkBy
from kiosk.lane.words import Direction, Fault, Line, Place, Sex, Stage
from tests.lane.books import IN_FLIGHT, TEN, member, staff
from tests.lane.world import World

MEMBERS = [f"04A0000{number}" for number in range(6)]
STAFF = ["05A00001", "05A00002"]
CARDS = st.sampled_from([*MEMBERS, *STAFF, "0BAD0BAD"])
POOLS = st.sampled_from(Sex)
DEVICES = st.sampled_from(["turnstile", "dispenser:F", "dispenser:M", "reader:entry", "return_slot", "inputs"])
VISITS = st.integers(1, 12)


class AnyOrder(RuleBasedStateMachine):
    @initialize(per_pool=st.integers(1, 4))
    def open_the_club(self, per_pool: int) -> None:
        self.world = World(per_pool)
        for number, uid in enumerate(MEMBERS):
            sex = Sex.FEMALE if number % 3 == 0 else Sex.MALE
            self.world.issue(uid, member(f"A{number}", sex, TEN, visits_left=3) if number < 2 else member(f"A{number}", sex))
        self.world.issue(STAFF[0], staff("S01"))
        self.world.issue(STAFF[1], staff("S02", coach=True))

    @rule(uid=CARDS, reader=st.sampled_from(["entry", "second"]))
    def tap(self, uid: str, reader: str) -> None:
        before = sum(self.world.releases.values())
        self.world.tap(uid, reader)
        assert sum(self.world.releases.values()) - before <= 1

    @rule(number=st.integers(0, 5), uid=st.sampled_from(["04B00001", "04B00002"]))
    def replace_card(self, number: int, uid: str) -> None:
        who = self.world.cards.pop(MEMBERS[number], None)
        assume(who)
        if who:
            self.world.tap(self.world.issue(uid, who))

    @rule(pool=POOLS)
    def take(self, pool: Sex) -> None:
        self.world.take(pool)

    @rule()
    def take_what_is_offered(self) -> None:
        serving = self.world.lane.serving
        assume(serving and serving.pool)
        if serving and serving.pool:
            self.world.take(serving.pool)

    @rule(direction=st.sampled_from(Direction))
    def walk(self, direction: Direction) -> None:
        self.world.walk(direction)

    @rule(pool=POOLS, number=st.integers(1, 5))
    def give_back(self, pool: Sex, number: int) -> None:
        self.world.give_back(f"{pool}-{number:03d}")

    @rule()
    def give_back_what_is_out(self) -> None:
        out = sorted(name for name, tag in self.world.tags.items() if tag.place is Place.OUT)
        assume(out)
        self.world.give_back(out[0])

    @rule(pool=POOLS)
    def disinfect(self, pool: Sex) -> None:
        for tag in self.world.tags.values():
            if tag.pool is pool and tag.place is Place.USED:
                tag.place, tag.position = Place.STACK, tag.position + 100

    @rule(line=st.sampled_from(Line), on=st.booleans())
    def switch(self, line: Line, on: bool) -> None:
        self.world.switch(line, on)

    @rule(device=DEVICES, fault=st.sampled_from(Fault), failed=st.booleans())
    def fail_or_recover(self, device: str, fault: Fault, failed: bool) -> None:
        (self.world.fail if failed else self.world.recover)(device, fault)

    @rule(pool=POOLS, holding=st.booleans())
    def see_tray(self, pool: Sex, holding: bool) -> None:
        self.world.see_tray(pool, holding)

    @rule(uid=CARDS, lost=st.booleans())
    def report(self, uid: str, lost: bool) -> None:
        (self.world.lost.add if lost else self.world.lost.discard)(uid)

    @rule(seconds=st.sampled_from([0.5, 2, 3, 9.5, 10, 15, 3600 * 11]))
    def wait(self, seconds: float) -> None:
        self.world.wait(seconds)

    @rule(seconds=st.sampled_from([1, 20, 86400]))
    def set_the_clock_back(self, seconds: float) -> None:
        self.world.now -= timedelta(seconds=seconds)

    @rule(timer=st.one_of(st.builds(TakeBy, VISITS), st.builds(WalkBy, VISITS), st.builds(MessageOver, VISITS)))
    def hear_a_stray_timer(self, timer: Timer) -> None:
        served = self.world.lane.serving
        assume(served is None or timer not in (TakeBy(served.visit), WalkBy(served.visit)))
        self.world.elapse(timer)

    @rule(early=st.booleans())
    def hear_a_timer_of_the_visit_served(self, early: bool) -> None:
        served = self.world.served
        assume(served)
        if served:
            self.world.elapse(TakeBy(served) if early else WalkBy(served))

    @rule(visit=VISITS)
    def annul(self, visit: int) -> None:
        self.world.annul(visit)

    @rule(visit=VISITS)
    def let_out(self, visit: int) -> None:
        row = self.world.visits.get(visit)
        assume(row and row.stage in (*IN_FLIGHT, Stage.ENTERED))
        self.world.let_out(visit)

    @rule(after_s=st.sampled_from([0, 2, 12, 60]))
    def cut_the_power(self, after_s: float) -> None:
        self.world.restart(after_s)

    @rule(uid=CARDS, pool=POOLS, what=st.integers(0, 4))
    def cut_the_power_between_record_and_act(self, uid: str, pool: Sex, what: int) -> None:
        now, served = self.world.now, self.world.served or 1
        events: list[Event] = [
            CardPresented(now, "entry", uid),
            TagTaken(now, pool),
            Passed(now, Direction.ENTRY),
            TagReturned(now, f"{pool}-001"),
            Elapsed(now, TakeBy(served)),
        ]
        self.world.crash_on(events[what])

    @invariant()
    def message_is_gone_when_its_time_is_over(self) -> None:
        if hasattr(self, "world") and not self.world.timers:
            assert self.world.lane.message is None
            assert self.world.lane.exits == 0

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        self.world.run_out()
        assert self.world.lane.serving is None
        assert self.world.lane.queue == ()
        assert not any(row.stage in IN_FLIGHT for row in self.world.visits.values())
        assert self.world.lane.message is None


TestAnyOrder = pytest.mark.slow(AnyOrder.TestCase)
