"""A clock that jumps, starts in 1970 or learns the time late: days and durations come right, and the journal never runs backwards."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from audio.orders import Finished
from kiosk.counter.clock import Backing, Setting, SystemClock
from kiosk.counter.counter import Counter
from kiosk.counter.timekeeping import ClockMove, wrong_since
from kiosk.database import journal
from kiosk.database.figures import refused
from kiosk.desk.announcing.turns import Kind
from kiosk.desk.staff.sign_in import LOCKED_FOR, TRIES, check_pin
from kiosk.errors import RequestRefused
from kiosk.hardware.simulated import Door
from kiosk.lane.words import Direction, Sex
from kiosk.wiring.counter import clock_of, counter_of, house_of, open_store
from kiosk.wiring.desk import announcements_of, programme_of
from kiosk.wiring.devices import simulated_devices
from tests.announcing_club import Loudspeaker, ask_for
from tests.club import ALWAYS_OPEN, LI, PIN, TEN, UNKNOWN, WANG, ask_database, at, make_club
from tests.counter.test_clock import Machine
from tests.desk_of import desk_over

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EVENING = datetime.fromisoformat(at("18:20:00")).astimezone(UTC)
STAGES = ("granted_at", "tag_given_at", "entered_at", "tag_back_at", "left_at")


class Bench:
    """A counter whose machine's clock does as a test says. It can be started again, on the same machine or another."""

    def __init__(self, folder: Path, machine: Machine, settings: str = ALWAYS_OPEN) -> None:
        self.home = make_club(folder, settings)
        self.machine = machine
        self.start()

    def start(self) -> None:
        settings, plans = self.home.settings(), self.home.plans()
        self.store = open_store(self.home, settings, plans)
        self.clock: SystemClock = self.machine.clock(_floor(self.store.read(journal.last_time)))
        self.door = Door(self.clock.now)
        devices, readers = simulated_devices(self.door)
        self.counter: Counter = counter_of(self.store, self.clock, house_of(settings, plans, readers), devices)
        self.counter.start()
        self.counter.drain()

    def again(self, machine: Machine) -> None:
        self.store.close()
        self.machine = machine
        self.start()

    def set_machine(self, to: datetime, backing: Backing = Backing.SERVER) -> None:
        self.machine.at, self.machine.backing = to, backing
        self.counter.keep_time()

    def pass_by(self, by: timedelta) -> None:
        self.machine.pass_by(by)
        self.counter.remind()
        self.counter.drain()

    def tap(self, uid: str) -> None:
        self.door.tap(uid)
        self.counter.drain()

    def enter(self, uid: str, pool: Sex) -> None:
        """Tap, take the tag after a second, walk after another two."""
        self.tap(uid)
        self.pass_by(timedelta(seconds=1))
        self.door.take_tag(pool)
        self.counter.drain()
        self.pass_by(timedelta(seconds=2))
        self.door.walk(Direction.ENTRY)
        self.counter.drain()

    def give_back(self, tag: str) -> None:
        self.door.put_in_slot(tag)
        self.counter.drain()

    def visits(self) -> list[dict[str, object]]:
        names = ("card_no", "business_day", "stage", *STAGES)
        return [dict(zip(names, row, strict=True)) for row in ask_database(self.home, f"SELECT {', '.join(names)} FROM visits")]

    def stayed(self) -> timedelta:
        """From the first visit's entry to its end."""
        visit = self.visits()[0]
        return datetime.fromisoformat(str(visit["left_at"])) - datetime.fromisoformat(str(visit["entered_at"]))

    def entries(self, what: str = "%") -> list[dict[str, object]]:
        rows = ask_database(self.home, "SELECT sequence, at, time_trusted, business_day, data FROM journal WHERE what LIKE ?", what)
        return [{**dict(zip(("sequence", "at", "trusted", "day"), row, strict=False)), **json.loads(str(row[4]))} for row in rows]


