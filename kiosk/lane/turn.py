"""One event being decided: the state as it changes, and what comes of it so far."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from kiosk.lane.actions import Action, Chime, Remind, Say, Tell
from kiosk.lane.facts import Facts
from kiosk.lane.notices import Notice, NoticeCode
from kiosk.lane.records import Record
from kiosk.lane.rules import LaneRules
from kiosk.lane.state import Lane
from kiosk.lane.timers import MessageOver
from kiosk.lane.view import Guest, Message
from kiosk.lane.words import Sound


@dataclass(slots=True)
class Turn:
    """Collects a decision. Lives for one event and is never kept."""

    at: datetime
    lane: Lane
    facts: Facts
    rules: LaneRules
    records: list[Record] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    allowed: bool = False

    def change(self, **fields: Any) -> None:
        """Replace these fields of the state."""
        self.lane = replace(self.lane, **fields)

    def record(self, record: Record) -> None:
        """Put this on disk."""
        self.records.append(record)

    def act(self, *actions: Action) -> None:
        """Order these, once the records are on disk."""
        self.actions.extend(actions)

    def tell(self, code: NoticeCode, **values: object) -> None:
        """Put a notice before the desk."""
        self.act(Tell(Notice(self.at, code, tuple((name, str(value)) for name, value in values.items()))))

    def speak(self, sound: Sound, phrase: str, guest: Guest, **values: str) -> None:
        """Chime, then say a phrase to somebody by name."""
        named = (("name", guest.name), ("sex", guest.sex.value if guest.sex else ""), *values.items())
        self.act(Chime(sound), Say(phrase, guest.language, named))

    def show(self, message: Message, seconds: float) -> None:
        """Show a message for so long, in place of the one before."""
        number = self.lane.message_number + 1
        self.change(message=message, message_number=number)
        self.act(Remind(self.rules.after(self.at, seconds), MessageOver(number)))
