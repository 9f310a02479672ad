"""What needed a second asking is counted from what pytest itself wrote about the first."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.asked_again import line

pytest_plugins = ["pytester"]

GOOD = "def test_a(): pass\ndef test_b(): pass\n"
BAD = """
import pytest

@pytest.fixture
def broken():
    raise OSError

@pytest.fixture
def breaks():
    yield
    raise OSError

def test_good(): pass
def test_fails(): assert False
def test_without_its_fixture(broken): pass
def test_fails_at_both_ends(breaks): assert False
"""


@pytest.fixture(autouse=True)
def without_other_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


def asked(pytester: pytest.Pytester, name: str, source: str) -> Path:
    file = pytester.path / f"{name}.xml"
    pytester.inline_run(pytester.makepyfile(**{f"test_{name}": source}), f"--junitxml={file}")
    return file


def test_nothing_asked_again_is_told_too(pytester: pytest.Pytester) -> None:
    assert line([asked(pytester, "good", GOOD)]) == "asked again: 0 of 2"


def test_what_failed_in_any_part_is_counted_once_and_named(pytester: pytest.Pytester) -> None:
    files = [asked(pytester, "good", GOOD), asked(pytester, "bad", BAD)]
    assert line(files) == ("asked again: 3 of 6: test_bad.test_fails, test_bad.test_fails_at_both_ends, test_bad.test_without_its_fixture")


def test_a_part_that_was_broken_off_is_no_zero(pytester: pytest.Pytester) -> None:
    files = [asked(pytester, "good", GOOD), pytester.path / "lab.xml"]
    assert line(files) == "asked again: everything, because the tests of lab were broken off"


def test_the_line_is_printed(pytester: pytest.Pytester) -> None:
    command = [sys.executable, "-m", "tests.asked_again", str(asked(pytester, "good", GOOD))]
    ran = subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True)
    assert ran.stdout == "asked again: 0 of 2\n"
