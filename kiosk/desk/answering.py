"""The way of every request: who asks, whether they may, what it does, and the one answer. What it does stands in its system."""

import logging
import os
from collections.abc import Callable, Mapping
from typing import Any

from kiosk.database import people
from kiosk.database.store import Urgency
from kiosk.desk.asked import Asked, By, Caller, Desk, Seat, Shell, not_signed_in
from kiosk.desk.keeping import Keeping
from kiosk.desk.outcome import Outcome
from kiosk.desk.roles import Role, Roles
from kiosk.desk.sessions import Sessions
from kiosk.errors import DatabaseUnusable, LaneFailed, RequestRefused, way_of

log = logging.getLogger("kiosk.desk")

FAILED = "this did not work; try once more, then tell the technician: the counter's log says where it failed"


class Answering:
    """Answers requests: most of them in the counter's own thread, between two events.

    :param asks: every request by its type.
    :param roles: what each role may ask.
    :param tools: what the systems use that lives as long as the counter, by its class.
    :param plain: turns a reply's value into lists, dictionaries and texts.
    """

    def __init__(
        self,
        shell: Shell,
        asks: Mapping[type, Asked],
        roles: Roles,
        sessions: Sessions,
        tools: Mapping[type, Any],
        plain: Callable[[Any], Any],
    ) -> None:
        self._shell = shell
        self._asks = asks
        self._roles = roles
        self._sessions = sessions
        self._tools = tools
        self._plain = plain

    def arrive(self, seat: Seat, request: object, key: str | None, answered: Callable[[Outcome], None]) -> None:
        """Take a request in, from the asker's thread. Who asks is who has signed in now, however long the request waits."""
        asked = self._asks[type(request)]
        caller = self._caller(seat, asked)
        if asked.beside:
            answered(self.answer(caller, request, key))
        else:
            self._shell.submit(lambda: answered(self.answer(caller, request, key)))

    def answer(self, caller: Caller, request: object, key: str | None = None) -> Outcome:
        """Carry a request out. Whatever goes wrong, there is one answer, and the door goes on.

        :raises LaneFailed: when the lane failed at an event of this request, which ends the counter.
        """
        asked = self._asks[type(request)]
        try:
            return self._carry_out(asked, caller, request, key)
        except RequestRefused as refused:
            return _refused(refused)
        except DatabaseUnusable as error:
            return Outcome(ok=False, error="database", text=str(error))
        except LaneFailed:
            raise
        except Exception as error:
            log.error("request_failed request=%s error=%s", asked.name, way_of(error))
            return Outcome(ok=False, error="failed", text=FAILED)

    def _carry_out(self, asked: Asked, caller: Caller, request: object, key: str | None) -> Outcome:
        caller = self._allowed(asked, caller)
        now = self._shell.now()
        stamp = self._shell.stamp(now, caller.staff_no or "counter")
        keeping = Keeping(None if asked.repeatable else key, stamp.who, request, self._plain)
        if before := keeping.before(self._shell.store):
            return before
        if card_no := getattr(request, "card_no", None):
            self._shell.store_waiting_rows_of(card_no)
        try:
            value = asked.work(Desk(caller, now, stamp, self._shell, keeping.along, self._tools), request)
        except RequestRefused as refused:
            outcome = _refused(refused)
        else:
            outcome = Outcome(ok=True, value=self._plain(value))
        keeping.after(self._shell.store, outcome)
        return outcome

    def _caller(self, seat: Seat, asked: Asked) -> Caller:
        token = seat.token
        if asked.touches or not asked.repeatable:
            self._sessions.touch(token)
        session = self._sessions.find(token)
        return Caller(
            staff_no=session.staff_no if session else None,
            seat=seat,
            token=token,
            locked=token is not None and session is None,
            program=seat.user in (0, os.geteuid()),
        )

    def _allowed(self, asked: Asked, caller: Caller) -> Caller:
        """As whom the request is carried out.

        :raises RequestRefused: when they may not.
        """
        match asked.by:
            case By.ANYBODY:
                return caller
            case By.PROGRAM:
                if not caller.program:
                    raise RequestRefused("not_allowed", "only root and the user that the counter runs as may ask this")
                return caller
            case _ if asked.in_alarm and self._shell.in_alarm():
                try:
                    self._must_have_role(asked, caller)
                except (RequestRefused, DatabaseUnusable):
                    return Caller(seat=caller.seat)  # anybody, who is told no more than anybody
                return caller
            case _:
                self._must_have_role(asked, caller)
                return caller

    def _must_have_role(self, asked: Asked, caller: Caller) -> None:
        number = caller.staff_no
        if number is None:
            raise not_signed_in(caller)
        row = self._shell.store.read(lambda db: people.staff_member(db, number), Urgency.DESK)
        if row is None:
            raise RequestRefused("no_such_staff", f"nobody works here under the number {number}")
        session = self._sessions.find(caller.token)
        if session and session.known_as != (row["role"], row["pin_hash"]):
            self._sessions.end(caller.token)
            raise RequestRefused("session_over", "your role or your PIN has changed; sign in again")
        if not self._roles.allow(Role(row["role"]), asked):
            raise RequestRefused("not_allowed", f"a {row['role']} may not do this; ask the lead")


def _refused(refused: RequestRefused) -> Outcome:
    return Outcome(ok=False, error=refused.code, text=str(refused))