def _floor(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A counter that began at twenty past six with a clock that nobody stands behind."""
    bench = Bench(tmp_path, Machine(EVENING))
    yield bench
    times = [str(entry["at"]) for entry in bench.entries() if entry["sequence"] != 1]
    assert times == sorted(times), "the journal ran backwards"
    assert bench.store.read(journal.first_broken) is None
    bench.store.close()


JUMPS = (DAY, -HOUR, -DAY, datetime(1970, 1, 1, tzinfo=UTC) - EVENING)


@pytest.mark.parametrize("jump", JUMPS)
@pytest.mark.parametrize("backing", Backing)
def test_no_jump_fires_a_timer_or_delays_it(bench: Bench, jump: timedelta, backing: Backing) -> None:
    bench.tap(LI)
    bench.pass_by(timedelta(seconds=5))
    bench.set_machine(bench.machine.at + jump, backing)
    bench.pass_by(timedelta(seconds=9.9))
    assert bench.visits()[0]["stage"] == "granted"
    bench.pass_by(timedelta(seconds=0.1))
    assert bench.visits()[0]["stage"] == "annulled"


@pytest.mark.parametrize("jump", JUMPS)
def test_a_page_is_said_for_the_second_time_after_its_pause_also_when_the_clock_jumps(bench: Bench, jump: timedelta) -> None:
    loudspeaker = Loudspeaker()
    settings = bench.home.settings()
    announcements = announcements_of(settings, programme_of(bench.store, settings), bench.counter, loudspeaker, lambda: None)
    announcements.start()
    ask_for(announcements, Kind.PAGE, "page", times=2)
    announcements.hear(Finished(1))
    bench.set_machine(bench.machine.at + jump)
    bench.pass_by(timedelta(seconds=19.9))
    assert loudspeaker.heard == ["page @desk"]
    bench.pass_by(timedelta(seconds=0.1))
    assert loudspeaker.heard == ["page @desk", "page @desk"]


@pytest.mark.parametrize("jump", JUMPS)
def test_a_card_that_was_just_seen_is_still_just_seen_after_a_jump(bench: Bench, jump: timedelta) -> None:
    bench.tap(UNKNOWN)
    bench.set_machine(bench.machine.at + jump)
    bench.pass_by(timedelta(seconds=1))
    bench.tap(UNKNOWN)
    bench.pass_by(timedelta(seconds=3))
    bench.tap(UNKNOWN)
    assert len(bench.entries("refused")) == 2


@pytest.mark.parametrize("jump", JUMPS)
def test_a_lock_out_lasts_its_five_minutes_whatever_the_clock_is_set_to(bench: Bench, jump: timedelta) -> None:
    def code(pin: str) -> str | None:
        now = bench.clock.now()
        try:
            check_pin(desk_over(bench.store, now), "S01", pin)
        except RequestRefused as refused:
            return refused.code
        return None

    assert [code("000000") for _ in range(TRIES)][-1] == "locked"
    bench.set_machine(bench.machine.at + jump)
    bench.pass_by(LOCKED_FOR - timedelta(seconds=1))
    assert code(PIN) == "locked"
    bench.pass_by(timedelta(seconds=2))

    assert code(PIN) is None


@pytest.mark.parametrize("jump", JUMPS)
@pytest.mark.parametrize("backing", [Backing.NOBODY, Backing.BATTERY])
def test_a_machine_that_jumps_by_itself_changes_no_day_and_no_duration(bench: Bench, jump: timedelta, backing: Backing) -> None:
    bench.enter(LI, Sex.FEMALE)
    bench.set_machine(bench.machine.at + jump, backing)
    bench.pass_by(HOUR)
    bench.give_back("F-001")
    assert bench.stayed() == HOUR
    assert bench.visits()[0]["business_day"] == "2026-11-25"
    assert bench.entries("left")[0] | {"trusted": 0, "day": "2026-11-25"} == bench.entries("left")[0]


@pytest.mark.parametrize("off_by", [DAY, 56 * 365 * DAY, -HOUR, -DAY])
def test_what_was_written_before_the_time_was_known_is_put_right_when_it_is(bench: Bench, off_by: timedelta) -> None:
    bench.enter(LI, Sex.FEMALE)
    bench.pass_by(HOUR)
    bench.tap(UNKNOWN)
    bench.set_machine(bench.machine.at + off_by)
    bench.give_back("F-001")
    began = EVENING + off_by
    visit = bench.visits()[0]
    assert [str(visit[stage])[:19] for stage in STAGES] == [
        (began + timedelta(seconds=after)).isoformat()[:19] for after in (0, 1, 3, 3603, 3603)
    ]
    assert visit["business_day"] == (began + 8 * HOUR).date().isoformat()
    assert bench.store.read(lambda db: refused(db, str(visit["business_day"]))) == {"unknown_card": 1}
    assert bench.store.read(lambda db: refused(db, "2026-11-25")) == ({} if abs(off_by) >= DAY else {"unknown_card": 1})


def test_the_journal_tells_what_was_put_right(bench: Bench) -> None:
    bench.enter(LI, Sex.FEMALE)
    bench.enter(WANG, Sex.MALE)
    doubtful = [entry["sequence"] for entry in bench.entries() if not entry["trusted"]]
    bench.set_machine(bench.machine.at + 1.5 * HOUR)
    told = bench.entries("time_known")
    assert [(entry["since"], entry["off_by_s"], entry["visits"], entry["trusted"]) for entry in told] == [(doubtful[0], 5400, 2, 1)]
    assert len(doubtful) == 8
    assert len(ask_database(bench.home, "SELECT * FROM true_times")) == 8


def test_a_time_that_turns_out_to_have_been_right_is_confirmed(bench: Bench) -> None:
    bench.enter(LI, Sex.FEMALE)
    before = bench.visits()
    bench.set_machine(bench.machine.at)
    assert bench.visits() == before
    assert [(entry["since"], entry["off_by_s"]) for entry in bench.entries("time_known")] == [(2, 0)]


@pytest.mark.parametrize("jump", [DAY, -HOUR])
def test_a_time_server_that_errs_and_comes_back_leaves_every_day_and_duration_right(tmp_path: Path, jump: timedelta) -> None:
    bench = Bench(tmp_path, Machine(EVENING, Backing.SERVER))
    bench.enter(LI, Sex.FEMALE)
    bench.set_machine(bench.machine.at + jump)
    bench.pass_by(HOUR)
    bench.enter(WANG, Sex.MALE)
    bench.set_machine(bench.machine.at - jump)
    bench.pass_by(HOUR)
    bench.give_back("F-001")
    li, wang = bench.visits()
    assert bench.stayed() == 2 * HOUR + timedelta(seconds=3)
    assert (li["business_day"], wang["business_day"]) == ("2026-11-25", "2026-11-25")
    assert str(wang["granted_at"]) == (EVENING + HOUR + timedelta(seconds=3)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    times = [str(entry["at"]) for entry in bench.entries() if entry["sequence"] != 1]
    assert times == sorted(times)
    assert ("true_at" in bench.entries("left")[0]) is (jump == DAY)
    bench.store.close()


def test_a_counter_that_starts_in_1970_goes_on_after_its_journal_and_is_put_right_later(bench: Bench) -> None:
    bench.enter(LI, Sex.FEMALE)
    bench.again(Machine(datetime(1970, 1, 1, tzinfo=UTC)))
    bench.enter(WANG, Sex.MALE)
    assert [visit["business_day"] for visit in bench.visits()] == ["2026-11-25", "2026-11-25"]
    bench.set_machine(EVENING + DAY)
    assert [visit["business_day"] for visit in bench.visits()] == ["2026-11-25", "2026-11-26"]


def test_a_visit_in_flight_is_not_waited_for_a_day_because_the_clock_went_back(tmp_path: Path) -> None:
    bench = Bench(tmp_path, Machine(EVENING + DAY))
    bench.tap(LI)
    bench.again(Machine(EVENING, Backing.SERVER))
    bench.pass_by(timedelta(seconds=15))
    assert bench.visits()[0]["stage"] == "annulled"
    bench.store.close()


def test_members_inside_at_midnight_and_at_the_cutoff_belong_to_the_day_they_came(tmp_path: Path) -> None:
    bench = Bench(tmp_path, Machine(datetime.fromisoformat(at("23:59:58")), Backing.SERVER))
    bench.enter(LI, Sex.FEMALE)
    bench.pass_by(4 * HOUR - timedelta(seconds=2))
    bench.enter(TEN, Sex.FEMALE)
    bench.pass_by(timedelta(seconds=1))
    bench.give_back("F-001")
    assert [visit["business_day"] for visit in bench.visits()] == ["2026-11-25", "2026-11-25"]
    bench.enter(WANG, Sex.MALE)
    assert bench.visits()[-1]["business_day"] == "2026-11-26"
    assert bench.stayed() == 4 * HOUR + timedelta(seconds=2)
    bench.store.close()


@pytest.mark.parametrize("night", ["2026-03-29T00:30:00+01:00", "2026-10-25T00:30:00+02:00"])
def test_a_change_of_summer_time_makes_no_stay_longer_and_no_day_another(tmp_path: Path, night: str) -> None:
    in_berlin = ALWAYS_OPEN.replace("[club]", '[club]\ntime_zone = "Europe/Berlin"')
    bench = Bench(tmp_path, Machine(datetime.fromisoformat(night), Backing.SERVER), in_berlin)
    bench.enter(LI, Sex.FEMALE)
    bench.pass_by(2 * HOUR)
    bench.give_back("F-001")
    assert bench.stayed() == 2 * HOUR
    assert bench.visits()[0]["business_day"] == (datetime.fromisoformat(night) - DAY).date().isoformat()
    bench.store.close()


def test_the_clock_of_a_home_starts_after_what_its_counter_wrote(bench: Bench) -> None:
    bench.tap(UNKNOWN)
    assert clock_of(bench.store, ahead=-40 * 365 * DAY).now() >= EVENING


@pytest.mark.parametrize(
    ("setting", "before", "since"),
    [
        (Setting(DAY, first=True), None, 7),
        (Setting(DAY, first=False), None, None),
        (Setting(-DAY, first=False), ClockMove(DAY, None, 20), 20),
        (Setting(-DAY, first=False), ClockMove(DAY, 7, 20), 7),
        (Setting(-HOUR, first=False), ClockMove(DAY, None, 20), None),
    ],
    ids=["nobody_knew", "it_jumped", "the_jump_is_undone", "and_it_was_the_first_word", "another_jump"],
)
def test_which_entries_were_wrong(setting: Setting, before: ClockMove | None, since: int | None) -> None:
    assert wrong_since(setting, 7, before) == since
