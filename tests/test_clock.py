"""The counter's time: never behind what was written, never standing still, and honest."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk import clock
from kiosk.clock import SystemClock, VirtualClock
from tests.middleware.waiting import wait_until

HOUR = timedelta(hours=1)


@pytest.fixture
def time_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    seen = tmp_path / "synchronized"
    monkeypatch.setattr(clock, "_SYNCHRONISED", seen)
    monkeypatch.setattr(clock, "_HARDWARE_CLOCK", tmp_path / "rtc0")
    return seen


def test_it_tells_the_machines_time_in_utc() -> None:
    before = datetime.now(UTC)
    told = SystemClock().now()
    assert before <= told <= datetime.now(UTC)
    assert told.utcoffset() == timedelta(0)


def test_it_is_never_behind_the_journal_and_goes_on_from_there() -> None:
    floor = datetime.now(UTC) + HOUR
    behind = SystemClock(floor)
    first = behind.now()
    assert first >= floor
    wait_until(lambda: behind.now() - first > timedelta(milliseconds=20), "time to go on")
    assert behind.now() - floor < timedelta(seconds=30)


def test_it_follows_the_machine_again_once_that_has_caught_up() -> None:
    told = SystemClock(datetime.now(UTC) - HOUR).now()
    assert abs(told - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_demo_lives_in_its_own_evening() -> None:
    assert abs(SystemClock(ahead=HOUR).now() - datetime.now(UTC) - HOUR) < timedelta(seconds=5)


def test_time_is_trusted_once_a_time_server_was_reached(time_is_known: Path) -> None:
    assert not SystemClock().trusted()
    time_is_known.touch()
    assert SystemClock().trusted()


def test_a_clock_with_a_battery_is_trusted(time_is_known: Path) -> None:
    (time_is_known.parent / "rtc0").touch()
    assert SystemClock().trusted()


def test_a_machine_that_is_behind_the_journal_is_not_trusted(time_is_known: Path) -> None:
    time_is_known.touch()
    assert not SystemClock(datetime.now(UTC) + HOUR).trusted()


def test_virtual_time_stands_still_until_it_is_moved_and_never_goes_back() -> None:
    at = datetime(2026, 11, 25, 18, 20, tzinfo=UTC)
    virtual = VirtualClock(at)
    assert (virtual.now(), virtual.now(), virtual.trusted()) == (at, at, True)
    virtual.move_to(at + HOUR)
    virtual.move_to(at)
    assert virtual.now() == at + HOUR
