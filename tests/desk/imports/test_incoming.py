"""``kiosk import`` while the counter runs: whole or not at all, and nobody at the turnstile waits."""

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from kiosk.database import imports_under_way
from kiosk.database.imports import PersonChange
from kiosk.database.journal import Stamp
from kiosk.database.store import Store
from kiosk.desk.imports.handing import as_line
from kiosk.desk.imports.incoming import STEP, Incoming
from kiosk.desk.imports.requests import BeginImport, FinishImport, ImportKind, ImportRows
from kiosk.errors import RequestRefused
from kiosk.lane.view import Welcome
from kiosk.settings.home import Home
from tests.club import ALWAYS_OPEN, LI, UNKNOWN, WANG, ask_database, dump, journal_of, make_club
from tests.command_line import kiosk, one_sentence
from tests.counter_process import CounterProcess
from tests.live_counter import LiveCounter

STAMP = Stamp("2026-11-25T10:00:00.000Z", True, "2026-11-25", "technician")
MANY = 2_000
FIRST = "06A00000"
LAST = f"{0x06A00000 + MANY - 1:08X}"


def members_file(folder: Path, members: int = MANY) -> Path:
    file = folder / "members.csv"
    rows = [f"M{number:05},会员{number},F,ten,{0x06A00000 + number:08X}" for number in range(members)]
    file.write_text("\n".join(["card_no,name,sex,plan,card_uid", *rows]) + "\n", encoding="utf-8")
    return file


def imported(home: Home) -> int:
    ((count,),) = ask_database(home, "SELECT count(*) FROM members WHERE card_no LIKE 'M%'")
    return int(str(count))


@pytest.fixture
def live() -> Iterator[LiveCounter]:
    with tempfile.TemporaryDirectory(prefix="k-") as folder, LiveCounter(Path(folder)) as live:
        yield live


def test_members_come_in_while_the_counter_runs(live: LiveCounter) -> None:
    file = members_file(live.home.path.parent)
    ran = kiosk("import", "members", file, "--json", "--home", live.home.path)
    assert (ran.code, ran.json["added"], ran.json["updated"]) == (0, MANY, 0)
    assert imported(live.home) == MANY
    assert ask_database(live.home, "SELECT count(*) FROM import_rows") == [(0,)]
    with live.screen() as screen:
        screen.simulate(tap=LAST)
        assert screen.face(Welcome).guest.name == f"会员{MANY - 1}"
    assert [entry for entry in journal_of(live.home) if entry[0].startswith("import")] == [
        ("import_members", {"import": 1, "rows": MANY}),
        ("import_finished", {"import": 1, "added": MANY, "updated": 0}),
    ]


def test_a_rehearsal_beside_a_counter_changes_nothing(live: LiveCounter) -> None:
    before = dump(live.home)
    ran = kiosk("import", "members", members_file(live.home.path.parent), "--dry-run", "--json", "--home", live.home.path)
    assert ran.json["added"] == MANY
    assert dump(live.home) == before


def test_a_bad_file_changes_nothing_beside_a_counter(live: LiveCounter) -> None:
    file = members_file(live.home.path.parent)
    file.write_text(file.read_text(encoding="utf-8") + f"X1,Eve,F,ten,{LI}\n", encoding="utf-8")
    before = dump(live.home)
    assert "A1001" in kiosk("import", "members", file, "--home", live.home.path).err
    assert dump(live.home) == before


def test_new_classes_are_on_the_screen_at_once_and_new_staff_can_sign_in(live: LiveCounter) -> None:
    classes, staff, tags = (live.home.path.parent / f"{name}.csv" for name in ("classes", "staff", "tags"))
    rows = "".join(f"{weekday},{hour}:30,60,Zumba,2\n" for weekday in range(1, 8) for hour in ("06", "23"))
    classes.write_text("weekday,start,minutes,name,room\n" + rows)
    staff.write_text("staff_no,name,role,pin\nS09,New,lead,1379\n")
    tags.write_text("tag,uid\nF-001,05AA0001\nF-006,\n")
    with live.screen() as screen:
        screen.view()
        assert kiosk("import", "classes", classes, "--home", live.home.path).out == "classes: 14 added, 0 updated, 0 unchanged\n"
        assert [one.name for one in screen.view().club.classes] == ["Zumba", "Zumba"]
        assert kiosk("import", "staff", staff, "--home", live.home.path).out == "staff: 1 added, 0 updated, 0 unchanged\n"
        assert screen.sign_in("S09", "1379").ok
        assert kiosk("import", "tags", tags, "--home", live.home.path).out == "tags: 1 added, 1 updated, 0 unchanged\n"


