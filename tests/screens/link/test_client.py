"""The client against a fake counter on a real Unix socket."""

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.desk.door.requests import CallStaff, WhoIsInside
from kiosk.desk.simulated.requests import SampleCards
from kiosk.lane.notices import Notice, NoticeCode
from kiosk.lane.view import Alarm, Rest
from kiosk.screens.link.client import CounterClient, Unanswered
from kiosk.wire import messages as wire
from tests.middleware.waiting import wait_until
from tests.screens.fake_counter import FakeCounter
from tests.screens.link.ui_thread import UiThread
from tests.screens.scenes import AT, LONG_NAMES, inside, shown


def test_view_and_notice_reach_the_user_interface(counter: FakeCounter, client: CounterClient, ui: UiThread) -> None:
    assert client
    counter.wait_for_screen()
    view, told = shown(Rest()), wire.Told(Notice(AT, NoticeCode.RESTARTED))
    counter.send(view)
    counter.send(told)
    ui.until_heard(("connected", True), view, told)
    assert ui.heard == [("connected", True), view, told]


def test_only_the_newest_view_is_drawn_when_several_came_meanwhile(counter: FakeCounter, client: CounterClient, ui: UiThread) -> None:
    assert client
    counter.wait_for_screen()
    views = [shown(Alarm(fire=bool(turn % 2)), at=AT.replace(second=turn)) for turn in range(20)]
    counter.send_bytes(b"".join(wire.encode(view) for view in views))
    counter.send(wire.Told(Notice(AT, NoticeCode.ALARM)))
    while ui.work.qsize() < 3:  # connected, the newest view, the notice: the views before it leave no work behind
        assert client
    ui.until_heard(wire.Told(Notice(AT, NoticeCode.ALARM)))
    assert [heard for heard in ui.heard if isinstance(heard, wire.Shown)] == [views[-1]]


def test_a_view_in_small_pieces_is_put_together(counter: FakeCounter, client: CounterClient, ui: UiThread) -> None:
    assert client
    counter.wait_for_screen()
    view = shown(Rest())
    for byte in wire.encode(view):
        counter.send_bytes(bytes([byte]))
    ui.until_heard(view)


def test_each_request_gets_its_own_reply(counter: FakeCounter, client: CounterClient, ui: UiThread) -> None:
    counter.wait_for_screen()
    ui.until_heard(("connected", True))
    replies: dict[str, wire.Reply] = {}
    client.ask(CallStaff(), lambda reply: replies.update(staff=reply))
    client.ask(SampleCards(), lambda reply: replies.update(cards=reply))
    first, second = counter.asked.get(timeout=5), counter.asked.get(timeout=5)
    assert (first.request, second.request) == (CallStaff(), SampleCards())
    assert second.number > first.number
    counter.send(wire.Reply(second.number, True, ["a card"]))
    counter.send(wire.Reply(first.number, False, error="busy"))
    ui.until(lambda: len(replies) == 2)
    assert replies["cards"].value == ["a card"]
    assert replies["staff"].error == "busy"


def test_an_answer_about_thousands_of_people_is_heard(counter: FakeCounter, client: CounterClient, ui: UiThread) -> None:
    counter.wait_for_screen()
    ui.until_heard(("connected", True))
    replies: list[wire.Reply] = []
    client.ask(WhoIsInside(), replies.append)
    everybody = inside(2000, LONG_NAMES)
    counter.answer(value=everybody.value)
    ui.until(lambda: replies)
    assert replies[0].value == everybody.value


def test_a_request_that_is_never_answered_times_out_once(counter: FakeCounter, impatient: CounterClient, ui: UiThread) -> None:
    counter.wait_for_screen()
    ui.until_heard(("connected", True))
    replies: list[wire.Reply] = []
    impatient.ask(CallStaff(), replies.append)
    ask = counter.asked.get(timeout=5)
    ui.until(lambda: replies)
    assert replies == [wire.Reply(ask.number, ok=False, error=Unanswered.TIMED_OUT)]
    counter.send(wire.Reply(ask.number, True))
    counter.send(shown(Rest()))
    ui.until_heard(shown(Rest()))
    assert len(replies) == 1


def test_a_request_is_answered_when_the_connection_is_lost(counter: FakeCounter, client: CounterClient, ui: UiThread) -> None:
    counter.wait_for_screen()
    ui.until_heard(("connected", True))
    replies: list[wire.Reply] = []
    client.ask(CallStaff(), replies.append)
    counter.asked.get(timeout=5)
    counter.drop()
    ui.until(lambda: replies)
    assert replies[0].error == Unanswered.LOST
    assert ("connected", False) in ui.heard


def test_a_request_without_a_counter_is_answered_at_once(client: CounterClient, ui: UiThread) -> None:
    replies: list[wire.Reply] = []
    client.ask(CallStaff(), replies.append)
    ui.until(lambda: replies, timeout_s=1)
    assert replies[0].error == Unanswered.LOST


