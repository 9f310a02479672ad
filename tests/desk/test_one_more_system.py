"""A system more is a folder and a line in the list: the made-up umbrellas, through all that the counter does with systems."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kiosk.database.journal import Stamp
from kiosk.database.store import Store, open_database
from kiosk.desk.answering import Answering
from kiosk.desk.outcome import Outcome
from kiosk.desk.roles import Role, Roles
from kiosk.desk.sessions import Sessions
from kiosk.desk.systems import SYSTEMS, asks_of, requests_of, tables_of
from kiosk.settings.roles import load_roles
from kiosk.settings.shipped import shipped_file
from kiosk.wire.messages import Ask, Reply, decode_ask, decode_from_counter, encode, plain
from tests.desk.umbrellas.requests import LendUmbrella, UmbrellasLent
from tests.desk.umbrellas.system import SYSTEM as UMBRELLAS
from tests.desk.umbrellas.tables import tables
from tests.desk_of import FakeShell

WITH_UMBRELLAS = (
    *SYSTEMS,
    UMBRELLAS,
)
NOW = datetime(2026, 3, 2, 10, 20, tzinfo=UTC)
SHIPPED = load_roles(shipped_file("roles.toml"))
FIRST = {"umbrella": 3, "card_no": "A1001", "since": "2026-03-02T10:20:00.000Z"}


@dataclass(slots=True)
class Seat:
    token: str | None = None
    user: int = 54_321


class Counter:
    """What a counter does with the systems, from the line on the socket to the line back. One of every role works there."""

    def __init__(self, file: Path, roles: Roles = SHIPPED) -> None:
        self.store = Store(file, "main", tables_of(WITH_UMBRELLAS))
        self.store.write(
            lambda writing: writing.db.conn.executemany(
                "INSERT OR IGNORE INTO staff (staff_no, name, role) VALUES (?1, ?1, ?1)", [(role,) for role in Role]
            )
        )
        self._shell = FakeShell(self.store, NOW)
        self._sessions = Sessions(60.0, 3600.0)
        self._answering = Answering(self._shell, asks_of(WITH_UMBRELLAS), roles, self._sessions, {}, plain)

    def ask(self, role: Role, request: object, key: str | None = None) -> Reply:
        seat, outcomes = Seat(self._sessions.open(role.value, (role.value, None))), list[Outcome]()
        ask = decode_ask(encode(Ask(7, request, key)), requests_of(WITH_UMBRELLAS))
        self._answering.arrive(seat, ask.request, ask.key, outcomes.append)
        self._shell.jobs.pop()()
        (outcome,) = outcomes
        reply = decode_from_counter(encode(Reply(7, outcome.ok, outcome.value, outcome.error, outcome.text)))
        assert isinstance(reply, Reply)
        return reply

    def lent(self) -> Any:
        return self.ask(Role.CLEANER, UmbrellasLent()).value


Start = Callable[..., Counter]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a counter on one and the same file; the one that ran before has stopped."""
    started: list[Counter] = []

    def start(roles: Roles = SHIPPED) -> Counter:
        for before in started:
            before.store.close()
        started.append(Counter(tmp_path / "kiosk.db", roles))
        return started[-1]

    yield start
    started[-1].store.close()


def test_what_is_asked_of_it_is_done_and_answered(start: Start) -> None:
    counter = start()
    assert counter.lent() == []
    assert counter.ask(Role.RECEPTIONIST, LendUmbrella(3, "A1001")) == Reply(7, ok=True, value=FIRST)
    assert counter.lent() == [FIRST]


def test_its_rule_refuses_with_its_codes_and_nothing_changes(start: Start) -> None:
    counter = start()
    counter.ask(Role.LEAD, LendUmbrella(3, "A1001"))
    refused = [counter.ask(Role.LEAD, request).error for request in (LendUmbrella(3, "A1002"), LendUmbrella(4, "A1001"))]
    assert tuple(refused) == asks_of([UMBRELLAS])[LendUmbrella].refuses
    assert counter.lent() == [FIRST]


@pytest.mark.parametrize("role", Role)
def test_the_groups_of_the_shipped_roles_hold_for_it(role: Role, start: Start) -> None:
    counter = start()
    assert counter.ask(role, UmbrellasLent()).ok
    lent = counter.ask(role, LendUmbrella(3, "A1001"))
    assert (lent.error, counter.lent()) == ((None, [FIRST]) if "desk" in SHIPPED.may[role] else ("not_allowed", []))


def test_a_role_can_be_given_one_of_its_requests_by_name(start: Start) -> None:
    counter = start(Roles({**SHIPPED.may, Role.COACH: frozenset({"lend_umbrella"})}))
    assert counter.ask(Role.COACH, LendUmbrella(3, "A1001")).ok
    assert counter.ask(Role.COACH, UmbrellasLent()).error == "not_allowed"


def test_its_table_and_its_answers_survive_a_restart(start: Start) -> None:
    first = start().ask(Role.LEAD, LendUmbrella(3, "A1001"), key="k1")
    again = start()
    assert again.lent() == [FIRST]
    assert again.ask(Role.LEAD, LendUmbrella(3, "A1001"), key="k1") == first
    assert again.ask(Role.LEAD, LendUmbrella(3, "A1001"), key="k2").error == "umbrella_lent"


def test_its_migrations_are_applied_once_however_often_the_file_is_opened(tmp_path: Path) -> None:
    applied = []
    for _ in range(2):
        db = open_database(tmp_path / "kiosk.db", tables_of(WITH_UMBRELLAS))
        applied.append([(each.name, each.applied_at) for each in tables.applied(db)])
        assert tables.pending(db) == []
        db.conn.close()
    assert [name for name, _ in applied[0]] == ["umbrellas", "since_when"]
    assert applied[0] == applied[1]


def test_a_home_from_before_it_keeps_its_books_and_gets_the_table(start: Start, tmp_path: Path) -> None:
    before = Store(tmp_path / "kiosk.db", "main", tables_of())
    before.write(lambda writing: writing.journal(Stamp("2026-03-01T10:00:00.000Z", True, "2026-03-01", "S01"), "old", {}))
    assert "umbrellas" not in before.read(lambda db: db.table_names())
    before.close()
    counter = start()
    assert counter.ask(Role.LEAD, LendUmbrella(3, "A1001")).ok
    journal = counter.store.read(lambda db: [tuple(row) for row in db.execute("SELECT who, what FROM journal ORDER BY sequence")])
    assert journal == [("S01", "old"), ("lead", "umbrella_lent")]


def test_the_systems_before_it_are_as_they_were() -> None:
    with_it, before = asks_of(WITH_UMBRELLAS), asks_of()
    assert {kind: asked for kind, asked in with_it.items() if kind in before} == before
    assert requests_of(WITH_UMBRELLAS) == {**requests_of(), "lend_umbrella": LendUmbrella, "umbrellas_lent": UmbrellasLent}
    assert tables_of(WITH_UMBRELLAS) == (*tables_of(), tables)