def test_only_root_and_the_counters_own_user_may(live: LiveCounter) -> None:
    with mock.patch("kiosk.wire.listening._user_of", return_value=os.geteuid() + 1):
        ran = kiosk("import", "members", members_file(live.home.path.parent, 3), "--home", live.home.path)
    assert "only root" in one_sentence(ran)
    assert imported(live.home) == 0
    assert ask_database(live.home, "SELECT count(*) FROM imports") == [(0,)]


def test_a_plan_that_the_running_counter_does_not_know_is_refused_whole(live: LiveCounter) -> None:
    plans = live.home.plans_file.read_text(encoding="utf-8")
    new = '\n[[plan]]\ncode = "student"\nname_zh = "学生卡"\nname_en = "Student"\nkind = "term"\nprice_fen = 100\n'
    live.home.plans_file.write_text(plans + new, encoding="utf-8")
    file = live.home.path.parent / "members.csv"
    file.write_text("card_no,name,sex,plan\nM1,Ann,F,annual\nM2,Bea,F,student\n")
    assert "start it again first" in one_sentence(kiosk("import", "members", file, "--home", live.home.path))
    assert imported(live.home) == 0


@pytest.mark.slow
def test_a_counter_killed_in_the_middle_finishes_when_it_starts_again() -> None:
    with tempfile.TemporaryDirectory(prefix="k-") as folder:
        home = make_club(Path(folder), ALWAYS_OPEN)
        file = members_file(Path(folder), 10 * MANY)
        told: list[str] = []
        with CounterProcess(home) as counter:
            command = threading.Thread(target=lambda: told.append(kiosk("import", "members", file, "--home", home.path).err))
            command.start()
            while not imported(home):
                command.join(0.01)
            counter.kill()
            command.join()
        assert "every row counts" in told[0]
        assert 0 < imported(home) < 10 * MANY
        assert "not done yet" in one_sentence(kiosk("import", "members", file, "--dry-run", "--home", home.path))
        with CounterProcess(home):
            pass
        assert kiosk("import", "members", file, "--json", "--home", home.path).json["unchanged"] == 10 * MANY
        assert ask_database(home, "SELECT count(*) FROM import_rows") == [(0,)]


class Office:
    """An import into a store, by hand: only what is asked for is stored when the steps were stopped before they began."""

    def __init__(self, home: Home, accept_only: bool = True) -> None:
        self.store = Store(home.database_file, "main")
        self.incoming = Incoming(self.store, lambda: STAMP, frozenset({"annual", "ten"}))
        if accept_only:
            self.incoming.stop()

    def hand_in(self, *changes: PersonChange, finish: bool = True) -> int:
        last = self.store.read(imports_under_way.last)
        begin = BeginImport(ImportKind.MEMBERS, len(changes), last.number if last else 0)
        number = self.incoming.begin(begin, self.store.write)["import"]
        self.add(number, *map(as_line, changes))
        if finish:
            self.finish(number)
        return number

    def add(self, number: int, *lines: str) -> None:
        self.incoming.add(ImportRows(number, lines), self.store.write)

    def finish(self, number: int) -> None:
        self.incoming.accept(FinishImport(number), self.store.write)

    def card(self, uid: str) -> list[str]:
        return [no for (no,) in self.store.read(lambda db: db.execute("SELECT card_no FROM credentials WHERE uid = ?", (uid,)).fetchall())]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(make_club(tmp_path))
    yield office
    office.store.close()


def person(number: str, uid: str | None = None, plan: str = "annual", name: str = "Ann") -> PersonChange:
    return PersonChange(number, {"name": name, "sex": "F", "plan": plan}, {"visits_left": None, "language": "en"}, uid)


def test_whoever_taps_is_stored_first_and_once(office: Office) -> None:
    office.hand_in(person("M1", UNKNOWN), person("M2", "04CC000002"), person("A1002", "04CC000003"))
    for mark, whose in ((UNKNOWN, ["M1"]), (WANG, []), ("M2", [])):
        office.incoming.store_waiting_rows_of(mark)
        assert office.card(mark) == whose
    assert office.store.read(imports_under_way.left) == 0
    assert office.card("04CC000003") == ["A1002"]