def test_the_client_may_start_before_the_counter(client: CounterClient, ui: UiThread, path: Path) -> None:
    assert client
    with FakeCounter(path) as counter:
        counter.wait_for_screen()
        counter.send(shown(Rest()))
        ui.until_heard(shown(Rest()))


def test_the_client_comes_back_after_the_counter_does(client: CounterClient, ui: UiThread, path: Path) -> None:
    assert client
    for _ in range(2):
        with FakeCounter(path) as counter:
            counter.wait_for_screen()
            counter.send(shown(Rest()))
            ui.until_heard(shown(Rest()))
        ui.until_heard(("connected", False))
        ui.heard.clear()


def test_a_line_that_is_no_message_is_told_once_and_passed_over(
    counter: FakeCounter, client: CounterClient, ui: UiThread, caplog: pytest.LogCaptureFixture
) -> None:
    assert client
    counter.wait_for_screen()
    counter.send_bytes(b"hello\n{}\n[1]\n\xff\xfe\n")
    counter.send(shown(Rest()))
    ui.until_heard(shown(Rest()))
    assert [record.message for record in caplog.records if "understood" in record.message] == ["counter_not_understood"]


def test_a_line_without_end_breaks_the_connection(counter: FakeCounter, client: CounterClient, ui: UiThread) -> None:
    assert client
    counter.wait_for_screen()
    counter.send_bytes(b"x" * (wire.MAX_FROM_COUNTER + 2))
    ui.until_heard(("connected", False))


def test_a_stopped_client_lets_go_of_the_counter(counter: FakeCounter, ui: UiThread, path: Path) -> None:
    client = CounterClient(str(path), ui, ui.work.put)
    client.start()
    counter.wait_for_screen()
    client.stop()
    ui.until_heard(("connected", False))


@pytest.fixture
def watchful(ui: UiThread, path: Path) -> Iterator[CounterClient]:
    client = CounterClient(str(path), ui, ui.work.put, ping_every_s=0.05, silent_after_s=0.3)
    client.start()
    yield client
    client.stop()


def test_a_counter_that_hangs_is_lost_and_comes_back_with_its_newest_view(
    counter: FakeCounter, watchful: CounterClient, ui: UiThread
) -> None:
    assert watchful
    counter.wait_for_screen()
    counter.send(shown(Rest()))
    ui.until_heard(("connected", True), shown(Rest()))
    counter.hang()
    ui.until_heard(("connected", False))
    ui.heard.clear()
    replies: list[wire.Reply] = []
    watchful.ask(CallStaff(), replies.append)
    ui.until(lambda: replies, timeout_s=1)
    assert replies[0].error == Unanswered.LOST
    counter.go_on()
    counter.wait_for_screen()
    counter.send(shown(Alarm(fire=True)))
    ui.until_heard(("connected", True), shown(Alarm(fire=True)))


def test_a_counter_that_is_slow_to_start_is_waited_for_on_one_connection(ui: UiThread, path: Path, watchful: CounterClient) -> None:
    with FakeCounter(path, hangs=True) as counter:
        with pytest.raises(queue.Empty):
            ui.work.get(timeout=0.5)
        counter.go_on()
        counter.wait_for_screen()
        ui.until_heard(("connected", True))
    assert watchful
    assert ui.heard == [("connected", True)]


def test_no_view_of_a_counter_is_shown_that_has_not_answered_yet(ui: UiThread, path: Path, watchful: CounterClient) -> None:
    """The thread that serves the turnstile may hang while another still greets whoever connects."""
    with FakeCounter(path, hangs=True, greeting=shown(Rest())) as counter:
        with pytest.raises(queue.Empty):
            ui.work.get(timeout=0.5)
        counter.go_on()
        ui.until_heard(shown(Rest()))
    assert watchful
    assert ui.heard[:2] == [("connected", True), shown(Rest())]


def test_a_counter_that_answers_is_asked_now_and_then_and_kept(counter: FakeCounter, watchful: CounterClient, ui: UiThread) -> None:
    assert watchful
    counter.wait_for_screen()
    ui.until_heard(("connected", True))
    wait_until(lambda: counter.pings > 8, "the questions")  # each after 0.05 s; it would be lost after 0.3 s
    assert ui.work.empty()


@pytest.mark.parametrize("first", [wire.Greeting(wire.VERSION + 3, wire.VERSION + 1), wire.Greeting(1, 1), shown(Rest())])
def test_a_counter_of_another_version_is_told_and_never_drawn(path: Path, ui: UiThread, first: wire.FromCounter) -> None:
    with FakeCounter(path) as counter:
        counter.version = first
        client = CounterClient(str(path), ui, ui.work.put)
        client.start()
        ui.until_heard("misfit")
        counter.version = wire.Greeting()
        counter.wait_for_screen()
        ui.until_heard(("connected", True))
        client.stop()
    assert shown(Rest()) not in ui.heard


def test_a_key_goes_along_with_a_request(counter: FakeCounter, client: CounterClient, ui: UiThread) -> None:
    counter.wait_for_screen()
    ui.until_heard(("connected", True))
    client.ask(CallStaff(), lambda _: None, key="once")
    assert counter.answer().key == "once"
