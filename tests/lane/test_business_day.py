"""What happens after midnight belongs to the day that opened."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.lane.business_day import business_day

CUTOFF = time(4, 0)
ZONES = [ZoneInfo(name) for name in ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC")]
MOMENTS = st.integers(0, 30 * 365 * 86400).map(lambda seconds: datetime(2010, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("clock", "day"), [("2026-03-02T23:59:59", 2), ("2026-03-03T00:00", 2), ("2026-03-03T03:59:59.999999", 2), ("2026-03-03T04:00", 3)]
)
def test_the_day_ends_at_four_in_the_morning(clock: str, day: int) -> None:
    zone = ZoneInfo("Asia/Shanghai")
    assert business_day(datetime.fromisoformat(clock).replace(tzinfo=zone), zone, CUTOFF) == date(2026, 3, day)


def test_the_moment_may_come_in_any_offset() -> None:
    at = datetime(2026, 3, 2, 19, 59, tzinfo=UTC)
    assert business_day(at, ZoneInfo("Asia/Shanghai"), CUTOFF) == date(2026, 3, 2)
    assert business_day(at + timedelta(minutes=1), ZoneInfo("Asia/Shanghai"), CUTOFF) == date(2026, 3, 3)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_night_in_which_the_clock_is_set_has_one_business_day(day: date) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    midnight = datetime.combine(day, time(), berlin).astimezone(UTC)
    days = [business_day(midnight + timedelta(minutes=10 * step), berlin, CUTOFF) for step in range(36)]
    assert set(days) == {day - timedelta(days=1), day}
    assert days == sorted(days)


def test_a_moment_without_its_offset_is_none() -> None:
    with pytest.raises(ValueError, match="offset"):
        business_day(datetime(2026, 3, 2, 12, 0), UTC, CUTOFF)  # noqa: DTZ001


@given(MOMENTS, st.sampled_from(ZONES), st.integers(0, 100_000))
def test_a_later_moment_is_never_on_an_earlier_day(at: datetime, zone: ZoneInfo, seconds: int) -> None:
    assert business_day(at, zone, CUTOFF) <= business_day(at + timedelta(seconds=seconds), zone, CUTOFF)


@given(MOMENTS, st.sampled_from(ZONES), st.times())
def test_the_business_day_is_the_calendar_day_or_the_one_before(at: datetime, zone: ZoneInfo, cutoff: time) -> None:
    local = at.astimezone(zone)
    expected = local.date() - timedelta(days=local.time() < cutoff)
    assert business_day(at, zone, cutoff) == expected
