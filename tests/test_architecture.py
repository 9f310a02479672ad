"""Rules of the house that no linter knows. Who may import what stands in ``pyproject.toml`` and is checked by import-linter."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted([*ROOT.glob("kiosk/**/*.py"), *ROOT.glob("audio/**/*.py")])
MAX_LINES = 350
SQL = re.compile(
    r"\s*(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(TABLE|INDEX)\s|PRAGMA\s|BEGIN\b)"
)
ANY_ERROR = re.compile(r"^\s*class \w+\([^)]*(Error|Exception)", re.MULTILINE)
ANY_SQL = re.compile("SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|BEGIN")
CLOCKS = {"now", "utcnow", "today", "monotonic", "perf_counter", "time_ns"}


def _nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def sql_in(path: Path) -> list[str]:
    """Every string of this file that begins as an SQL statement does."""
    if not ANY_SQL.search(path.read_text(encoding="utf-8")):
        return []
    texts = [node for node in _nodes(path) if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.match(node.value)]
    return [f"line {text.lineno}: {str(text.value).split()[0]}" for text in sorted(texts, key=lambda text: text.lineno)]


def clocks_in(path: Path) -> list[str]:
    """Every place in this file that asks what time it is."""
    return [
        f"line {node.lineno}: .{node.func.attr}()"
        for node in _nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
    ]


def errors_in(path: Path) -> list[str]:
    """Every class of this file that is an error."""
    if not ANY_ERROR.search(path.read_text(encoding="utf-8")):
        return []
    classes = [node for node in _nodes(path) if isinstance(node, ast.ClassDef)]
    return [one.name for one in classes if any(ast.unparse(base).endswith(("Error", "Exception")) for base in one.bases)]


def test_a_file_is_one_idea_and_short() -> None:
    lengths = {
        path: len(path.read_text(encoding="utf-8").splitlines())
        for path in [*SOURCES, *ROOT.glob("tests/**/*.py"), *ROOT.glob("kiosk/**/*.kv")]
    }
    assert {str(path): length for path, length in lengths.items() if length > MAX_LINES} == {}


@pytest.mark.slow
def may_hold_sql(path: Path) -> bool:
    """The database's room may, and of a system of the desk the two files that are there for it."""
    if ROOT / "kiosk/database" in path.parents:
        return True
    return path.name in {"statements.py", "tables.py"} and path.parent.parent == ROOT / "kiosk/desk"


def test_sql_is_written_in_the_database_room_and_in_two_files_of_a_system() -> None:
    elsewhere = [path for path in SOURCES if not may_hold_sql(path)]
    assert {str(path): found for path in elsewhere if (found := sql_in(path))} == {}


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("kiosk/database/visits.py", True),
        ("kiosk/desk/visitors/statements.py", True),
        ("kiosk/desk/visitors/tables.py", True),
        ("kiosk/desk/visitors/work.py", False),
        ("kiosk/desk/statements.py", False),
        ("kiosk/screens/desk/tables.py", False),
    ],
)
def test_the_rule_for_sql_knows_the_files(path: str, may: bool) -> None:
    assert may_hold_sql(ROOT / path) is may


def test_the_lane_never_asks_what_time_it_is() -> None:
    assert {str(path): found for path in ROOT.glob("kiosk/lane/**/*.py") if (found := clocks_in(path))} == {}


@pytest.mark.slow
def test_every_error_of_ours_stands_on_one_page() -> None:
    elsewhere = [path for path in SOURCES if path.is_relative_to(ROOT / "kiosk") and path != ROOT / "kiosk/errors.py"]
    assert {str(path): found for path in elsewhere if (found := errors_in(path))} == {}


def test_the_check_for_errors_sees_them_by_what_they_inherit(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("class A(KioskError, ValueError): ...\nclass B(Exception): ...\nclass C(Protocol): ...\n")
    assert errors_in(module) == ["A", "B"]


def test_the_check_for_sql_sees_statements_and_not_plain_words(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('A = "SELECT 1"\nB = f"DELETE FROM {A}"\nC = """\n  UPDATE tags SET x = 1"""\nD = "Select a card"\n')
    assert [found.partition(":")[0] for found in sql_in(module)] == ["line 1", "line 2", "line 3"]


def test_the_check_for_clocks_sees_them_by_any_name(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("import datetime as d\nA = d.datetime.now(d.UTC)\nB = d.date.today()\nC = d.timedelta(1)\n")
    assert [found.partition(":")[0] for found in clocks_in(module)] == ["line 2", "line 3"]
