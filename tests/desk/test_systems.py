"""What is true of every system of the desk and of every request that it declares."""

import inspect
import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import Any, get_type_hints

import pytest

from kiosk.database.migrations import migrations
from kiosk.database.store import Store
from kiosk.desk.answering import Answering
from kiosk.desk.asked import Asked, By, Caller, Desk, System
from kiosk.desk.outcome import Outcome
from kiosk.desk.roles import Role
from kiosk.desk.sessions import Sessions
from kiosk.desk.systems import SYSTEMS, asks_of, requests_of, tables_of
from kiosk.lane.words import Language
from kiosk.screens.desk.refusals import COMMON, OTHER, refusal_text
from kiosk.settings.roles import load_roles
from kiosk.settings.shipped import shipped_file, shipped_text
from kiosk.wire.messages import Ask, Reply, decode_ask, decode_from_counter, encode, plain
from tests.desk.refusal_codes import common_codes, own_codes, reachable_codes
from tests.desk.samples import sample, samples
from tests.desk_of import FakeShell
from tests.screens.desk.wordings import refusals

DECLARED = [(system, asked) for system in SYSTEMS for asked in system.asks]
NOW = datetime(2026, 3, 2, 10, 20, tzinfo=UTC)
ROLES = load_roles(shipped_file("roles.toml"))
GRANTED = {Role(role): set(grants) for role, grants in tomllib.loads(shipped_text("roles.toml")).items()}
"""Read without the product's reader."""

each_request = pytest.mark.parametrize("asked", [asked for _, asked in DECLARED], ids=lambda asked: asked.name)
each_system = pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.name)
each_of_its_system = pytest.mark.parametrize(("system", "asked"), DECLARED, ids=[asked.name for _, asked in DECLARED])


@each_request
def test_a_request_is_a_frozen_value_with_slots_and_a_docstring_of_its_own(asked: Asked) -> None:
    kind: Any = asked.request
    assert kind.__dataclass_params__.frozen
    assert not hasattr(next(samples(kind)), "__dict__")
    told = inspect.cleandoc(kind.__doc__).splitlines()[0]
    assert told.endswith(".")
    assert not told.startswith(f"{kind.__name__}(")  # which is what a dataclass without a docstring has


@each_request
def test_a_request_comes_over_the_wire_as_it_was_sent(asked: Asked) -> None:
    for request in samples(asked.request):
        line = encode(Ask(7, request, "k1"))
        assert line.count(b"\n") == 1
        assert decode_ask(line, requests_of()) == Ask(7, request, "k1")


@each_request
def test_the_work_takes_the_desk_and_this_request(asked: Asked) -> None:
    hints = get_type_hints(asked.work)
    assert [hints[name] for name in inspect.signature(asked.work).parameters] == [Desk, asked.request]


@each_request
def test_a_reply_can_be_sent_with_all_that_it_holds(asked: Asked) -> None:
    value = sample(asked.reply)
    sent = decode_from_counter(encode(Reply(7, ok=True, value=plain(value))))
    assert isinstance(sent, Reply)
    for one, told in zip(value, sent.value, strict=True) if isinstance(value, list) else [(value, sent.value)]:
        if is_dataclass(one):
            assert told == {each.name: json.loads(json.dumps(plain(getattr(one, each.name)))) for each in fields(one)}
        else:
            assert told == one


def test_no_name_stands_for_two_systems_two_requests_or_two_sets_of_tables() -> None:
    names = Counter([system.name for system in SYSTEMS])
    requests = Counter(asked.name for _, asked in DECLARED)
    tables = Counter(each.name for each in (migrations, *tables_of()))
    assert {name for counted in (names, requests, tables) for name, times in counted.items() if times > 1} == set()
    assert len(asks_of()) == len(requests_of()) == len(DECLARED)


@each_request
def test_who_may_ask_is_one_of_the_words_for_it(asked: Asked) -> None:
    assert isinstance(asked.by, By)


@each_of_its_system
def test_a_code_that_is_declared_is_one_with_which_the_source_refuses(system: System, asked: Asked) -> None:
    assert set(asked.refuses) - reachable_codes(system.name) == set()
    assert len(set(asked.refuses)) == len(asked.refuses)


@each_system
def test_a_code_with_which_the_source_refuses_is_declared(system: System) -> None:
    assert own_codes(system.name) - {code for asked in system.asks for code in asked.refuses} == set()


@each_of_its_system
def test_there_are_words_for_every_refusal_in_both_languages(system: System, asked: Asked) -> None:
    for code in (*asked.refuses, *common_codes()):
        said = {language: refusal_text(system.name, code, language) for language in Language}
        assert said[Language.CHINESE] != said[Language.ENGLISH]
        assert [code for language in Language if said[language] == refusal_text(COMMON, OTHER, language)] == []


def test_there_are_no_words_for_a_code_with_which_nothing_is_refused() -> None:
    declared = {(system.name, code) for system, asked in DECLARED for code in asked.refuses}
    common = {(name, code) for name in (COMMON, *(system.name for system in SYSTEMS)) for code in (*common_codes(), OTHER)}
    assert set(refusals(Language.CHINESE)) - declared - common == set()


@dataclass
class Door:
    """Asks as anybody; the work is only written down."""

    store: Store
    alarm: bool = False
    worked: list[str | None] = field(default_factory=list)

    def ask(self, asked: Asked, caller: Caller) -> Outcome:
        self.worked.clear()
        watched = replace(asked, work=lambda desk, _: self.worked.append(desk.caller.staff_no))
        shell = FakeShell(self.store, NOW, alarm=self.alarm)
        answering = Answering(shell, {asked.request: watched}, ROLES, Sessions(60.0, 3600.0), {}, plain)
        return answering.answer(caller, next(samples(asked.request)))


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """A database in which one of every role works, under the role's name."""
    store = Store(":memory:", "main")
    store.write(
        lambda writing: writing.db.conn.executemany(
            "INSERT INTO staff (staff_no, name, role) VALUES (?1, ?1, ?1)", [(role,) for role in Role]
        )
    )
    yield store
    store.close()


@each_request
@pytest.mark.parametrize("role", Role)
def test_a_role_may_ask_what_it_was_given_and_nothing_else(asked: Asked, role: Role, store: Store) -> None:
    door = Door(store)
    outcome = door.ask(asked, Caller(role.value))
    if asked.by is By.ANYBODY or {asked.by.value, asked.name} & GRANTED[role]:
        assert (outcome.ok, door.worked) == (True, [role])
    else:
        assert (outcome.error, door.worked) == ("not_allowed", [])


@each_request
def test_whoever_has_not_signed_in_is_asked_to_where_it_matters_who_they_are(asked: Asked, store: Store) -> None:
    refused = {By.ANYBODY: (None, None), By.PROGRAM: ("not_allowed", "not_allowed")}.get(asked.by, ("sign_in", "session_over"))
    assert (Door(store).ask(asked, Caller()).error, Door(store).ask(asked, Caller(locked=True)).error) == refused


@each_request
def test_a_program_may_ask_what_is_for_programs_and_is_no_member_of_staff(asked: Asked, store: Store) -> None:
    assert Door(store).ask(asked, Caller(program=True)).error == (None if asked.by in (By.ANYBODY, By.PROGRAM) else "sign_in")


@each_request
def test_an_alarm_lets_anybody_ask_only_what_is_meant_for_it(asked: Asked, store: Store) -> None:
    door = Door(store, alarm=True)
    assert door.ask(asked, Caller()).ok is (asked.by is By.ANYBODY or asked.in_alarm)
