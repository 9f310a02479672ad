"""What a counter tells its screens and answers them, over the real socket."""

import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.lane.notices import NoticeCode
from kiosk.lane.reasons import Refusal
from kiosk.lane.view import Alarm, Refused, Rest, Welcome
from kiosk.wire.messages import decode_from_counter, encode
from tests.club import LI, PIN, UNKNOWN, WANG, ask_database
from tests.live_counter import LiveCounter
from tests.screen_client import ScreenClient

STAFF_REQUESTS: list[tuple[str, dict[str, str]]] = [
    ("who_is_inside", {}),
    ("handover", {}),
    ("annul_visit", {"card_no": "A1001"}),
    ("let_out", {"card_no": "A1001"}),
    ("return_tag", {"tag": "F-001"}),
    ("put_tags_back", {"pool": "F"}),
    ("report_lost_card", {"card_no": "A1001"}),
    ("found_card", {"card_no": "A1001"}),
]


@pytest.fixture
def live() -> Iterator[LiveCounter]:
    with tempfile.TemporaryDirectory(prefix="k-") as folder, LiveCounter(Path(folder)) as live:
        yield live


def test_whoever_connects_sees_the_whole_view_at_once(live: LiveCounter) -> None:
    with live.screen() as first:
        assert first.view().lane.face == Rest()
        assert first.shown[0].club.name_en == "Joyful Fitness"
        first.simulate(tap=LI)
        welcome = first.face(Welcome)
        with live.screen() as late:
            assert late.view().lane.face == welcome
    assert (welcome.guest.name, welcome.tag) == ("李晓岚", "F-001")


def test_every_change_is_the_whole_view(live: LiveCounter) -> None:
    with live.screen() as screen:
        screen.simulate(behave={"takes_tag": False})
        screen.simulate(tap=LI)
        screen.face(Welcome)
        screen.simulate(tap=WANG)
        while not screen.view().lane.waiting:
            pass
        last = screen.shown[-1]
        assert isinstance(last.lane.face, Welcome)
        assert [guest.name for guest in last.lane.waiting] == ["王一鸣"]
        screen.simulate(fault="return_full", on=True)
        screen.view()
        assert screen.shown[-1].lane.waiting == last.lane.waiting
        assert [trouble.device for trouble in screen.shown[-1].lane.troubles] == ["return_slot"]
        assert all(decode_from_counter(encode(shown)) == shown for shown in screen.shown)


def test_a_notice_reaches_every_screen(live: LiveCounter) -> None:
    with live.screen() as asking, live.screen() as other:
        other.view()
        assert asking.ask("call_staff").ok
        other.read()
        assert (asking.told, other.told) == ([NoticeCode.CALL_STAFF], [NoticeCode.CALL_STAFF])


def test_what_nobody_knows_is_told_to_the_desk_and_shown(live: LiveCounter) -> None:
    with live.screen() as screen:
        screen.simulate(tap=UNKNOWN)
        assert screen.face(Refused).reason is Refusal.UNKNOWN_CARD
        assert NoticeCode.CARD_REFUSED in screen.told


def test_the_alarm_is_shown_before_everything(live: LiveCounter) -> None:
    with live.screen() as screen:
        screen.simulate(tap=LI)
        screen.face(Welcome)
        screen.simulate(input="fire_alarm", on=True)
        assert screen.face(Alarm) == Alarm(fire=True)


@pytest.mark.parametrize(("do", "fields"), STAFF_REQUESTS, ids=[do for do, _ in STAFF_REQUESTS])
def test_work_of_the_desk_needs_somebody_who_signed_in(live: LiveCounter, do: str, fields: dict[str, str]) -> None:
    with live.screen() as screen, live.screen() as other:
        assert other.sign_in("S01", PIN).ok
        refused = screen.ask(do, **fields)
        assert (refused.ok, refused.error) == (False, "sign_in")
        assert other.ask(do, **fields).error != "sign_in"


@pytest.mark.parametrize(
    ("staff_no", "may"),
    [
        ("S01", {"who_is_inside", "handover", "annul_visit", "let_out", "return_tag", "put_tags_back", "report_lost_card", "found_card"}),
        ("S02", {"who_is_inside", "handover", "annul_visit", "let_out", "return_tag", "report_lost_card", "found_card"}),
        ("S03", {"who_is_inside"}),
        ("S04", {"who_is_inside"}),
    ],
)
def test_everybody_may_ask_what_their_role_may(live: LiveCounter, staff_no: str, may: set[str]) -> None:
    with live.screen() as screen:
        assert screen.sign_in(staff_no, PIN).ok
        assert {do for do, fields in STAFF_REQUESTS if screen.ask(do, **fields).error != "not_allowed"} == may


