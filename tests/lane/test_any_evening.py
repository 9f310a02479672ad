"""Evenings that nobody planned, through the real counter and its database: the books tell what an onlooker saw."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.database import journal
from kiosk.hardware.simulated import ScriptFault
from kiosk.lane.words import Direction, Line, Sex
from tests.lane.club import MEMBERS, STAFF, Club

CARD_NUMBERS = st.sampled_from([card_no for card_no, *_ in MEMBERS.values()])
RARELY = st.sampled_from([True, False, False])
BEHAVIOUR = st.fixed_dictionaries(
    {},
    optional={
        "takes_tag": st.booleans(),
        "walks_through": st.booleans(),
        "seconds": st.sampled_from([0, 0.5, 4, 9.9, 10, 14.9, 15, 16]),
        "followed_by": st.integers(0, 2),
    },
)
LINES: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.builds(lambda uid: {"tap": uid}, st.sampled_from([*MEMBERS, *STAFF, "0BAD0BAD"])),
    *[st.builds(lambda uid: {"tap": uid}, st.sampled_from(list(MEMBERS)))] * 4,
    st.builds(lambda way: {"behave": way}, BEHAVIOUR),
    st.builds(lambda card: {"return_of": card}, CARD_NUMBERS),
    st.builds(lambda number: {"return": f"hand {number}"}, st.integers(0, 3)),
    st.just({"return": "M-999"}),
    st.builds(lambda fault, on: {"fault": fault.value, "on": on}, st.sampled_from(ScriptFault), RARELY),
    st.builds(lambda line, on: {"input": line.value, "on": on}, st.sampled_from(Line), RARELY),
    st.just({"power_cut": True}),
    st.builds(
        lambda do, card: {"request": {"do": do, "card_no": card}},
        st.sampled_from(["annul_visit", "let_out", "report_lost_card", "found_card"]),
        CARD_NUMBERS,
    ),
    st.builds(lambda pool: {"request": {"do": "put_tags_back", "pool": pool.value}}, st.sampled_from(Sex)),
)
EVENINGS = st.lists(st.tuples(st.sampled_from([0, 0.2, 1, 2, 3, 10, 15, 40]), LINES), min_size=25, max_size=60)


@pytest.mark.slow
@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(evening=EVENINGS)
def test_whatever_happens_in_an_evening_the_books_tell_what_an_onlooker_saw(
    founded: Path, evening: list[tuple[float, dict[str, Any]]]
) -> None:
    with tempfile.TemporaryDirectory() as home:
        club = Club(Path(shutil.copytree(founded, home, dirs_exist_ok=True)))
        try:
            for seconds, line in evening:
                club.wait(seconds)
                _play(club, line)
                club.check()
            club.finish()
            _check_the_end(club)
        finally:
            club.stage.close()


def _play(club: Club, line: dict[str, Any]) -> None:
    match line:
        case {"request": _}:
            club.do(**line, **{"as": "S01"})
        case {"return": str(mark)} if mark.startswith("hand"):
            hands = sorted(club.hands)
            if hands:
                club.do(**{"return": hands[int(mark[-1]) % len(hands)]})
        case _:
            club.do(**line)


def _check_the_end(club: Club) -> None:
    club.check()
    lane = club.stage.counter.lane
    assert (lane.serving, lane.queue, lane.message, lane.exits) == (None, (), None, 0)
    assert set(club.stages()) <= {"entered", "left", "tag_not_taken", "not_entered", "by_staff", "tag_jammed"}
    assert club.stage.store.read(journal.first_broken) is None
    assert sum(club.releases.values()) <= len(club.query("SELECT visit FROM visits"))
    assert len(club.query("SELECT visit FROM visits WHERE entered_at IS NOT NULL")) <= club.turns[Direction.ENTRY]
    assert len(club.query("SELECT visit FROM visits WHERE entered_at IS NOT NULL")) <= sum(club.releases.values())
    assert club.query("SELECT 1 - visits_left FROM members WHERE card_no = 'B4'") == club.query(
        "SELECT count(*) FROM visits WHERE card_no = 'B4' AND entered_at IS NOT NULL"
    )
    figures = club.figures()
    assert figures.entries.total == len(club.query("SELECT visit FROM visits WHERE kind = 'member' AND entered_at IS NOT NULL"))
    assert figures.still_inside == len(club.query("SELECT visit FROM visits WHERE kind = 'member' AND stage = 'entered'"))
    assert {out.tag for out in figures.tags.outstanding} == club.hands
    assert figures.tags.given_out - figures.tags.returned == len([out for out in figures.tags.outstanding if out.card_no])
