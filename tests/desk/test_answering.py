"""The way of a request: who asks, whether they may, and one answer; a repeat with a key does nothing twice."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.database.answered import KEPT, Answered, keep_answer
from kiosk.database.store import Store, Writing
from kiosk.desk.answering import Answering
from kiosk.desk.asked import By, Caller, Desk
from kiosk.desk.outcome import Outcome
from kiosk.desk.roles import Role, Roles
from kiosk.desk.staff.requests import Resume, SignIn, SignOut, Touched
from kiosk.errors import LaneFailed
from kiosk.lane.events import StaffLetOut
from kiosk.wire.messages import plain
from tests.club import PIN
from tests.desk.made_up import NOTES, NOW, House, Look, Note, Seat


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path)
    yield house
    house.store.close()


@pytest.fixture
def seat(house: House) -> Seat:
    """A connection at which the lead has signed in."""
    seat = Seat()
    assert house.at(seat, SignIn("S01", PIN)).ok
    return seat


def test_a_repeat_with_its_key_is_answered_alike_and_does_nothing_twice(house: House) -> None:
    first = house.ask(Note("a"), "key")
    assert first == Outcome(ok=True, value={"notes": 1})
    house.ask(Note("b"))
    assert house.ask(Note("a"), "key") == first
    house.restart()
    assert house.ask(Note("a"), "key") == first
    assert house.notes() == 2


@pytest.mark.parametrize("cut", ["after the work", "before the work"])
def test_a_power_cut_between_work_and_answer_leaves_both_or_neither(house: House, monkeypatch: pytest.MonkeyPatch, cut: str) -> None:
    """The answer is in the transaction of the work: whatever stands on disk, a repeat finds one note."""
    asked = NOTES[0]
    died = Store.write

    def dies(store: Store, change: Callable[[Writing], Any], *urgency: Any) -> Any:
        if cut == "after the work":
            died(store, change, *urgency)
        raise SystemExit

    monkeypatch.setattr(Store, "write", dies)
    with pytest.raises(SystemExit):
        house.ask(Note("a"), "key")
    monkeypatch.undo()
    house.restart()
    assert house.ask(Note("a"), "key") == Outcome(ok=True, value={"notes": 1})
    assert (house.notes(), asked.name) == (1, "note")


def test_a_refusal_is_an_answer_too(house: House) -> None:
    refused = Outcome(ok=False, error="no_note", text="not this one")
    assert [house.ask(Note("refuse"), "key") for _ in range(2)] == [refused, refused]


def test_a_lane_event_is_kept_with_its_key(house: House) -> None:
    for _ in range(2):
        assert house.ask(Note("lane"), "key") == Outcome(ok=True, value={"notes": 0})
    assert house.shell.happened == [StaffLetOut(NOW, 1, "S01")]


def test_without_a_key_it_is_done_as_often_as_it_is_asked(house: House) -> None:
    assert [house.ask(Note("a")).value["notes"] for _ in range(3)] == [1, 2, 3]


@pytest.mark.parametrize("other", [Note("b"), Note("a", secret="x")])
def test_a_key_is_for_one_request(house: House, other: Note) -> None:
    house.ask(Note("a"), "key")
    same = other.text == "a"  # what is secret is not kept, and does not count
    assert (house.ask(other, "key").error is None) is same
    assert house.notes() == 1


def test_a_key_is_of_no_use_to_anybody_else(house: House) -> None:
    house.ask(Note("a"), "key")
    house.answering = Answering(
        house.shell, {Note: replace(NOTES[0], by=By.STAFF), Look: NOTES[1]},
        Roles({role: frozenset({"staff"}) for role in Role}), house.sessions, {}, plain,
    )  # fmt: skip
    assert house.ask(Note("a"), "key", Caller("S02")).error == "key_used"


@pytest.mark.parametrize("key", ["", "x" * 65, "a\nb", "\x00"])
def test_what_is_no_key_is_refused_and_nothing_is_done(house: House, key: str) -> None:
    assert house.ask(Note("a"), key).error == "bad_key"
    assert house.notes() == 0


def test_what_only_tells_is_told_anew_and_nothing_is_kept_of_it(house: House) -> None:
    assert house.ask(Look(), "key").value == {"notes": 0}
    house.ask(Note("a"))
    assert house.ask(Look(), "key").value == {"notes": 1}
    assert house.store.read(lambda db: db.execute("SELECT count(*) FROM answered").fetchone()[0]) == 0


def test_only_the_last_answers_are_kept(house: House) -> None:
    def keep(writing: Writing) -> None:
        for number in range(KEPT + 50):
            keep_answer(writing.db, Answered(f"k{number}", "S01", "", json.dumps({"ok": True})))

    house.store.write(keep)
    assert house.store.read(lambda db: db.execute("SELECT count(*), min(number) FROM answered").fetchone()) == (KEPT, 51)


def test_what_fails_after_its_work_was_done_is_done_once_all_the_same(house: House, caplog: pytest.LogCaptureFixture) -> None:
    assert house.ask(Note("fail after"), "key").error == "failed"
    assert house.ask(Note("fail after"), "key") == Outcome(ok=True, value={"notes": 1})
    assert house.notes() == 1
    assert "fail after" not in caplog.text
    assert "request_failed request=note error=ValueError at made_up.py" in caplog.text


def test_a_failure_of_the_lane_is_no_answer(house: House) -> None:
    with pytest.raises(LaneFailed):
        house.ask(Note("lane fails"))


def test_a_request_is_carried_out_as_whoever_had_signed_in_when_it_came(house: House, seat: Seat) -> None:
    outcomes: list[Outcome] = []
    house.answering.arrive(seat, Note("a"), None, outcomes.append)
    assert house.at(seat, SignOut()).ok
    for job in house.shell.jobs:
        job()
    assert [outcome.ok for outcome in outcomes] == [True]
    house.shell.jobs.clear()
    assert house.at(seat, Note("a")).error == "sign_in"


def test_a_screen_that_nobody_touches_locks_and_says_why(house: House, seat: Seat) -> None:
    house.watch.now_s += 50
    assert house.at(seat, Touched()).ok
    house.watch.now_s += 50
    assert house.at(seat, Look()).ok
    house.watch.now_s += 10
    assert house.at(seat, Note("a")).error == "session_over"
    assert house.at(seat, Touched()).error == "session_over"
    assert house.at(Seat(), Touched()).error == "sign_in"
    assert house.at(seat, Note("a")).error == "session_over"


def test_looking_keeps_no_screen_unlocked_and_working_does(house: House, seat: Seat) -> None:
    for _ in range(3):
        house.watch.now_s += 40
        assert house.at(seat, Note("a")).ok
    for _ in range(2):
        house.watch.now_s += 25
        assert house.at(seat, Look()).ok
    house.watch.now_s += 25
    assert house.at(seat, Look()).error == "session_over"


def test_a_session_is_resumed_on_another_connection(house: House, seat: Seat) -> None:
    late = Seat()
    assert seat.token
    resumed = house.at(late, Resume(seat.token))
    assert (resumed.ok, resumed.value["staff_no"]) == (True, "S01")
    assert house.at(late, Note("a")).ok
    assert house.at(seat, SignOut()).ok
    assert house.at(late, Note("a")).error == "session_over"
    assert house.at(Seat(), Resume(late.token or "")).error == "session_over"


def test_a_restart_of_the_counter_asks_for_the_pin_again(house: House, seat: Seat) -> None:
    house.restart()
    assert house.at(Seat(), Resume(seat.token or "")).error == "session_over"
    assert house.at(seat, Note("a")).error == "session_over"


@pytest.mark.parametrize("change", ["role = 'cleaner'", "pin_hash = 'other'"])
def test_a_session_ends_when_role_or_pin_is_another(house: House, seat: Seat, change: str) -> None:
    house.store.write(lambda writing: writing.db.execute(f"UPDATE staff SET {change} WHERE staff_no = 'S01'"))
    assert house.at(seat, Look()).error == "session_over"
    assert house.at(Seat(), Resume(seat.token or "")).error == "session_over"


def test_whoever_no_longer_works_here_is_told_so(house: House, seat: Seat) -> None:
    house.store.write(lambda writing: writing.db.execute("DELETE FROM staff WHERE staff_no = 'S01'"))
    assert house.at(seat, Look()).error == "no_such_staff"


def test_a_wrong_pin_signs_the_former_person_out(house: House, seat: Seat) -> None:
    assert house.at(seat, SignIn("S02", "0000")).error == "wrong_pin"
    assert house.at(seat, Look()).error == "sign_in"


def test_signing_out_is_on_record_once(house: House, seat: Seat) -> None:
    for _ in range(2):
        assert house.at(seat, SignOut()).ok
    entries = house.store.read(lambda db: db.execute("SELECT who FROM journal WHERE what = 'signed_out'").fetchall())
    assert entries == [("S01",)]


def test_in_an_alarm_anybody_may_ask_what_is_meant_for_it(house: House) -> None:
    assert house.at(Seat(), Look()).error == "sign_in"
    house.shell.alarm = True
    assert house.at(Seat(), Look()).ok
    assert house.at(Seat(), Note("a")).error == "sign_in"


def test_in_an_alarm_whoever_has_lost_their_role_is_anybody(house: House, seat: Seat) -> None:
    house.shell.alarm = True
    house.store.write(lambda writing: writing.db.execute("UPDATE staff SET role = 'cleaner' WHERE staff_no = 'S01'"))
    who: list[str | None] = []

    def work(desk: Desk, request: Look) -> None:
        del request
        who.append(desk.caller.staff_no)

    looking = replace(NOTES[1], work=work)
    house.answering = Answering(
        house.shell, {Look: looking}, Roles({role: frozenset({"staff"}) for role in Role}), house.sessions, {}, plain
    )
    assert house.at(seat, Look()).ok
    assert who == [None]


def test_the_clock_of_the_wall_locks_nobody(house: House, seat: Seat) -> None:
    house.shell.at = NOW + timedelta(days=400)
    assert house.at(seat, Look()).ok
