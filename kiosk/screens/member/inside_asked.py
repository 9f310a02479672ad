"""Who is inside, asked of the counter again and again while somebody reads it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kivy.clock import Clock

from kiosk.desk.door.requests import WhoIsInside
from kiosk.screens.member.staff_call import Ask
from kiosk.wire.messages import Reply


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is inside. ``kind`` is one of ``member, trial, coach, staff``."""

    name: str
    tag: str | None
    since: datetime
    kind: str


Heard = Callable[[tuple[Person, ...] | None], None]


class InsideAsked:
    """One question at a time, and the next some seconds after its answer.

    :param heard: is told everybody who is inside, in the order in which they came; none when there was no answer.
    :param every_s: seconds from an answer to the next question.
    """

    def __init__(self, ask: Ask, heard: Heard, every_s: float = 3.0) -> None:
        self._ask = ask
        self._heard = heard
        self._again = Clock.create_trigger(self._put_question, every_s)
        self._asking = False

    def begin(self) -> None:
        """Ask, and go on asking."""
        self._asking = True
        self._put_question()

    def end(self) -> None:
        """Ask no more; an answer that is under way is not heard."""
        self._asking = False
        self._again.cancel()

    def _put_question(self, *_: float) -> None:
        self._ask(WhoIsInside(), self._answered)

    def _answered(self, reply: Reply) -> None:
        if self._asking:
            self._heard(tuple(_person(fields) for fields in reply.value) if reply.ok else None)
            self._again()


def _person(fields: dict[str, Any]) -> Person:
    return Person(fields["name"], fields["tag"], datetime.fromisoformat(fields["since"]), fields["kind"])
