"""Who may ask what: decided for every request there is."""

import pytest

from kiosk.desk.asked import GROUPS, Asked, By
from kiosk.desk.door.requests import CallStaff, PutTagsBack, WhoIsInside
from kiosk.desk.roles import Role, Roles
from kiosk.desk.staff.requests import SignIn
from kiosk.desk.systems import asks_of
from kiosk.settings.roles import load_roles
from kiosk.settings.shipped import shipped_file

ROLES = load_roles(shipped_file("roles.toml"))
ASKS = asks_of()


def allowed(kind: type) -> set[Role]:
    return {role for role in Role if ROLES.allow(role, ASKS[kind])}


@pytest.mark.parametrize("asked", ASKS.values(), ids=lambda asked: asked.name)
def test_every_request_is_free_for_all_or_for_somebody(asked: Asked) -> None:
    assert (asked.by in GROUPS) is bool(allowed(asked.request))


def test_only_leads_put_tags_back() -> None:
    assert allowed(PutTagsBack) == {Role.LEAD, Role.MANAGER}


def test_everybody_may_know_who_is_inside_and_anybody_may_call_staff() -> None:
    assert allowed(WhoIsInside) == set(Role)
    assert (ASKS[CallStaff].by, ASKS[SignIn].by) == (By.ANYBODY, By.ANYBODY)


def test_a_role_can_be_given_one_request_of_a_group() -> None:
    roles = Roles({Role.BAR: frozenset({"put_tags_back"})})
    assert [asked.name for asked in ASKS.values() if roles.allow(Role.BAR, asked)] == ["put_tags_back"]
