"""Who hangs, and whether a restart would help."""

import pytest

from kiosk.counter.signs import READER_PATIENCE_S, STUCK_AFTER_S, Sign, restart_helps, stuck

NOW_S = 10_000.0
FRONT = ("reader:front",)


def silent_for(seconds: float, devices: tuple[str, ...] = (), worked_s: float = 600.0) -> Sign:
    last_s = NOW_S - seconds
    return Sign("part", last_s - worked_s, last_s, devices)


def test_a_part_hangs_when_it_was_silent_for_longer_than_a_slow_disk_is() -> None:
    well, ill = silent_for(STUCK_AFTER_S), silent_for(STUCK_AFTER_S + 0.1)
    assert stuck([well, ill], NOW_S) == (ill,)


def test_a_hang_is_seen_in_time_for_systemd_to_act_within_ten_seconds() -> None:
    looks_every_s = 1.0
    assert STUCK_AFTER_S + 2 * looks_every_s < 10


@pytest.mark.parametrize("idle", [True, False])
def test_a_vital_part_that_hangs_is_worth_a_restart_at_once(idle: bool) -> None:
    assert restart_helps([silent_for(STUCK_AFTER_S + 0.1)], NOW_S, idle)


@pytest.mark.parametrize(
    ("silent_s", "idle", "worked_s", "helps"),
    [
        (READER_PATIENCE_S + 1, True, 600, True),
        (READER_PATIENCE_S - 1, True, 600, False),
        (READER_PATIENCE_S + 1, False, 600, False),
        (READER_PATIENCE_S + 1, True, 0, False),
    ],
    ids=["once", "not_at_once", "not_while_somebody_is_served", "not_again_when_it_did_not_help"],
)
def test_a_reader_that_hangs_is_worth_one_restart_when_it_disturbs_nobody(
    silent_s: float, idle: bool, worked_s: float, helps: bool
) -> None:
    assert restart_helps([silent_for(silent_s, FRONT, worked_s)], NOW_S, idle) is helps


def test_nobody_hangs_and_nothing_is_done() -> None:
    assert not restart_helps([], NOW_S, idle=True)
