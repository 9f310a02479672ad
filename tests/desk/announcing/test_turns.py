"""Whose turn it is to be announced."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.desk.announcing.turns import Kind, Waiting, cuts, next_of, too_late

NOW = datetime(2026, 11, 28, 10, 0, tzinfo=UTC)


def waiting(number: int, kind: Kind, since_s: int = 0) -> Waiting:
    return Waiting(number, kind, NOW + timedelta(seconds=since_s), 1)


def test_emergency_comes_before_page_before_class_before_notice() -> None:
    queue = [waiting(1, Kind.NOTICE), waiting(2, Kind.CLASS), waiting(3, Kind.PAGE), waiting(4, Kind.EMERGENCY)]
    order = []
    while first := next_of(queue, NOW, class_due=False, class_near=False):
        order.append(first.kind)
        queue.remove(first)
    assert order == list(Kind)


def test_of_one_kind_the_first_that_was_asked_for_comes_first() -> None:
    first = next_of([waiting(8, Kind.PAGE), waiting(7, Kind.PAGE)], NOW, class_due=False, class_near=False)
    assert first is not None
    assert first.number == 7


def test_a_class_that_is_due_comes_before_a_notice_and_after_a_page() -> None:
    assert next_of([waiting(1, Kind.NOTICE)], NOW, class_due=True, class_near=False) is None
    assert next_of([waiting(1, Kind.PAGE)], NOW, class_due=True, class_near=False) is not None


def test_a_notice_does_not_begin_shortly_before_a_class_is_called() -> None:
    assert next_of([waiting(1, Kind.NOTICE)], NOW, class_due=False, class_near=True) is None
    assert next_of([waiting(1, Kind.PAGE)], NOW, class_due=False, class_near=True) is not None


def test_nothing_is_said_again_before_its_pause_is_over() -> None:
    assert next_of([waiting(1, Kind.EMERGENCY, since_s=1)], NOW, class_due=False, class_near=False) is None


def test_only_an_emergency_falls_into_anybody_s_word() -> None:
    assert {(one, other) for one in Kind for other in Kind if cuts(one, other)} == {
        (Kind.EMERGENCY, other) for other in Kind if other is not Kind.EMERGENCY
    }


@given(st.lists(st.builds(waiting, st.integers(1, 99), st.sampled_from(Kind), st.integers(-600, 600))), st.integers(1, 300))
def test_what_waited_too_long_is_dropped_but_never_an_emergency(queue: list[Waiting], late_s: int) -> None:
    late = too_late(queue, NOW, timedelta(seconds=late_s))
    assert all(each.kind is not Kind.EMERGENCY and (NOW - each.since).total_seconds() > late_s for each in late)
    assert all(each in late or each.kind is Kind.EMERGENCY or (NOW - each.since).total_seconds() <= late_s for each in queue)
