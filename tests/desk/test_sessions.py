"""A session is a token: it locks when nobody touches the screen, ends at the latest after a shift, and is found from any connection."""

import pytest

from kiosk.desk.sessions import Sessions

LEAD = ("lead", "hash")


class Watch:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def sessions(watch: Watch) -> Sessions:
    return Sessions(lock_after_s=60, longest_s=3600, elapsed_s=watch)


def test_a_session_locks_a_minute_after_the_last_touch(sessions: Sessions, watch: Watch) -> None:
    token = sessions.open("S01", LEAD)
    watch.now_s += 59
    sessions.touch(token)
    watch.now_s += 59
    assert sessions.find(token)
    watch.now_s += 1
    assert sessions.find(token) is None
    sessions.touch(token)
    assert sessions.find(token) is None


def test_a_session_ends_after_its_longest_time_however_often_it_is_touched(sessions: Sessions, watch: Watch) -> None:
    token = sessions.open("S01", LEAD)
    for _ in range(3600 // 30):
        watch.now_s += 30
        sessions.touch(token)
    assert sessions.find(token) is None


def test_each_sign_in_is_a_session_of_its_own(sessions: Sessions) -> None:
    one, other = sessions.open("S01", LEAD), sessions.open("S01", LEAD)
    sessions.end(one)
    assert sessions.find(one) is None
    found = sessions.find(other)
    assert found
    assert (found.staff_no, found.known_as) == ("S01", LEAD)


@pytest.mark.parametrize("token", [None, "", "guessed"])
def test_what_is_no_token_is_nobodys_session(sessions: Sessions, token: str | None) -> None:
    sessions.open("S01", LEAD)
    sessions.touch(token)
    sessions.end(token)
    assert sessions.find(token) is None


def test_sessions_that_are_over_are_not_kept(sessions: Sessions, watch: Watch) -> None:
    tokens = []
    for _ in range(500):
        tokens.append(sessions.open("S01", LEAD))
        watch.now_s += 10
    assert len(sessions) <= 7
    assert len(set(tokens)) == 500


def test_no_token_is_in_a_log(sessions: Sessions) -> None:
    token = sessions.open("S01", LEAD)
    assert token not in repr(sessions.find(token))
