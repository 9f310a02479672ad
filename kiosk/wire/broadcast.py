"""What the counter tells its screens, and what they ask of it."""

import logging
import os
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kiosk.beside import barrier
from kiosk.desk.answering import Answering
from kiosk.desk.imports.incoming import Incoming
from kiosk.desk.requests import BeginImport, ImportRequest, ImportRows, Request, SignIn
from kiosk.errors import DatabaseUnusable, LaneFailed, RequestRefused, way_of
from kiosk.lane.notices import Notice
from kiosk.lane.view import LaneView
from kiosk.wire.listening import Listening, Screen
from kiosk.wire.messages import Ask, ClassToday, ClubView, Reply, Saying, Shown, Told, plain

log = logging.getLogger("kiosk.broadcast")

FAILED = (
    "this did not work, and nobody at the door was kept waiting; try once more, then tell the technician (the counter's log says where)"
)

ClassesOn = Callable[[date], tuple[ClassToday, ...]]


class Broadcast:
    """The audience of a counter that has a socket.

    :param classes_on: the classes of a calendar day.
    :param saying: what is being announced.
    :param now: the club's wall clock; every view is sent with the time of sending, by which the screen sets its own clock.
    :param submit: has a job done by the counter's own thread.
    """

    def __init__(
        self,
        socket: Path,
        names: tuple[str, str],
        classes_on: ClassesOn,
        saying: Callable[[], Saying | None],
        now: Callable[[], datetime],
        trusted: Callable[[], bool],
        submit: Callable[[Callable[[], None]], None],
    ) -> None:
        self._names = names
        self._classes_on = classes_on
        self._saying = saying
        self._now = now
        self._trusted = trusted
        self._submit = submit
        self._answering: Answering | None = None
        self._incoming: Incoming | None = None
        self._listening = Listening(socket, self._on_ask, self._on_arrival)
        self._sending = threading.Lock()  # so that nobody who arrives is sent an older view after a newer one
        self._signing_in = threading.Lock()  # one at a time, or many tries at once would all count as the first
        self._view: LaneView | None = None
        self._club: ClubView | None = None

    def _answer(self, screen: Screen, request: Request, staff_no: str | None) -> Any:
        if isinstance(request, ImportRequest):
            _must_be_own(screen.user)
            return self._incoming.answer(request) if self._incoming else None
        return self._answering.answer(request, staff_no) if self._answering else None

    def start(self, answering: Answering, incoming: Incoming) -> None:
        """Let screens connect.

        :raises HomeError: when the socket cannot be made.
        """
        self._answering, self._incoming = answering, incoming
        self._listening.start()

    def stop(self) -> None:
        """Cut every connection."""
        self._listening.stop()

    def show(self, view: LaneView) -> None:
        """Send the whole view to every screen."""
        self._send(view, self._club_on(view.at))

    def tell(self, notice: Notice) -> None:
        """Send a notice to every screen."""
        self._listening.send(Told(notice))

    def refresh(self) -> None:
        """Send anew when what is said of the club has changed: another day, other classes, time that is known now."""
        now = self._now()
        club = self._club_on(now)
        if self._view and club != self._club:
            self._send(replace(self._view, at=now), club)

    def _send(self, view: LaneView, club: ClubView) -> None:
        with self._sending:
            self._view, self._club = view, club
            self._listening.send(Shown(view, club))

    def _club_on(self, at: datetime) -> ClubView:
        """What is said of the club; what was said last when that cannot be told now. The lane's view is shown all the same."""
        name, name_en = self._names
        with barrier("the club's view"):
            return ClubView(name, name_en, self._classes_on(at.date()), self._trusted(), self._saying())
        return self._club or ClubView(name, name_en)

    def _on_arrival(self, screen: Screen) -> None:
        with self._sending:
            if self._view and self._club:
                screen.send(Shown(replace(self._view, at=self._now()), self._club))

    def _on_ask(self, screen: Screen, ask: Ask) -> None:
        """Signing in is slow on purpose, rows of an import are many, and neither touches the lane: not in the counter's thread.

        Who asks is whoever has signed in when the request arrives, however long it waits.
        """
        if isinstance(ask.request, SignIn):
            screen.staff_no = None  # also when this try fails: whoever stands there now is somebody else
            with self._signing_in:
                self._reply(screen, ask, None)
        elif isinstance(ask.request, BeginImport | ImportRows):
            self._reply(screen, ask, None)
        else:
            staff_no = screen.staff_no
            self._submit(lambda: self._reply(screen, ask, staff_no))

    def _reply(self, screen: Screen, ask: Ask, staff_no: str | None) -> None:
        """Whatever goes wrong, there is one answer, and the door goes on. Only the lane's own failure ends the counter."""
        try:
            value = self._answer(screen, ask.request, staff_no)
        except RequestRefused as refused:
            screen.send(Reply(ask.number, ok=False, error=refused.code, text=str(refused)))
        except DatabaseUnusable as error:
            screen.send(Reply(ask.number, ok=False, error="database", text=str(error)))
        except LaneFailed:
            raise
        except Exception as error:
            log.error("request_failed request=%s error=%s", type(ask.request).__name__, way_of(error))
            screen.send(Reply(ask.number, ok=False, error="failed", text=FAILED))
        else:
            if isinstance(ask.request, SignIn):
                screen.staff_no = ask.request.staff_no
            screen.send(Reply(ask.number, ok=True, value=_plain(value)))


def _must_be_own(user: int) -> None:
    """Who may write the database file may also import into it.

    :raises RequestRefused: when the machine's user is neither root nor the counter's own.
    """
    if user not in (0, os.geteuid()):
        raise RequestRefused("not_allowed", "only root and the user that the counter runs as may import")


def _plain(value: Any) -> Any:
    return plain(value) if value is not None else None


class NoAudience:
    """The audience of a counter that nobody looks at."""

    def show(self, view: LaneView) -> None:
        """Not seen."""

    def tell(self, notice: Notice) -> None:
        """Not heard."""
