"""Volumes by time of day."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.daytimes import Step, latest, steps
from audio.volumes import Volumes

DAY = steps(["06:00 70", "12:30 90", "22:00 40"])
MONDAY = datetime(2026, 1, 5, tzinfo=UTC)


def at(text: str, days: int = 0) -> datetime:
    return datetime.combine(MONDAY, time.fromisoformat(text), UTC) + timedelta(days=days)


def test_step_holds_until_the_next_and_the_last_through_the_night() -> None:
    assert [latest(DAY, at(now))[1].percent for now in ("06:00", "12:29", "12:30", "21:59", "22:00", "23:59")] == [70, 70, 90, 90, 40, 40]
    assert latest(DAY, at("05:59")) == (at("22:00", -1), Step(time(22), 40))


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([], "one line at least"),
        (["6:00 70"], "HH:MM PERCENT"),
        (["24:00 70"], "HH:MM PERCENT"),
        (["06:00 101"], "HH:MM PERCENT"),
        (["06:00 70%"], "HH:MM PERCENT"),
        (["06:00 70", "06:00 80"], "order of the day, not 06:00 after 06:00"),
        (["22:00 70", "06:00 80"], "order of the day, not 06:00 after 22:00"),
    ],
)
def test_volumes_that_are_no_table_of_the_day_are_refused(lines: list[str], why: str) -> None:
    with pytest.raises(ValueError, match=f"volumes must .*{why}"):
        steps(lines)


@given(st.timedeltas(timedelta(), timedelta(days=400)))
def test_latest_step_is_never_in_the_future_nor_older_than_a_day(since: timedelta) -> None:
    now = MONDAY + since
    taken_at, step = latest(DAY, now)
    assert taken_at <= now < taken_at + timedelta(days=1)
    assert step in DAY


def test_volume_that_staff_set_holds_until_the_next_step_also_over_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "volumes.json"
    Volumes({"bar": DAY, "desk": DAY}, file).set("bar", 10, at("13:00"))
    volumes = Volumes({"bar": DAY, "desk": DAY}, file)
    assert [volumes.percent("bar", at(now)) for now in ("13:00", "21:59", "22:00", "23:00")] == [10, 10, 40, 40]
    assert volumes.percent("bar", at("13:00", 1)) == 90
    assert volumes.percent("desk", at("13:00")) == 90


def test_volume_is_kept_also_where_no_folder_is_yet(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "voice" / "volumes.json"
    Volumes({"bar": DAY}, file).set("bar", 10, at("13:00"))
    assert Volumes({"bar": DAY}, file).percent("bar", at("13:00")) == 10


def test_volume_that_was_set_later_than_now_is_nobody_s(tmp_path: Path) -> None:
    volumes = Volumes({"bar": DAY}, tmp_path / "volumes.json")
    volumes.set("bar", 10, at("13:00"))
    assert volumes.percent("bar", at("12:45")) == 90


@pytest.mark.parametrize("text", ["", "{", "[]", '{"bar": 7}', '{"bar": {"percent": 10}}', '{"bar": {"percent": 10, "at": "noon"}}'])
def test_damaged_memory_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "volumes.json").write_text(text)
    assert Volumes({"bar": DAY}, tmp_path / "volumes.json").percent("bar", at("13:00")) == 90


def test_memory_that_cannot_be_written_takes_nothing_but_itself(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    volumes = Volumes({"bar": DAY}, tmp_path / "file" / "volumes.json")
    volumes.set("bar", 10, at("13:00"))
    assert volumes.percent("bar", at("14:00")) == 10