def test_two_members_who_swap_cards_can_come_in_any_order(office: Office) -> None:
    office.hand_in(person("A1001", WANG), person("A1002", LI))
    office.incoming.store_waiting_rows_of("A1001")
    assert (office.card(WANG), office.card(LI)) == (["A1001"], [])
    office.incoming.store_waiting_rows_of(LI)
    assert (office.card(WANG), office.card(LI)) == (["A1001"], ["A1002"])


def test_rows_that_never_were_accepted_count_for_nobody(office: Office) -> None:
    office.hand_in(person("M1", UNKNOWN), finish=False)
    office.incoming.store_waiting_rows_of(UNKNOWN)
    assert office.card(UNKNOWN) == []
    office.hand_in(person("M3", "04CC000009"))
    assert office.store.read(imports_under_way.left) == 1


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda office, number: office.incoming.begin(BeginImport(ImportKind.MEMBERS, 1, number), office.store.write), "import_runs"),
        (lambda office, number: office.add(number), "no_such_import"),
        (lambda office, number: office.finish(number), "no_such_import"),
    ],
)
def test_one_import_at_a_time(office: Office, ask: Callable[[Office, int], object], code: str) -> None:
    number = office.hand_in(person("M1", UNKNOWN))
    with pytest.raises(RequestRefused) as refused:
        ask(office, number)
    assert refused.value.code == code


def test_an_import_whose_place_another_takes_at_the_last_moment_is_refused(office: Office) -> None:
    number = office.hand_in(person("M1"), finish=False)

    def after_another(change: Any, *urgency: Any) -> Any:
        office.incoming.begin(BeginImport(ImportKind.MEMBERS, 1, number), office.store.write)
        return office.store.write(change, *urgency)

    with pytest.raises(RequestRefused) as refused:
        office.incoming.accept(FinishImport(number), after_another)
    assert refused.value.code == "no_such_import"
    assert office.store.read(partial(imports_under_way.of_number, number=number)).accepted is False  # type: ignore[union-attr]


def test_a_row_that_the_tables_refuse_is_told_and_takes_the_import_back(office: Office) -> None:
    number = office.incoming.begin(BeginImport(ImportKind.TAGS, 1, 0), office.store.write)["import"]
    office.add(number, '{"tag": "X-001", "pool": "X"}')
    with pytest.raises(RequestRefused) as refused:
        office.finish(number)
    assert refused.value.code == "bad_row"
    assert office.store.read(imports_under_way.left) == 1


def test_progress_is_of_the_import_that_is_asked_for(office: Office) -> None:
    number = office.hand_in(person("M1"), finish=False)
    office.hand_in(person("M2"), person("M3"), finish=False)
    assert office.incoming.progress(number)["of"] == 1
    with pytest.raises(RequestRefused, match="took the place"):
        office.incoming.progress(99)


def test_an_import_with_a_row_missing_is_refused(office: Office) -> None:
    number = office.hand_in(person("M1"), finish=False)
    office.add(number, as_line(person("M2")))
    with pytest.raises(RequestRefused, match="not every row"):
        office.finish(number)
    with pytest.raises(RequestRefused, match="no row of this import"):
        office.add(number, '{"nobody": 1}')


def test_steps_end_by_themselves(tmp_path: Path) -> None:
    office = Office(make_club(tmp_path), accept_only=False)
    number = office.hand_in(*(person(f"M{each}") for each in range(3 * STEP)))
    while not office.incoming.progress(number)["finished"]:
        pass
    assert office.incoming.progress(number) == {
        "done": 3 * STEP, "of": 3 * STEP, "finished": True, "added": 3 * STEP, "updated": 0, "unchanged": 0,
    }  # fmt: skip
    office.incoming.stop()
    office.store.close()


def test_someone_on_the_way_in_is_charged_after_the_import(tmp_path: Path) -> None:
    home = make_club(tmp_path)
    office = Office(home)
    columns = "lane, business_day, kind, card_no, uid, stage, granted_at"
    visit = f"INSERT INTO visits ({columns}) VALUES ('m', '', 'member', 'T1001', '1', 'granted', '')"
    office.store.write(lambda writing: writing.db.execute(visit))
    office.hand_in(PersonChange("T1001", {"name": "N", "sex": "F", "plan": "ten", "visits_left": 30}, {}), person("M1"))
    assert ask_database(home, "SELECT visits_left FROM members WHERE card_no = 'T1001'") == [(30,)]
    assert office.store.read(imports_under_way.left) == 1
    office.store.close()
