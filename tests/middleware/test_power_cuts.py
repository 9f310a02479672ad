"""Power cuts of the real counter process, as strace recorded it; the full number is cut by ``make powercut``."""

from pathlib import Path

import pytest

from tests.powercut.cutting import cut
from tests.powercut.recording import record
from tests.powercut.work import Syncs, syncs_of_a_member

CUTS = 500


@pytest.mark.timeout(180)
def test_nothing_that_was_promised_is_lost_to_a_power_cut_and_every_visit_and_tag_is_accounted_for(tmp_path: Path) -> None:
    verdicts = cut(record(tmp_path, seed=3, taps=40), range(CUTS))

    assert [(verdict.seed, verdict.step, verdict.wrong) for verdict in verdicts if verdict.wrong] == []
    assert sum(verdict.in_flight > 0 for verdict in verdicts) > CUTS / 2


@pytest.mark.timeout(180)
@pytest.mark.parametrize("wrong", ["never-synced", "acts-first"])
def test_a_counter_that_breaks_its_promises_is_found_out(tmp_path: Path, wrong: str) -> None:
    verdicts = cut(record(tmp_path, seed=4, taps=15, options=("--wrong", wrong)), range(100))

    assert any(each.startswith("promised and lost") for verdict in verdicts for each in verdict.wrong)


@pytest.mark.timeout(180)
def test_a_member_waits_for_the_disk_once_and_the_fall_of_the_tag_is_synced_before_the_hand_comes(tmp_path: Path) -> None:
    assert syncs_of_a_member(record(tmp_path, seed=5, taps=8, line=1)) == Syncs(grant=1, fall=1, hand=0)