def test_signing_in_says_who_it_is_and_is_kept_in_the_journal(live: LiveCounter) -> None:
    with live.screen() as screen:
        reply = screen.sign_in("S01", PIN)
    assert reply.ok
    assert reply.value.pop("session")
    assert reply.value == {"staff_no": "S01", "name": "领班", "role": "lead", "locks_after_s": 60.0}
    assert ask_database(live.home, "SELECT who FROM journal WHERE what = 'signed_in'") == [("S01",)]


def test_a_request_that_waits_is_carried_out_as_whoever_sent_it(live: LiveCounter) -> None:
    busy = threading.Event()

    def hold_up() -> None:
        busy.wait(5)

    with live.screen() as screen:
        assert screen.sign_in("S02", PIN).ok
        live.counter.submit(hold_up)
        screen.send(b'{"number": 90, "request": {"do": "put_tags_back", "pool": "F"}}\n')
        assert screen.sign_in("S01", PIN).ok
        busy.set()
        assert screen.reply(90).error == "not_allowed"
        assert screen.ask("put_tags_back", pool="F").ok


def test_whoever_signed_in_before_is_signed_out_by_a_wrong_pin(live: LiveCounter) -> None:
    with live.screen() as screen:
        assert screen.sign_in("S01", PIN).ok
        assert screen.sign_in("S02", "0000").error == "wrong_pin"
        assert screen.ask("put_tags_back", pool="F").error == "sign_in"


def test_a_tag_is_handed_in_at_the_desk_by_its_number_however_it_is_written(live: LiveCounter) -> None:
    with live.screen() as screen:
        screen.sign_in("S02", PIN)
        assert screen.ask("return_tag", tag=" f-001").ok
        assert not screen.ask("return_tag", tag="f-01").ok
    assert ask_database(live.home, "SELECT tag, place FROM tags WHERE place <> 'stack'") == [("F-001", "used")]


def test_a_rule_that_forbids_is_told_with_what_to_do(live: LiveCounter) -> None:
    with live.screen() as screen:
        screen.sign_in("S01", PIN)
        refusals = [
            screen.ask("let_out", card_no="A1001"),
            screen.ask("report_lost_card", card_no="Z9999"),
            screen.ask("found_card", card_no="A1001"),
            screen.ask("handover", day="yesterday"),
            screen.ask("return_tag", tag="F-999"),
        ]
        assert [reply.error for reply in refusals] == ["no_visit", "no_such_card", "no_change", "bad_day", "no_such_tag"]
        assert all(reply.text for reply in refusals)
        assert screen.ask("handover", day="2026-11-25").value["business_day"] == "2026-11-25"


def test_a_line_of_the_simulator_that_is_wrong_is_refused_and_the_counter_goes_on(live: LiveCounter) -> None:
    with live.screen() as screen:
        for line in ({"tap": "hello"}, {"tap": 5}, {"knock": 1}, {"behave": {"seconds": 1e999}}, {"request": {"do": "call_staff"}}, {}):
            reply = screen.ask("simulate", line=line)
            assert (reply.ok, reply.error) == (False, "bad_line"), line
        assert screen.simulate(return_of="A1001").error == "no_tag"
        screen.simulate(tap=LI)
        assert screen.face(Welcome).guest.name == "李晓岚"


def test_whoever_arrives_in_the_middle_of_it_ends_with_the_newest_view(live: LiveCounter) -> None:
    arrived: list[ScreenClient] = []

    def arrive() -> None:
        for _ in range(8):
            arrived.append(live.screen())

    arriving = [threading.Thread(target=arrive) for _ in range(3)]
    with live.screen() as driver:
        for thread in arriving:
            thread.start()
        for turn in range(41):
            driver.simulate(fault="return_full", on=not turn % 2)
        for thread in arriving:
            thread.join(10)
        driver.ask("call_staff")
    for screen in arrived:
        with screen:
            while not screen.told or screen.told[-1] is not NoticeCode.CALL_STAFF:
                screen.read()
            assert [trouble.device for trouble in screen.shown[-1].lane.troubles] == ["return_slot"]


def test_a_deaf_screen_keeps_no_member_waiting(live: LiveCounter) -> None:
    with ScreenClient(live.home.socket) as deaf, live.screen() as screen:
        deaf.read()
        for turn in range(300):
            screen.simulate(fault="return_full", on=not turn % 2)
        screen.simulate(tap=LI)
        assert screen.face(Welcome).tag == "F-001"
