"""Tags of a day, counted as the lead counts them by hand."""

import pytest

from kiosk.database.figures import TagCounts, TagOut, tag_counts, tags_out
from tests.database.evening import DAY, Evening

BACK = {"tag_back_at": "2026-11-25T12:00:00.000Z"}
TAKEN = {"tag_given_at": "2026-11-25T10:00:00.000Z"}


@pytest.mark.parametrize(
    ("stage", "columns", "expected"),
    [
        ("granted", {}, TagCounts(0, 0)),
        ("tag_given", {}, TagCounts(1, 0)),
        ("entered", {}, TagCounts(1, 0)),
        ("entered", BACK, TagCounts(1, 1)),
        ("left", BACK, TagCounts(1, 1)),
        ("left", {}, TagCounts(1, 0)),
        ("annulled", {"annulled": "tag_not_taken"}, TagCounts(0, 0)),
        ("annulled", {"annulled": "not_entered"} | TAKEN, TagCounts(1, 0)),
        ("annulled", {"annulled": "not_entered"} | TAKEN | BACK, TagCounts(0, 0)),
    ],
)
def test_a_tag_of_somebody_who_never_went_in_counts_only_until_it_is_back(
    evening: Evening, stage: str, columns: dict[str, str], expected: TagCounts
) -> None:
    evening.person("A1", "F")
    evening.visit("A1", stage, tag="F-001", **columns)

    assert tag_counts(evening.db, DAY) == expected
    assert tag_counts(evening.db, "2026-11-24") == TagCounts(0, 0)


def test_tags_that_are_out_are_told_by_number_with_who_has_them(evening: Evening) -> None:
    evening.person("A1", "F", "林雨禾")
    evening.visit("A1", "entered", tag="F-007")
    evening.out("F-002", None, "2026-11-24T10:00:00.000Z")
    evening.out("M-001", None, None)

    assert tags_out(evening.db) == [
        TagOut("F-002", None, None, "2026-11-24T10:00:00.000Z", None),
        TagOut("F-007", "林雨禾", "A1", "2026-11-25T10:20:03.123Z", DAY),
        TagOut("M-001", None, None, None, None),
    ]
