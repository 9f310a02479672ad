"""Whoever has signed in stays signed in when the connection breaks, and nobody who has signed out."""

from typing import Any

import pytest

from kiosk.desk.door.requests import CallStaff
from kiosk.desk.staff.requests import Resume, SignIn, SignOut
from kiosk.screens.link.client import CounterClient, Unanswered
from kiosk.wire import messages as wire
from tests.screens.fake_counter import FakeCounter
from tests.screens.link.ui_thread import UiThread


def test_a_session_goes_along_to_the_next_connection_until_somebody_signs_out(
    counter: FakeCounter, client: CounterClient, ui: UiThread
) -> None:
    replies: list[wire.Reply] = []
    counter.wait_for_screen()
    ui.until_heard(("connected", True))
    client.ask(SignIn("S01", "2580"), replies.append)
    counter.answer(value={"session": "token"})
    ui.until(lambda: replies)
    for _ in range(2):
        counter.drop()
        counter.wait_for_screen()
        assert counter.answer(value={"session": "token"}).request == Resume("token")
    ui.until(lambda: ui.heard.count(("connected", True)) == 3)
    client.ask(SignOut(), replies.append)
    assert counter.answer().request == SignOut()
    ui.until(lambda: len(replies) == 2)
    counter.drop()
    counter.wait_for_screen()
    ui.until(lambda: ui.heard.count(("connected", True)) == 4)
    client.ask(CallStaff(), replies.append)
    assert counter.answer().request == CallStaff()


def test_a_session_that_is_over_is_not_taken_along_again(counter: FakeCounter, client: CounterClient, ui: UiThread) -> None:
    replies: list[wire.Reply] = []
    counter.wait_for_screen()
    ui.until_heard(("connected", True))
    client.ask(SignIn("S01", "2580"), replies.append)
    counter.answer(value={"session": "token"})
    ui.until(lambda: replies)
    counter.drop()
    counter.wait_for_screen()
    assert counter.answer(ok=False, error="session_over").request == Resume("token")
    counter.drop()
    counter.wait_for_screen()
    ui.until(lambda: ui.heard.count(("connected", True)) == 3)
    client.ask(CallStaff(), replies.append)
    assert counter.answer().request == CallStaff()


def signed_in(counter: FakeCounter, client: CounterClient, ui: UiThread) -> list[wire.Reply]:
    replies: list[wire.Reply] = []
    counter.wait_for_screen()
    ui.until_heard(("connected", True))
    client.ask(SignIn("S01", "2580"), replies.append)
    counter.answer(value={"session": "token"})
    ui.until(lambda: replies)
    return replies


@pytest.mark.parametrize("request_", [SignOut(), SignIn("S02", "0000")])
@pytest.mark.parametrize("lost", ["connection", "answer", "before"])
def test_whoever_signs_out_or_is_followed_by_another_is_signed_in_no_more_whatever_becomes_of_the_answer(
    counter: FakeCounter, impatient: CounterClient, ui: UiThread, request_: object, lost: str
) -> None:
    replies = signed_in(counter, impatient, ui)
    if lost == "before":
        counter.drop()
        ui.until(lambda: ui.heard[-1] == ("connected", False))
    impatient.ask(request_, replies.append)
    if lost != "before":
        assert counter.asked.get(timeout=10).request == request_
    if lost == "connection":
        counter.drop()
    ui.until(lambda: len(replies) == 2)
    assert replies[-1].error == (Unanswered.TIMED_OUT if lost == "answer" else Unanswered.LOST)
    counter.wait_for_screen()
    ui.until(lambda: ui.heard.count(("connected", True)) == 2)
    impatient.ask(CallStaff(), replies.append)
    assert counter.answer().request == CallStaff()


def test_a_counter_that_gives_no_token_breaks_nothing(counter: FakeCounter, client: CounterClient, ui: UiThread) -> None:
    replies = signed_in(counter, client, ui)
    values: tuple[Any, ...] = (None, [], {"session": 5})
    for value in values:
        client.ask(SignIn("S01", "2580"), replies.append)
        counter.answer(value=value)
    ui.until(lambda: len(replies) == 4)
    client.ask(CallStaff(), replies.append)
    assert counter.answer().request == CallStaff()
