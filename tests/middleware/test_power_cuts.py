"""Power cuts of the real counter process, as strace recorded it; the full number is cut by ``make powercut``."""

from pathlib import Path

import pytest

from tests.powercut.cutting import cut
from tests.powercut.recording import record
from tests.powercut.work import fdatasyncs_up_to_the_release

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
def test_between_tap_and_release_the_disk_is_waited_for_once_for_the_grant_and_once_for_the_tag(tmp_path: Path) -> None:
    assert fdatasyncs_up_to_the_release(record(tmp_path, seed=5, taps=8, line=1)) == 2
