"""Simulated hardware at the pace of real time, for the demo and for trying a counter without a door."""

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kiosk.errors import MessageError, RequestRefused
from kiosk.hardware.simulated import Door, ScriptFault
from kiosk.lane.card import canonical_uid
from kiosk.lane.words import Direction, Line, Sex
from kiosk.simulator.people import People
from kiosk.simulator.script import check_step

KILLED = 137


@dataclass(frozen=True, slots=True)
class LiveSchedule:
    """Waits in a thread of its own, then has it done by the counter's."""

    submit: Callable[[Callable[[], None]], None]

    def after(self, seconds: float, then: Callable[[], None]) -> None:
        """Do this so many seconds from now."""
        timer = threading.Timer(seconds, lambda: self.submit(then))
        timer.daemon = True
        timer.start()


@dataclass(frozen=True, slots=True)
class LiveStage:
    """Carries out script lines that a screen sends, and what its user does by hand: ``{"hand": "take_tag"}``, ``{"hand": "walk"}``.

    :param held_by: the tag that the member with this card number has.
    """

    door: Door
    people: People
    lane: str
    held_by: Callable[[str], str | None]

    def play(self, fields: dict[str, Any]) -> None:
        """Carry out one line, now.

        :raises RequestRefused: when it is no line, or cannot be done just now.
        """
        if fields in ({"hand": "take_tag"}, {"hand": "walk"}):
            self._by_hand(fields["hand"])
            return
        try:
            verb = check_step(fields, self.lane)
        except MessageError as error:
            raise RequestRefused("bad_line", str(error)) from None
        match verb:
            case "tap":
                self._must(self.door.tap(canonical_uid(fields["tap"])), "reader_lost", "the reader is gone; nobody saw the card")
            case "return":
                self._put_in_slot(fields["return"])
            case "return_of":
                tag = self.held_by(fields["return_of"])
                if tag is None:
                    raise RequestRefused("no_tag", f"{fields['return_of']} has no tag")
                self._put_in_slot(tag)
            case "behave":
                self.people.behave(fields["behave"])
            case "fault":
                self.door.set_fault(ScriptFault(fields["fault"]), fields["on"])
            case "input":
                self.door.set_input(Line(fields["input"]), fields["on"])
            case "power_cut":
                os._exit(KILLED)
            case _:
                raise RequestRefused("bad_line", "send a request as a request")

    def _by_hand(self, what: str) -> None:
        if what == "walk":
            self._must(self.door.walk(Direction.ENTRY), "locked", "the turnstile is locked")
        else:
            self._must(any(self.door.take_tag(pool) for pool in Sex), "no_tag", "there is no tag in the mouth")

    def _put_in_slot(self, mark: str) -> None:
        self._must(self.door.put_in_slot(mark), "return_full", "the return slot is full; the tag does not fit")

    @staticmethod
    def _must(done: bool, code: str, text: str) -> None:
        if not done:
            raise RequestRefused(code, text)
