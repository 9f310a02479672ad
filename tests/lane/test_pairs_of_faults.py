"""Every fault of the simulated door, alone and with every other, begun at any stage of a visit and ended in any order."""

import shutil
import tempfile
from itertools import combinations_with_replacement
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.hardware.simulated import ScriptFault
from kiosk.lane.notices import NoticeCode
from kiosk.lane.showing import view_of
from kiosk.lane.view import LaneView, OutOfService, Rest
from kiosk.lane.words import Direction, Language
from kiosk.screens.messages.catalogue import load_catalogue
from kiosk.screens.messages.wording import fault_sentence
from tests.lane.club import ADAM, ANNA, BRUNO, CARL, Club

CARD_S, LEAVES_S, OVER_S = 1.0, 20.0, 45.0
STAGES_S = {
    "before the card": 0.0,
    "tag in the mouth": CARD_S + 0.5,
    "tag in the hand": CARD_S + 1.5,
    "inside, the next at the mouth": CARD_S + 3.5,
    "all inside": LEAVES_S - 1,
    "on the way out": LEAVES_S + 0.1,
}
PAIRS = list(combinations_with_replacement(ScriptFault, 2))
MOMENTS = st.sampled_from(list(STAGES_S))


@pytest.mark.slow
@pytest.mark.parametrize(("one", "other"), PAIRS)
@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(begin=st.tuples(MOMENTS, MOMENTS), ends_first=st.booleans(), cut=st.sampled_from([None, *STAGES_S.values()]))
def test_two_faults_at_any_stages_leave_the_lane_known_and_it_goes_on_by_itself_when_they_go(
    founded: Path, one: ScriptFault, other: ScriptFault, begin: tuple[str, str], ends_first: bool, cut: float | None
) -> None:
    with tempfile.TemporaryDirectory() as home:
        club = Club(Path(shutil.copytree(founded, home, dirs_exist_ok=True)))
        try:
            _play(club, [(STAGES_S[begin[0]], one), (STAGES_S[begin[1]], other)], cut)
            _is_known(club)
            for fault in (one, other) if ends_first else (other, one):
                club.do(fault=fault, on=False)
                club.wait(1)
                club.check()
            _goes_on(club)
        finally:
            club.stage.close()


def _play(club: Club, faults: list[tuple[float, ScriptFault]], cut: float | None) -> None:
    """Adam and Anna come, and leave again; the faults begin, and the power is cut, at their times."""
    happens = [(at, {"fault": fault, "on": True}) for at, fault in faults]
    happens += [(CARD_S, {"tap": ADAM}), (CARD_S, {"tap": ANNA}), (LEAVES_S, {"return_of": "B1"}), (LEAVES_S, {"return_of": "A1"})]
    happens += [] if cut is None else [(cut, {"power_cut": True})]
    now = 0.0
    for at, line in sorted(happens, key=lambda each: each[0]):
        club.wait(at - now)
        club.do(**line)
        club.check()
        now = at
    club.wait(OVER_S - now)
    club.check()


def _is_known(club: Club) -> None:
    """Nobody is left in between, and what is down is shown in words that both catalogues have."""
    lane = club.stage.counter.lane
    view = _view(club)
    assert (lane.serving, lane.queue, lane.message) == (None, (), None)
    assert {(trouble.device, trouble.fault) for trouble in view.troubles} == club.stage.door.reported
    shut = {device for device, _ in lane.down} & {"turnstile", "reader:entry"}
    assert isinstance(view.face, OutOfService) is bool(shut)
    assert set(club.stages()) <= {"entered", "left", "tag_not_taken", "not_entered", "tag_jammed"}
    failed = {notice.values for notice in club.told if notice.code is NoticeCode.DEVICE_FAILED}
    for trouble in view.troubles:
        assert (("device", trouble.device), ("fault", trouble.fault.value)) in failed
        for language in Language:
            assert fault_sentence(trouble.device, trouble.fault, load_catalogue(language))


def _goes_on(club: Club) -> None:
    """Without anybody's help the next two walk in."""
    assert not club.stage.counter.lane.down
    assert isinstance(_view(club).face, Rest)
    turns = club.turns[Direction.ENTRY]
    for uid in (BRUNO, CARL):
        club.do(tap=uid)
    club.finish()
    club.check()
    assert club.turns[Direction.ENTRY] == turns + 2


def _view(club: Club) -> LaneView:
    counter = club.stage.counter
    return view_of(counter.lane, counter.house.rules, club.clock.now())
