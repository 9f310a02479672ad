"""A unit test that takes too long by itself fails; one that is marked slow, or is only held up, does not."""

from dataclasses import replace
from textwrap import dedent
from typing import Any

import pytest

from tests.time_limits import SLOW_TIME_OUT_S, TIME_OUT_S, Meter, TimeLimits, free_time_s, own_time_s

pytest_plugins = ["pytester"]

LIMIT_S = 0.04
WORK = """
    import pytest
    from time import process_time

    def work():
        begun_s = process_time()
        while process_time() - begun_s < 0.05:
            pass

    @pytest.fixture
    def prepared():
        work()
"""
WORKING = "def test_planted(): work()"
IN_SET_UP = "def test_planted(prepared): pass"
SLOW = f"@pytest.mark.slow\n{WORKING}"
QUICK = "def test_planted(): pass"
BEFORE = Meter(100.0, 20.0, (30.0, 40.0), 5.0)


@pytest.fixture(autouse=True)
def without_other_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


def asked(pytester: pytest.Pytester, test: str, path: str = "test_planted.py", limit_s: float = LIMIT_S) -> Any:
    """The planted test's report."""
    pytester.makeini("[pytest]\nmarkers =\n    slow\n")
    file = pytester.path / path
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"{dedent(WORK)}\n\n{test}\n", encoding="utf-8")
    ran = pytester.inline_run(file, plugins=[TimeLimits(pytester.path, limit_s)])
    return ran.matchreport(when="call")


@pytest.mark.parametrize("test", [WORKING, IN_SET_UP])
def test_a_test_that_works_too_long_fails_and_is_told_why(pytester: pytest.Pytester, test: str) -> None:
    report = asked(pytester, test)
    assert report.failed
    assert "s by itself, and may take 0.04 s" in str(report.longrepr)


@pytest.mark.parametrize(
    ("test", "path"),
    [(QUICK, "test_planted.py"), (SLOW, "test_planted.py"), (WORKING, "middleware/test_planted.py"), (WORKING, "lab/test_planted.py")],
)
def test_a_quick_test_passes_and_so_do_one_marked_slow_and_one_of_the_middleware(pytester: pytest.Pytester, test: str, path: str) -> None:
    assert asked(pytester, test, path, LIMIT_S if test != QUICK else 1.0).passed


@pytest.mark.parametrize(
    ("what", "after", "own_s"),
    [
        ("works", Meter(103.0, 22.9, (30.0, 40.1), 5.0), 2.9),
        ("sleeps while another works", Meter(103.0, 20.0, (30.0, 42.9), 5.0), 2.9),
        ("sleeps while others have every core", Meter(103.0, 20.0, (30.1, 40.2), 5.0), 0.2),
        ("has a busy core for a tenth of the time", Meter(103.0, 20.3, (30.0, 40.0), 5.0), 0.3),
        ("waits for a disk, and so do others", Meter(103.0, 20.1, (31.0, 40.0), 6.9), 0.1),
        ("lets programs work on both cores", Meter(103.0, 25.0, (30.0, 40.0), 5.0), 3.0),
    ],
)
def test_what_a_test_takes_by_itself_is_told_from_what_it_is_held_up_by(what: str, after: Meter, own_s: float) -> None:
    assert own_time_s(BEFORE, after) == pytest.approx(own_s), what


@pytest.mark.parametrize(
    ("after", "free_s"),
    [
        (Meter(103.0, 20.0, (33.0, 41.0), 5.0), 3.0),
        (Meter(103.0, 20.0, (36.0, 46.0), 5.0), 3.0),
        (Meter(103.0, 23.0, (30.0, 40.5), 5.0), 0.5),
        (Meter(103.0, 20.0, (30.5, 40.0), 7.0), 0.0),
    ],
    ids=["a core was idle", "never more than has passed", "busy cores", "busy cores and a busy disk"],
)
def test_time_is_free_in_which_a_core_was_idle(after: Meter, free_s: float) -> None:
    assert free_time_s(BEFORE, after) == free_s


def test_a_test_that_sleeps_too_long_fails_where_a_core_is_free(pytester: pytest.Pytester) -> None:
    clocks = iter([BEFORE, replace(BEFORE, passed_s=101.1, idle_s=(31.1, 40.3))])
    pytester.makepyfile(QUICK)
    ran = pytester.inline_run(plugins=[TimeLimits(pytester.path, read=lambda: next(clocks))])
    assert "It took 1.1 s by itself" in str(ran.matchreport(when="call").longrepr)


def test_this_test_has_ten_seconds_until_it_is_ended(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("timeout").args == (TIME_OUT_S,) == (10,)


@pytest.mark.slow
def test_one_that_is_marked_slow_has_two_minutes(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("timeout").args == (SLOW_TIME_OUT_S,) == (120,)


@pytest.mark.timeout(30)
def test_one_that_names_its_own_time_out_keeps_it(request: pytest.FixtureRequest) -> None:
    assert [mark.args for mark in request.node.iter_markers("timeout")] == [(30,)]
