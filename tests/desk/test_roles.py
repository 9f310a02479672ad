"""Who may ask what: decided for every request there is."""

from typing import get_args

import pytest

from kiosk.desk.requests import CallStaff, PutTagsBack, Request, SignIn, WhoIsInside
from kiosk.desk.roles import WITHOUT_SIGN_IN, Role, may, needs_sign_in
from kiosk.lane.words import Sex

REQUESTS: tuple[type[Request], ...] = get_args(Request)


def one(kind: type[Request]) -> Request:
    """A request of this kind; what stands in it does not matter here."""
    return kind.__new__(kind)


@pytest.mark.parametrize("kind", REQUESTS)
def test_every_request_is_free_for_all_or_for_somebody(kind: type[Request]) -> None:
    allowed = {role for role in Role if may(role, one(kind))}
    assert needs_sign_in(one(kind)) is (kind not in WITHOUT_SIGN_IN)
    assert bool(allowed) is needs_sign_in(one(kind))


def test_only_leads_put_tags_back() -> None:
    assert {role for role in Role if may(role, PutTagsBack(Sex.FEMALE))} == {Role.LEAD, Role.MANAGER}


def test_everybody_may_know_who_is_inside_and_anybody_may_call_staff() -> None:
    assert all(may(role, WhoIsInside()) for role in Role)
    assert not needs_sign_in(CallStaff())
    assert not needs_sign_in(SignIn("S01", "2580"))
