"""Whatever is asked, by whomever: there is one answer, and the next member is let in."""

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.desk.roles import Role
from kiosk.desk.systems import asks_of
from kiosk.lane.view import Welcome
from tests.club import PIN, SUN
from tests.desk.any_request import any_request
from tests.desk.refusal_codes import common_codes
from tests.live_counter import LiveCounter
from tests.screen_client import ScreenClient

KINDS = tuple(asks_of())
REFUSES = {asked.name: asked.refuses for asked in asks_of().values()}
COMMON = common_codes()
PEOPLE = tuple((f"R-{role}", role.value, PIN) for role in Role)
CALM = ({"input": "fire_alarm", "on": False}, {"input": "emergency", "on": False}, {"fault": "reader_lost", "on": False})


@pytest.mark.slow
def test_any_request_by_anybody_is_answered_and_the_next_member_is_let_in() -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="k-")))
        live = stack.enter_context(LiveCounter(folder, *PEOPLE))
        screens: dict[Role | None, ScreenClient] = {role: stack.enter_context(live.screen()) for role in (None, *Role)}
        for role in Role:
            assert screens[role].sign_in(f"R-{role}", PIN).ok

        @settings(max_examples=600, deadline=None)
        @given(role=st.sampled_from([None, *Role]), fields=any_request(KINDS))
        def any_request_is_answered(role: Role | None, fields: dict[str, Any]) -> None:
            reply = screens[role].send_request(fields)
            assert reply.ok or (reply.error and reply.text), fields
            assert reply.error != "failed", fields
            assert reply.ok or reply.error in {*REFUSES[fields["do"]], *COMMON}, fields
            assert screens[role].ask("ping").ok

        any_request_is_answered()
        with live.screen() as screen:
            for line in CALM:
                screen.ask("simulate", line=line)
            screen.simulate(tap=SUN)
            assert screen.face(Welcome).guest.name == "孙远舟"
