"""The nightly figures of a club whose day is known by heart."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.database.store import open_database
from kiosk.desk.figures.figures import BySex, Figures, as_json, figures
from tests.database.evening import DAY, Evening

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 25, 14, 40, 7, 999, UTC)
BACK = {"tag_back_at": "2026-11-25T12:00:00.000Z"}


@pytest.fixture
def evening() -> Iterator[Evening]:
    db = open_database(":memory:")
    evening = Evening(db)
    for number, sex in (("A1", "F"), ("A2", "M"), ("A3", "F"), ("X1", "F"), ("S09", "M"), ("S10", None), ("S11", "F")):
        evening.person(number, sex, f"name of {number}")
    yield evening
    db.conn.close()


def count(evening: Evening, day: str = DAY) -> Figures:
    return figures(evening.db, date.fromisoformat(day), NOW, SHANGHAI)


def test_a_whole_day_is_printed_in_exactly_this_form(evening: Evening) -> None:
    evening.visit("A1", "left", tag="F-001", **BACK)
    evening.visit("A2", "entered", tag="M-001")
    evening.visit("A3", "annulled", tag="F-003", annulled="not_entered", tag_given_at="2026-11-25T10:00:00.000Z")
    evening.visit("X1", "entered", kind="trial", tag="F-004")
    evening.visit("S09", "entered", kind="coach")
    evening.out("M-009", None, "2026-11-25T09:00:00.000Z")
    evening.journal("refused", {"reason": "expired", "card_no": "A9"})

    assert as_json(count(evening)) == {
        "business_day": "2026-11-25",
        "generated_at": "2026-11-25T22:40:07+08:00",
        "entries": {"female": 1, "male": 1, "total": 2},
        "trials": {"female": 1, "male": 0, "total": 1},
        "coaches": {"female": 0, "male": 1, "total": 1},
        "visitors": 0,
        "outside_workers": 0,
        "phone_enquiries": 0,
        "cards_sold": {},
        "refused": {"expired": 1},
        "annulled": {"not_entered": 1},
        "still_inside": 2,
        "tags": {
            "given_out": 4,
            "expected": 3,
            "returned": 1,
            "difference": 1,
            "outstanding": [
                {"tag": "F-003", "name": "name of A3", "card_no": "A3", "since": "2026-11-25T18:00:00+08:00"},
                {"tag": "F-004", "name": "name of X1", "card_no": "X1", "since": "2026-11-25T18:20:03+08:00"},
                {"tag": "M-001", "name": "name of A2", "card_no": "A2", "since": "2026-11-25T18:20:03+08:00"},
                {"tag": "M-009", "name": None, "card_no": None, "since": "2026-11-25T17:00:00+08:00"},
            ],
        },
    }


def test_a_day_without_anybody_is_all_zeros(evening: Evening) -> None:
    plain = as_json(count(evening))

    assert json.loads(json.dumps(plain)) == plain
    assert plain["entries"] == {"female": 0, "male": 0, "total": 0}
    assert (plain["refused"], plain["annulled"], plain["still_inside"]) == ({}, {}, 0)
    assert plain["tags"] == {"given_out": 0, "expected": 0, "returned": 0, "difference": 0, "outstanding": []}


def test_an_entry_counts_when_the_arm_turned(evening: Evening) -> None:
    evening.visit("A1", "granted", tag="F-001")
    evening.visit("A2", "tag_given", tag="M-001")
    evening.visit("A3", "entered", tag="F-002")

    assert count(evening).entries == BySex(1, 0, 1)


def test_a_member_who_comes_twice_counts_twice_and_a_coach_once(evening: Evening) -> None:
    for _ in range(2):
        evening.visit("A1", "left", tag="F-001", **BACK)
        evening.visit("S09", "left", kind="coach")

    assert count(evening).entries == BySex(2, 0, 2)
    assert count(evening).coaches == BySex(0, 1, 1)


def test_coaches_whose_sex_is_not_known_and_other_staff(evening: Evening) -> None:
    evening.visit("S10", "entered", kind="coach")
    evening.visit("S11", "entered", kind="staff")

    assert count(evening).coaches == BySex(0, 0, 1)
    assert count(evening).entries == BySex(0, 0, 0)
    assert count(evening).still_inside == 0


def test_refusals_and_annulments_are_counted_by_reason_of_this_day(evening: Evening) -> None:
    for reason, day in (("expired", DAY), ("frozen", DAY), ("expired", DAY), ("frozen", "2026-11-24")):
        evening.journal("refused", {"reason": reason}, day)
    evening.journal("granted", {"reason": "expired"})
    evening.visit("A1", "annulled", annulled="tag_not_taken")
    evening.visit("A2", "annulled", annulled="tag_not_taken", day="2026-11-24")

    assert count(evening).refused == {"expired": 2, "frozen": 1}
    assert count(evening).annulled == {"tag_not_taken": 1}


def test_yesterdays_tag_is_still_outstanding_and_tomorrows_not_yet(evening: Evening) -> None:
    evening.visit("A1", "entered", tag="F-001", day="2026-11-24")
    evening.visit("A2", "entered", tag="M-001", day="2026-11-25")
    evening.out("M-002", None, "2026-11-25T10:00:00.000Z")
    evening.out("M-003", None, None)

    def outstanding(day: str) -> list[str]:
        return [out.tag for out in count(evening, day).tags.outstanding]

    assert outstanding("2026-11-23") == ["M-003"]
    assert outstanding("2026-11-24") == ["F-001", "M-003"]
    assert outstanding("2026-11-25") == ["F-001", "M-001", "M-002", "M-003"]


def test_a_tag_with_staff_has_a_name_and_no_card(evening: Evening) -> None:
    evening.visit("S09", "entered", kind="coach", tag="M-001")

    (out,) = count(evening).tags.outstanding
    assert (out.name, out.card_no) == ("name of S09", None)


def test_figures_need_a_moment_with_its_offset(evening: Evening) -> None:
    with pytest.raises(ValueError, match="needs its offset"):
        figures(evening.db, date(2026, 11, 25), NOW.replace(tzinfo=None), SHANGHAI)
