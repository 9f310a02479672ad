"""Properties of the calls, over any order of ticks, restarts, moves, imports and clocks that jump."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.desk.announcing.due import MOST_CALLS, Call, CallRules, Said, State, Which, calls
from kiosk.desk.classes.programme import Occurrence
from tests.desk.announcing.test_due import CLUB

DAY = datetime(2026, 11, 28, 8, 0, tzinfo=CLUB)
NAMES = ("尊巴", "瑜伽", "单车")

minutes = st.integers(0, 600)
classes = st.builds(
    lambda start, number: Occurrence(f"class {number}", DAY + timedelta(minutes=start), 45, NAMES[number % 3], f"room {number}"),
    minutes,
    st.integers(0, 5),
)
rules = st.builds(
    lambda first, second, late, lead: CallRules(
        timedelta(minutes=first + second), timedelta(minutes=second) or None, timedelta(minutes=late), lead=timedelta(seconds=lead)
    ),
    st.integers(1, 30),
    st.integers(0, 10),
    st.integers(1, 15),
    st.integers(0, 10),
)
happenings = st.one_of(
    st.tuples(st.just("tick"), st.integers(1, 40)),
    st.tuples(st.just("next"), st.integers(-3, 3)),
    st.tuples(st.just("jump"), st.integers(-600, 600)),
    st.tuples(st.just("move"), st.tuples(st.integers(0, 5), st.integers(-90, 90))),
    st.tuples(st.just("cancel"), st.integers(0, 5)),
    st.tuples(st.just("ask"), st.integers(0, 5)),
    st.tuples(st.just("crash"), st.integers(0, 0)),
)


class Club:
    """Says what is due. Only ``said`` is on disk; what was ordered is counted beside it."""

    def __init__(self, programme: list[Occurrence], rules: CallRules) -> None:
        self.programme = {one.key: one for one in programme}
        self.rules = rules
        self.now = DAY.astimezone(UTC)
        self.said: list[Said] = []
        self.ordered: list[tuple[timedelta, timedelta]] = []
        """How long after it was due each call was ordered, and its first word was to be heard."""

    def tick(self) -> None:
        """As the counter does it: what is due is written down, one after the other, and looked at anew."""
        while due := [call for call in self._calls() if call.state is State.DUE]:
            call = due[0]
            self.ordered.append((self.now - call.due, max(self.now, call.due) - call.due))
            assert self.now < call.one.start.astimezone(UTC)
            self._write(call.one, call.which, call.due)

    def go_near_the_next(self, off: timedelta) -> None:
        """Until some seconds before or after the next call is to be ordered."""
        self.now = min((call.due - self.rules.lead for call in self._calls() if call.state is State.COMING), default=self.now) + off

    def ask(self, one: Occurrence) -> None:
        if sum(each.key == one.key for each in self.said) < MOST_CALLS:
            self._write(one, Which.ASKED, self.now)

    def _calls(self) -> tuple[Call, ...]:
        return calls(self.programme.values(), self.said, self.now, self.rules)

    def _write(self, one: Occurrence, which: Which, due: datetime) -> None:
        self.said.append(Said(one.key, which, due, one.start, one.name, one.room, max(self.now, due)))


def play(programme: list[Occurrence], rules: CallRules, script: list[tuple[str, object]]) -> Club:
    club = Club(programme, rules)
    for what, value in script:
        match what, value:
            case (("tick" | "jump"), int()):
                club.now += timedelta(minutes=value)
            case "next", int():
                club.go_near_the_next(timedelta(seconds=value))
            case "move", (int() as which, int() as shift):
                moved = [one for one in club.programme.values() if one.key.endswith(str(which))]
                club.programme |= {one.key: replace(one, start=one.start + timedelta(minutes=shift)) for one in moved}
            case "cancel", int():
                cancelled = [one for one in club.programme.values() if one.key.endswith(str(value))]
                club.programme |= {one.key: replace(one, cancelled=not one.cancelled) for one in cancelled}
            case "ask", int():
                for one in list(club.programme.values()):
                    if one.key.endswith(str(value)):
                        club.ask(one)
            case _:
                club.said = list(dict.fromkeys(club.said))  # a restart knows what is on disk and nothing else
        club.tick()
    return club


@settings(deadline=None)  # the machine may be busy
@given(st.lists(classes, max_size=5), rules, st.lists(happenings, max_size=40))
def test_no_class_is_ever_called_more_than_twice(programme: list[Occurrence], rules: CallRules, script: list[tuple[str, object]]) -> None:
    club = play(programme, rules, script)
    for one in club.programme.values():
        assert sum(each.key == one.key for each in club.said) <= MOST_CALLS


@settings(deadline=None)  # the machine may be busy
@given(st.lists(classes, max_size=5), rules, st.lists(happenings, max_size=40))
def test_no_call_is_ordered_before_its_lead_nor_heard_early_nor_later_than_allowed(
    programme: list[Occurrence], rules: CallRules, script: list[tuple[str, object]]
) -> None:
    for ordered, heard in play(programme, rules, script).ordered:
        assert -rules.lead <= ordered <= rules.late
        assert timedelta() <= heard <= rules.late


@settings(max_examples=25, deadline=None)  # a day of minutes each
@given(st.lists(classes, max_size=5, unique_by=lambda one: one.key))
def test_every_class_is_called_twice_on_a_day_on_which_nothing_happens(programme: list[Occurrence]) -> None:
    open_all_day = CallRules(quiet=(DAY.time(), DAY.time()), lead=timedelta(seconds=3))
    ahead = [replace(one, start=one.start + timedelta(minutes=30)) for one in programme]
    club = play(ahead, open_all_day, [("next", 0)] * 30)
    assert {one.key: sum(each.key == one.key for each in club.said) for one in ahead} == {one.key: 2 for one in ahead}
    assert all(each.at == each.due for each in club.said)


@given(
    st.lists(classes, max_size=5),
    rules,
    st.lists(st.tuples(st.sampled_from(["tick", "jump", "import"]), st.integers(-60, 60)), max_size=40),
)
def test_another_timetable_with_the_same_classes_gives_them_no_third_call(
    programme: list[Occurrence], rules: CallRules, script: list[tuple[str, int]]
) -> None:
    club = Club(programme, rules)
    for number, (what, value) in enumerate(script):
        if what == "import":
            club.programme = {f"{number} {key}": replace(one, key=f"{number} {key}") for key, one in club.programme.items()}
        club.now += timedelta(minutes=abs(value) if what == "tick" else value)
        club.tick()
    for one in club.programme.values():
        assert sum((each.start, each.name, each.room) == (one.start, one.name, one.room) for each in club.said) <= MOST_CALLS
