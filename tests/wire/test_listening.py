"""The socket: whoever connects is served, and nobody holds up anybody else."""

import logging
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.desk.door.requests import CallStaff
from kiosk.desk.staff.requests import SignIn
from kiosk.desk.systems import requests_of
from kiosk.lane.notices import Notice, NoticeCode
from kiosk.wire.listening import BACKLOG, MOST_ASKED, Listening, Screen
from kiosk.wire.messages import MAX_FROM_COUNTER, MAX_LINE, MOST_ITEMS, Ask, Greeting, Reply, Told
from tests.middleware.waiting import wait_until
from tests.screen_client import ScreenClient

NOTICE = Told(Notice(datetime(2026, 11, 25, 10, 20, tzinfo=UTC), NoticeCode.CALL_STAFF))
LARGE = Reply(99, ok=True, value="x" * 100_000)
CALL = b'{"number":1,"request":{"do":"call_staff"}}\n'


class Host:
    """Listens, greets whoever comes, and answers each request with its number."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "s"
        self.asked: list[Ask] = []
        self.answers = True
        self.value: object = None
        self.listening = Listening(self.path, requests_of(), self._answer, lambda screen: screen.send(NOTICE))
        self.listening.start()

    def _answer(self, screen: Screen, ask: Ask) -> None:
        self.asked.append(ask)
        if self.answers:
            screen.reply(Reply(ask.number, ok=True, value=self.value))


@pytest.fixture
def host() -> Iterator[Host]:
    with tempfile.TemporaryDirectory(prefix="k-") as folder:
        host = Host(Path(folder))
        yield host
        host.listening.stop()


def test_whoever_connects_is_greeted_and_every_request_has_one_reply(host: Host) -> None:
    with ScreenClient(host.path) as screen:
        assert screen.read() == Greeting()
        assert screen.read() == NOTICE
        assert [screen.ask("call_staff").number for _ in range(3)] == [1, 2, 3]
    assert host.asked == [Ask(number, CallStaff()) for number in (1, 2, 3)]


def test_requests_that_come_in_one_piece_are_answered_in_order(host: Host) -> None:
    with ScreenClient(host.path) as screen:
        screen.send(b"".join(CALL.replace(b"1", str(number).encode(), 1) for number in range(100, 140)))
        screen.read()
        assert [screen.reply(number).number for number in range(100, 140)] == list(range(100, 140))


def test_a_request_that_comes_byte_by_byte_is_one_request(host: Host) -> None:
    with ScreenClient(host.path) as screen:
        for byte in CALL:
            screen.send(bytes((byte,)))
        assert screen.reply(1).ok


def test_what_is_not_understood_is_answered_and_the_connection_stays(host: Host) -> None:
    with ScreenClient(host.path) as screen:
        screen.send(b"hello\n\n\xff\n" + b"[" * 50_000 + b"\n" + b'{"number":5,"request":{"do":"dance"}}\n')
        replies = [screen.reply(0) for _ in range(4)] + [screen.reply(5)]
        assert {(reply.ok, reply.error) for reply in replies} == {(False, "not_understood")}
        assert "annul_visit" in str(replies[-1].text)
        assert screen.ask("call_staff").ok


def test_a_screen_that_asks_without_end_is_read_no_faster_than_it_is_answered(host: Host) -> None:
    host.answers = False
    with ScreenClient(host.path) as screen:
        screen.send(CALL * 500)
        wait_until(lambda: len(host.asked) == MOST_ASKED, "the first requests")
        with ScreenClient(host.path) as other:
            host.answers = True
            assert other.ask("call_staff").ok
        assert len(host.asked) == MOST_ASKED + 1


def test_a_list_without_end_is_refused_in_a_few_words(host: Host) -> None:
    with ScreenClient(host.path) as screen:
        reply = screen.ask("import_rows", number=1, rows=[1] * 20_000)
        assert (reply.error, reply.text) == ("not_understood", f"a list holds {MOST_ITEMS} items at most")
        wrong = screen.ask("import_rows", number=1, rows=[1] * MOST_ITEMS)
        assert wrong.error == "not_understood"
        assert len(wrong.text or "") < 700
        assert len(screen.ask("x" * 50_000).text or "") < 1500


def test_an_answer_that_is_too_long_for_a_message_says_so(host: Host) -> None:
    host.value = "x" * MAX_FROM_COUNTER
    with ScreenClient(host.path) as screen:
        assert screen.ask("call_staff").error == "failed"
        host.value = None
        assert screen.ask("call_staff").ok


def test_a_machine_without_room_for_a_thread_takes_the_next_screen_in(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    start, refusals = threading.Thread.start, iter([True])

    def starts(thread: threading.Thread) -> None:
        if thread.name == "screen-reader" and next(refusals, False):
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", starts)
    with ScreenClient(host.path) as refused:
        refused.read_to_the_end()
    with ScreenClient(host.path) as screen:
        assert screen.ask("call_staff").ok


def test_no_more_screens_are_taken_in_than_there_is_room_for(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.wire.listening.MOST_SCREENS", 2)
    with ScreenClient(host.path) as one, ScreenClient(host.path) as other:
        assert one.ask("call_staff").ok
        assert other.ask("call_staff").ok
        with ScreenClient(host.path) as third:
            third.read_to_the_end()
        assert one.ask("call_staff").ok
    wait_until(lambda: not host.listening._screens, "those to have left")
    with ScreenClient(host.path) as late:
        assert late.ask("call_staff").ok


def test_half_a_line_is_no_request(host: Host) -> None:
    with ScreenClient(host.path) as screen:
        screen.notice()
        screen.send(CALL.rstrip())
        screen.connection.shutdown(socket.SHUT_WR)
        with pytest.raises(EOFError):
            screen.read()
    assert host.asked == []


def test_a_line_without_end_cuts_the_connection_and_no_other(host: Host, caplog: pytest.LogCaptureFixture) -> None:
    with ScreenClient(host.path) as screen, ScreenClient(host.path) as other:
        screen.send(b"x" * (MAX_LINE + 10))
        screen.read_to_the_end()
        assert other.ask("call_staff").ok
    assert "screen_cut_off reason=line_too_long" in caplog.text


def test_a_screen_that_does_not_read_is_cut_off_and_delays_nobody(host: Host, caplog: pytest.LogCaptureFixture) -> None:
    with ScreenClient(host.path) as deaf, ScreenClient(host.path) as other:
        other.read()
        deaf.read()
        slowest_s = 0.0
        for sent in range(3 * BACKLOG):
            began_s = time.monotonic()
            host.listening.send(LARGE)
            slowest_s = max(slowest_s, time.monotonic() - began_s)
            assert other.reply(99).number == 99, sent
        assert slowest_s < 0.5
        deaf.read_to_the_end()
    assert "screen_cut_off reason=does_not_read" in caplog.text


def test_two_hundred_screens_come_and_go_without_a_trace(host: Host) -> None:
    def open_files() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    threads, files = threading.active_count(), open_files()
    for _ in range(10):
        screens = [ScreenClient(host.path) for _ in range(20)]
        for screen in screens:
            assert screen.read() == Greeting()
        assert screen.read() == NOTICE
        for screen in screens[::2]:
            screen.send(b"half a l")
        for screen in screens:
            screen.close()
    wait_until(lambda: threading.active_count() <= threads, "the threads to end")
    assert open_files() <= files
    with ScreenClient(host.path) as screen:
        assert screen.ask("call_staff").ok


def test_stopping_cuts_everybody_and_takes_the_socket_away(host: Host) -> None:
    with ScreenClient(host.path) as screen:
        screen.notice()
        host.listening.stop()
        host.listening.stop()
        with pytest.raises(EOFError):
            screen.read()
    assert not host.path.exists()
    names = {"listening", "screen-reader", "screen-writer"}
    wait_until(lambda: names.isdisjoint(thread.name for thread in threading.enumerate()), "the threads to end")


def test_stopping_cuts_also_who_is_just_being_taken_in(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    arrived, go_on = threading.Event(), threading.Event()

    def held_up(_: socket.socket) -> int:
        arrived.set()
        go_on.wait(10)
        return 0

    monkeypatch.setattr("kiosk.wire.listening._user_of", held_up)
    with ScreenClient(host.path) as screen:
        assert arrived.wait(10)
        host.listening.stop()
        go_on.set()
        screen.read_to_the_end()


def test_only_the_counters_group_may_connect(host: Host) -> None:
    assert host.path.stat().st_mode & 0o777 == 0o660


def test_too_many_screens_are_taken_in_when_others_have_left() -> None:
    with tempfile.TemporaryDirectory(prefix="k-") as folder:
        path = Path(folder) / "s"
        host = subprocess.Popen([sys.executable, "-c", FEW_FILES, path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
        with host:
            assert host.stdout
            assert host.stderr
            assert host.stdout.readline() == "listening\n"
            crowd = [ScreenClient(path) for _ in range(40)]
            assert "screens_not_accepted errno=24" in host.stderr.readline()
            for screen in crowd:
                screen.close()
            with ScreenClient(path) as late:
                assert late.ask("call_staff").ok
            host.kill()
            assert host.stderr.read() == ""


FEW_FILES = """
import logging, resource, sys, threading
from pathlib import Path
from kiosk.desk.door.requests import CallStaff
from kiosk.wire.listening import MOST_ASKED, Listening
from kiosk.wire.messages import Reply

logging.basicConfig(level=logging.WARNING)
resource.setrlimit(resource.RLIMIT_NOFILE, (24, 24))
requests = {"call_staff": CallStaff}
Listening(Path(sys.argv[1]), requests, lambda screen, ask: screen.reply(Reply(ask.number, ok=True)), lambda screen: None).start()
print("listening", flush=True)
threading.Event().wait()
"""


def test_a_pin_is_not_logged(host: Host, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with ScreenClient(host.path) as screen:
        screen.ask("sign_in", staff_no="S01", pin="2580")
    assert host.asked[0].request == SignIn("S01", "2580")
    assert "2580" not in caplog.text
