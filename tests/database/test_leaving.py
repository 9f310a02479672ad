"""Who was let out and was not seen to walk out."""

from kiosk.database.leaving import leaving
from tests.database.evening import DAY, Evening


def test_who_gave_a_tag_back_or_was_let_out_by_staff_is_leaving_until_the_arm_turned(evening: Evening) -> None:
    first, second = evening.at(DAY, 11), evening.at(DAY, 12)
    evening.journal("tag_back", {"tag": "F-001", "visit": 1}, hour=11)
    evening.journal("left", {"visit": 1, "by": None}, hour=11)
    evening.journal("left", {"visit": 2, "by": "S01"}, hour=12)
    evening.journal("walked_through", {"direction": "entry"}, hour=13)
    assert leaving(evening.db, evening.at(DAY, 9)) == [first, second]

    evening.journal("walked_through", {"direction": "exit"}, hour=13)
    assert leaving(evening.db, evening.at(DAY, 9)) == [second]


def test_a_turn_of_the_arm_lets_nobody_out_who_comes_later(evening: Evening) -> None:
    evening.journal("walked_through", {"direction": "exit"}, hour=10)
    evening.journal("tag_back", {"tag": "F-001", "visit": 1}, hour=11)

    assert leaving(evening.db, evening.at(DAY, 9)) == [evening.at(DAY, 11)]
    assert leaving(evening.db, evening.at(DAY, 12)) == []


def test_nobody_is_leaving_an_empty_club(evening: Evening) -> None:
    assert leaving(evening.db, evening.at(DAY, 0)) == []
