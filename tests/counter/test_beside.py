"""What fails beside the lane is one line in the log, without a word about people, and the door goes on."""

import logging
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.counter.beside import AGAIN_AFTER, Beside
from kiosk.desk.classes.remembered import Programme
from kiosk.errors import LaneFailed, barrier, way_of
from kiosk.lane.view import Welcome
from tests.club import LI, PIN, at
from tests.live_counter import LiveCounter

NOW = datetime.fromisoformat(at("18:20:00"))
NAME = "王一鸣"


class Failing:
    """Wants to be woken at once, for ever, and fails as often as it is told to."""

    def __init__(self, fails: int) -> None:
        self.fails = fails
        self.woken: list[datetime] = []
        self.at = NOW

    def start(self) -> None:
        raise ValueError(NAME)

    def next_at(self) -> datetime | None:
        return self.at

    def wake(self, now: datetime) -> None:
        self.woken.append(now)
        if len(self.woken) <= self.fails:
            raise ValueError(NAME)
        self.at = now + timedelta(hours=1)

    def move(self, by: timedelta) -> None:
        self.at += by


def test_what_failed_is_left_alone_for_a_while_and_then_woken_again(caplog: pytest.LogCaptureFixture) -> None:
    failing = Failing(1)
    beside = Beside("calls", failing)
    beside.start()
    assert beside.next_at() == NOW
    beside.wake(NOW)
    assert beside.next_at() == NOW + AGAIN_AFTER
    beside.move(timedelta(days=-400))
    assert beside.next_at() == NOW + AGAIN_AFTER - timedelta(days=400)
    beside.wake(NOW)
    assert (failing.woken, beside.next_at()) == ([NOW, NOW], NOW + timedelta(hours=1))
    assert [record.getMessage().split(" error=")[0] for record in caplog.records] == [
        "failed what=start of calls",
        "failed what=work of calls",
    ]


def test_the_log_tells_the_way_of_a_failure_and_nothing_of_people(caplog: pytest.LogCaptureFixture) -> None:
    with barrier("a job"):
        try:
            int(NAME)
        except ValueError as error:
            raise RuntimeError(f"{NAME} 13800000000") from error
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert "RuntimeError at test_beside.py:" in record.getMessage()
    assert "because of ValueError at test_beside.py:" in record.getMessage()
    assert not {NAME, "13800000000"} & set(record.getMessage().split())
    assert NAME not in caplog.text


def test_a_failure_of_the_lane_passes_the_barrier() -> None:
    with pytest.raises(LaneFailed), barrier("a job"):
        raise LaneFailed


def test_a_way_ends_though_errors_name_each_other() -> None:
    one, other = ValueError(), KeyError()
    one.__cause__, other.__cause__ = other, one
    assert way_of(one).count("ValueError") == 1


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> None:
        raise ValueError(NAME)

    monkeypatch.setattr(Programme, "on", fails)


@pytest.mark.usefixtures("broken")
def test_a_request_that_fails_is_told_in_plain_words_and_the_next_member_walks_in(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with LiveCounter(tmp_path) as live, live.screen() as screen:
        screen.sign_in("S01", PIN)
        reply = screen.ask("classes")
        assert (reply.ok, reply.error) == (False, "failed")
        assert reply.text
        assert NAME not in reply.text
        screen.simulate(tap=LI)
        assert screen.face(Welcome).guest.name == "李晓岚"
    assert [record.getMessage().split(" error=")[0] for record in caplog.records if "request_failed" in record.message] == [
        "request_failed request=classes"
    ]
    assert NAME not in caplog.text
