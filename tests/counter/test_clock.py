"""The counter's time: real seconds go on, a time server alone moves it, and it is honest about what it knows."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.counter import clock
from kiosk.counter.clock import Backing, Setting, SystemClock, VirtualClock, backing

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)


class Machine:
    """A machine whose time, seconds and backing are what a test says."""

    def __init__(self, at: datetime = NOON, backing: Backing = Backing.NOBODY) -> None:
        self.at, self.seconds, self.backing = at, 1000.0, backing

    def clock(self, floor: datetime | None = None, ahead: timedelta = timedelta()) -> SystemClock:
        return SystemClock(floor, ahead, lambda: self.at, lambda: self.seconds, lambda: self.backing)

    def pass_by(self, by: timedelta) -> None:
        """Real time passes."""
        self.at += by
        self.seconds += by.total_seconds()


def test_it_tells_the_machines_time_in_utc_and_goes_on_with_it() -> None:
    before = datetime.now(UTC)
    told = SystemClock()
    assert before <= told.now() <= datetime.now(UTC)
    assert told.now().utcoffset() == timedelta(0)
    machine = Machine()
    virtual = machine.clock()
    machine.pass_by(HOUR)
    assert virtual.now() == NOON + HOUR


def test_a_demo_lives_in_its_own_evening_and_its_time_is_as_good_as_the_machines() -> None:
    machine = Machine(backing=Backing.SERVER)
    ahead = machine.clock(ahead=7 * HOUR)
    assert (ahead.now(), ahead.trusted(), ahead.follow()) == (NOON + 7 * HOUR, True, None)


@pytest.mark.parametrize("backing", [Backing.NOBODY, Backing.BATTERY])
def test_a_machine_that_starts_in_1970_is_never_behind_the_journal_and_goes_on_from_there(backing: Backing) -> None:
    machine = Machine(EPOCH, backing)
    behind = machine.clock(floor=NOON)
    machine.pass_by(HOUR)
    assert (behind.now(), behind.trusted(), behind.follow()) == (NOON + HOUR, False, None)


def test_a_flat_battery_is_neither_trusted_nor_believed_though_no_journal_says_otherwise() -> None:
    told = Machine(EPOCH, Backing.BATTERY).clock()
    assert (told.now().year >= 2026, told.trusted()) == (True, False)


def test_a_time_server_is_believed_even_before_the_journal() -> None:
    machine = Machine(NOON, Backing.SERVER)
    assert machine.clock(floor=NOON + DAY).now() == NOON


@pytest.mark.parametrize("jump", [DAY, -HOUR, EPOCH - NOON])
@pytest.mark.parametrize("backing", [Backing.NOBODY, Backing.BATTERY])
def test_a_jump_without_a_time_server_moves_nothing_and_costs_the_trust(jump: timedelta, backing: Backing) -> None:
    machine = Machine(backing=backing)
    told = machine.clock()
    assert told.trusted() is (backing is Backing.BATTERY)
    machine.at += jump
    machine.pass_by(SECOND)
    assert (told.follow(), told.now(), told.trusted()) == (None, NOON + SECOND, False)


@pytest.mark.parametrize("jump", [DAY, -HOUR])
def test_a_time_server_is_followed_once_and_both_ways(jump: timedelta) -> None:
    machine = Machine(backing=Backing.SERVER)
    told = machine.clock()
    machine.at += jump
    machine.pass_by(SECOND)
    assert (told.now(), told.trusted()) == (NOON + SECOND, False)
    assert (told.follow(), told.follow()) == (Setting(jump, first=False), None)
    assert (told.now(), told.trusted()) == (NOON + jump + SECOND, True)


def test_the_first_word_of_a_time_server_is_told_though_the_time_was_right() -> None:
    machine = Machine()
    told = machine.clock()
    assert told.follow() is None
    machine.backing = Backing.SERVER
    assert (told.follow(), told.follow(), told.now()) == (Setting(timedelta(0), first=True), None, NOON)


def test_a_machine_that_is_drawn_nearer_by_small_steps_is_followed_when_they_add_up() -> None:
    machine = Machine(backing=Backing.SERVER)
    told = machine.clock()
    moved = []
    for _ in range(10):
        machine.at += 0.3 * SECOND
        moved.append(told.follow())
    assert sum((each.off_by for each in moved if each), timedelta()) >= 2 * SECOND
    assert abs(told.now() - machine.at) < SECOND


def test_who_stands_behind_the_machines_time_is_seen_on_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server, battery = tmp_path / "synchronized", tmp_path / "rtc0"
    monkeypatch.setattr(clock, "_SYNCHRONISED", server)
    monkeypatch.setattr(clock, "_HARDWARE_CLOCK", battery)
    assert (backing(), SystemClock().trusted()) == (Backing.NOBODY, False)
    battery.touch()
    assert (backing(), SystemClock().trusted()) == (Backing.BATTERY, True)
    server.touch()
    assert (backing(), SystemClock().trusted()) == (Backing.SERVER, True)


def test_virtual_time_stands_still_until_it_is_moved_and_never_goes_back() -> None:
    at = datetime(2026, 11, 25, 18, 20, tzinfo=UTC)
    virtual = VirtualClock(at)
    assert (virtual.now(), virtual.now(), virtual.trusted(), virtual.follow()) == (at, at, True, None)
    virtual.move_to(at + HOUR)
    virtual.move_to(at)
    assert virtual.now() == at + HOUR
