"""Which codes the source can refuse with: every literal code of a refusal, read from the syntax."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kiosk.screens.link.client import Unanswered

KIOSK = Path(__file__).parents[2] / "kiosk"
DESK = KIOSK / "desk"
OF_EVERY_REQUEST = (DESK / "answering.py", DESK / "asked.py", DESK / "keeping.py", KIOSK / "wire/listening.py")
ELSEWHERE: Mapping[str, tuple[Path, ...]] = {
    "announcing": (DESK / "classes/work.py",),  # which class it is, the classes know
    "simulated": (KIOSK / "simulator/live.py",),  # the desk is only handed what plays the door
}
"""Where a system lets somebody else refuse, beside the files that serve all systems."""

CODE_AT = {"RequestRefused": 0, "_must": 1, "one_line": 2}
"""Which argument is the code."""
OUTCOMES = ("Outcome", "Reply")
"""Whose ``error`` is one."""


def codes_in(paths: Iterable[Path]) -> set[str]:
    """The literal codes in these files."""
    return {code for path in paths for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) for code in _codes_of(node)}


def common_codes() -> set[str]:
    """With which any request can be refused, or its screen can give it up."""
    return codes_in(OF_EVERY_REQUEST) | {code.value for code in Unanswered}


def own_codes(system: str) -> set[str]:
    """Of this system's folder, and of what carries out its work outside the desk."""
    outside = [path for path in ELSEWHERE.get(system, ()) if DESK not in path.parents]
    return codes_in([*(DESK / system).rglob("*.py"), *outside])


def reachable_codes(system: str) -> set[str]:
    """With which the work of this system can refuse at all."""
    return own_codes(system) | codes_in([*DESK.glob("*.py"), *ELSEWHERE.get(system, ())])


def _codes_of(node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.Call):
        return
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    given = node.args[CODE_AT[name] : CODE_AT[name] + 1] if name in CODE_AT else []
    given += [keyword.value for keyword in node.keywords if name in OUTCOMES and keyword.arg == "error"]
    yield from (value.value for value in given if isinstance(value, ast.Constant) and isinstance(value.value, str))
