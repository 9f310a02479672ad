"""Who is inside now."""

from kiosk.database.inside import Inside, inside
from tests.database.evening import Evening


def test_only_those_who_entered_and_have_not_left_are_inside_first_in_first(evening: Evening) -> None:
    for number in ("A1", "A2", "A3", "A4", "S09"):
        evening.person(number, "F", f"name of {number}")
    evening.visit("A1", "entered", tag="F-001", entered_at="2026-11-25T11:40:00.000Z")
    evening.visit("A2", "left", tag="F-002")
    evening.visit("A3", "tag_given", tag="F-003")
    evening.visit("A4", "annulled", annulled="tag_not_taken")
    evening.visit("S09", "entered", kind="coach")

    assert inside(evening.db) == [
        Inside("name of S09", None, None, "2026-11-25T11:20:03.123Z", "coach"),
        Inside("name of A1", "A1", "F-001", "2026-11-25T11:40:00.000Z", "member"),
    ]


def test_nobody_is_inside_an_empty_club(evening: Evening) -> None:
    assert inside(evening.db) == []


def test_the_visits_of_years_are_not_looked_through_for_those_who_are_inside(evening: Evening) -> None:
    asked: list[str] = []
    evening.db.conn.set_trace_callback(asked.append)
    inside(evening.db)
    evening.db.conn.set_trace_callback(None)
    plan = [step for *_, step in evening.db.execute(f"EXPLAIN QUERY PLAN {asked[0]}")]
    assert plan[0] == "SCAN v USING INDEX visits_inside"
    assert not any(step.startswith(("SCAN m", "SCAN s", "USE TEMP")) for step in plan)
