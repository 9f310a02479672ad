"""What crosses the socket: everything that is sent can be read, and nothing else can."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.desk.door.requests import PutTagsBack, ReturnTag
from kiosk.desk.figures.requests import Handover
from kiosk.desk.simulated.requests import Simulate
from kiosk.desk.staff.requests import SignIn
from kiosk.desk.systems import requests_of
from kiosk.errors import MessageError, NoAsk
from kiosk.lane.notices import Notice, NoticeCode
from kiosk.lane.reasons import Refusal
from kiosk.lane.view import Guest, LaneView, OutOfService, Refused, Trouble, Welcome
from kiosk.lane.words import Fault, Language, Sex
from kiosk.wire.messages import (
    OLDEST,
    VERSION,
    Ask,
    ClassToday,
    ClubView,
    FromCounter,
    Greeting,
    Reply,
    Shown,
    Told,
    decode_ask,
    decode_from_counter,
    encode,
    request_from,
)

REQUESTS = requests_of()
st.register_type_strategy(int, st.integers(-(2**63) + 1, 2**63 - 1))  # what can be stored
NOW = datetime(2026, 11, 25, 18, 20, tzinfo=UTC)
LI = Guest("李晓岚", Sex.FEMALE, Language.CHINESE)


def ask(request: object, number: object = 7) -> bytes:
    return json.dumps({"number": number, "request": request}).encode()


@settings(max_examples=50)
@given(
    st.builds(
        Ask,
        st.integers(0, 10**9),
        st.one_of(*(st.from_type(kind) for kind in REQUESTS.values() if kind is not Simulate)),
        st.none() | st.text("abc-é", min_size=1),
    )
)
def test_every_request_comes_over_as_it_was_sent(asked: Ask) -> None:
    line = encode(asked)
    assert line.count(b"\n") == 1
    assert decode_ask(line, REQUESTS) == asked


@pytest.mark.parametrize(
    "message",
    [
        Shown(
            LaneView(
                NOW,
                Welcome(LI, "F-007", Sex.FEMALE, 3, None),
                waiting=(Guest("Zoë", None, Language.ENGLISH),),
                aside=Refused(Refusal.TAG_OWED, LI, tag="F-001", hours=("10:00-16:00",)),
                troubles=(Trouble("return_slot", Fault.FULL),),
            ),
            ClubView("悦动健身", "Joyful Fitness", (ClassToday(NOW, 60, "瑜伽", "一号厅"),), time_trusted=False),
        ),
        Shown(LaneView(NOW, OutOfService("turnstile", Fault.STUCK)), ClubView("", "")),
        Told(Notice(NOW, NoticeCode.CARD_REFUSED, (("reason", "expired"),))),
        Reply(3, ok=False, error="locked", text="wait"),
        Reply(4, ok=True, value=[{"card_no": "A1001", "tag": None}]),
    ],
)
def test_everything_that_the_counter_says_comes_over_whole(message: FromCounter) -> None:
    assert decode_from_counter(encode(message)) == message


@pytest.mark.parametrize(
    ("line", "number", "told"),
    [
        (b"", 0, "not JSON"),
        (b"hello", 0, "not JSON"),
        (b"[1]", 0, "not a JSON object"),
        (b"\xff\xfe{\x00}\x00", 0, "not UTF-8"),
        (b"[" * 60_000, 0, "nested too deeply"),
        (b"{}", 0, "a number and a request"),
        (b'{"request":{"do":"ping"}}', 0, "required field missing @ $.number"),
        (b'{"number":7,"request":{"do":"ping"},"key":5}', 7, "@ $.key"),
        (b'{"number":7,"request":{"do":"ping"},"hurry":true}', 7, "extra fields found (hurry)"),
        (ask({"do": "dance"}), 7, "no such request: 'dance'; known are"),
        (ask({"do": ["let_out"]}), 7, "no such request"),
        (ask({}), 7, "no such request: None"),
        (ask("let_out"), 7, "a number and a request"),
        (ask({"do": "let_out"}), 7, "required field missing @ $.card_no"),
        (ask({"do": "let_out", "card_no": None}), 7, "expected str @ $.card_no"),
        (ask({"do": "let_out", "card_no": 1001}), 7, "expected str @ $.card_no"),
        (ask({"do": "let_out", "card_no": "A1", "force": True}), 7, "extra fields found (force)"),
        (ask({"do": "put_tags_back", "pool": "X"}), 7, "expected Sex @ $.pool"),
        (ask({"do": "simulate", "line": ["tap"]}), 7, "expected a mapping @ $.line"),
        (ask({"do": "cancel_announcement", "number": 2**63}), 7, "@ $.number"),
        (ask({"do": "call_staff"}, "7"), 0, "expected int @ $.number"),
        (ask({"do": "call_staff"}, True), 0, "expected int @ $.number"),
        (ask({"do": "call_staff"}, 7.5), 0, "expected int @ $.number"),
        (b'{"number":7,"request":{"do":"return_tag","tag":"\\ud800"}}', 0, "not UTF-8"),
    ],
)
def test_a_line_that_is_no_request_is_refused_under_its_number(line: bytes, number: int, told: str) -> None:
    with pytest.raises(NoAsk) as refused:
        decode_ask(line, REQUESTS)
    assert refused.value.number == number
    assert told in str(refused.value)


PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
JSON = PLAIN | st.lists(PLAIN, max_size=3) | st.dictionaries(st.text(max_size=8), PLAIN, max_size=3)
REQUEST = st.fixed_dictionaries({"do": st.sampled_from(["let_out", "simulate", "sign_in", "x"])}, optional={"card_no": JSON, "line": JSON})


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from(["number", "request", "do", "x"]), JSON | REQUEST, max_size=3))
def test_no_json_at_all_makes_the_reader_fail_otherwise(fields: dict[str, Any]) -> None:
    with suppress(MessageError):
        decode_ask(json.dumps(fields).encode(), REQUESTS)


@given(st.binary(max_size=200))
def test_no_bytes_at_all_make_the_reader_fail_otherwise(line: bytes) -> None:
    for decode in (partial(decode_ask, requests=REQUESTS), decode_from_counter):
        with pytest.raises(MessageError):
            decode(line)


def test_a_script_writes_requests_the_same_way() -> None:
    assert request_from({"do": "return_tag", "tag": "M-017"}, REQUESTS) == ReturnTag("M-017")
    assert request_from({"do": "put_tags_back", "pool": "F"}, REQUESTS) == PutTagsBack(Sex.FEMALE)
    assert request_from({"do": "handover"}, REQUESTS) == Handover()


def test_a_screen_passes_over_what_only_a_newer_counter_knows() -> None:
    shown = Shown(LaneView(NOW, Welcome(LI, "F-007", Sex.FEMALE, 3, None)), ClubView("悦动健身", "Joyful Fitness"))
    line = json.loads(encode(shown))
    line["weather"] = "rain"
    line["lane"]["queue"] = {"length": 3}
    line["lane"]["face"]["guest"]["photo"] = "x.jpg"
    line["club"]["colour"] = "blue"
    assert decode_from_counter(json.dumps(line).encode()) == shown


@pytest.mark.parametrize(
    ("greeting", "understood"),
    [
        (Greeting(), True),
        (Greeting(VERSION + 5, VERSION), True),
        (Greeting(VERSION + 5, VERSION + 1), False),
        (Greeting(OLDEST - 1, 1), False),
    ],
)
def test_two_programs_know_whether_they_understand_each_other(greeting: Greeting, understood: bool) -> None:
    assert greeting.understood is understood


def test_a_pin_is_in_no_log() -> None:
    assert "2580" not in repr(SignIn("S01", "2580"))
