"""What the counter tells its screens."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from kiosk.lane.notices import Notice
from kiosk.lane.view import LaneView
from kiosk.wire.listening import Listening, Screen
from kiosk.wire.messages import Ask, ClubView, Requests, Shown, Told


class Broadcast:
    """The audience of a counter that has a socket.

    :param requests: those that can be asked on it.
    :param club_on: what is said of the club on the day of this moment.
    :param now: the club's wall clock; every view is sent with the time of sending, by which the screen sets its own clock.
    """

    def __init__(self, socket: Path, requests: Requests, club_on: Callable[[datetime], ClubView], now: Callable[[], datetime]) -> None:
        self._club_on = club_on
        self._now = now
        self._take: Callable[[Screen, Ask], None] | None = None
        self._listening = Listening(socket, requests, self._on_ask, self._on_arrival)
        self._sending = threading.Lock()  # so that nobody who arrives is sent an older view after a newer one
        self._view: LaneView | None = None
        self._club: ClubView | None = None

    def start(self, take: Callable[[Screen, Ask], None]) -> None:
        """Let screens connect.

        :param take: is given each request, in a thread of its screen.
        :raises HomeError: when the socket cannot be made.
        """
        self._take = take
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

    def _on_arrival(self, screen: Screen) -> None:
        with self._sending:
            if self._view and self._club:
                screen.send(Shown(replace(self._view, at=self._now()), self._club))

    def _on_ask(self, screen: Screen, ask: Ask) -> None:
        if self._take:
            self._take(screen, ask)
