"""When the counter is asked whether it goes on, and when it hangs."""

import math

from kiosk.screens.link.pulse import Pulse


def test_it_is_asked_at_once_and_some_time_after_each_answer() -> None:
    pulse = Pulse(every_s=2, silent_after_s=4)
    assert pulse.due(100)
    pulse.asked(1, 100)
    assert not pulse.due(200)
    assert pulse.answered(1, 101)
    assert pulse.next_s == 103
    assert not pulse.due(102.9)
    assert pulse.due(103)


def test_it_hangs_when_a_question_stays_unanswered() -> None:
    pulse = Pulse(every_s=2, silent_after_s=4)
    pulse.asked(1, 100)
    pulse.answered(1, 100)
    assert not pulse.silent(1000)
    pulse.asked(2, 102)
    assert pulse.next_s == 106
    assert not pulse.silent(105.9)
    assert pulse.silent(106)


def test_whoever_has_never_answered_may_take_any_time() -> None:
    pulse = Pulse(every_s=2, silent_after_s=4)
    pulse.asked(1, 100)
    assert pulse.next_s == math.inf
    assert not pulse.silent(1e9)
    assert not pulse.felt


def test_another_requests_reply_is_no_sign_of_life() -> None:
    pulse = Pulse(every_s=2, silent_after_s=4)
    pulse.asked(7, 100)
    assert not pulse.answered(6, 100)
    assert not pulse.felt
    assert pulse.answered(7, 100)
    assert not pulse.answered(7, 100)
