"""The minutes of the announcements: each step in its table and in the journal, in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kiosk.database import announcements
from kiosk.database.announcements import Asked
from kiosk.database.journal import Stamp
from kiosk.database.moment import utc_text
from kiosk.database.store import Store, Urgency, Writing
from kiosk.desk.announcing.entry import Entry, Queued
from kiosk.desk.announcing.requests import Zone
from kiosk.desk.announcing.turns import Kind
from kiosk.desk.announcing.wording import Spoken, text_in
from kiosk.lane.words import Language

COUNTER = "counter"


@dataclass(frozen=True, slots=True)
class Minutes:
    """Writes down what is asked for, what is about to be said, and how it ended.

    :param stamp: when and by whom, for the journal.
    """

    store: Store
    stamp: Callable[[datetime, str], Stamp]

    def drop_leftovers(self, now: datetime) -> None:
        """What waited or was being said when the power went is not said any more."""

        def keep(writing: Writing) -> None:
            for number in announcements.in_queue(writing.db):
                self.end(writing, number, "dropped", "restarted", now, COUNTER)

        self.store.write(keep, Urgency.DESK)

    def asked(self, writing: Writing, kind: Kind, spoken: Spoken, zones: tuple[Zone, ...], times: int, now: datetime, who: str) -> Queued:
        """Somebody asked for this; in the caller's transaction."""
        number = self.ask(writing, kind, spoken, zones, times, now, who)
        writing.journal(self.stamp(now, who), "announcement_asked", {"announcement": number, "kind": kind.value, "times": times})
        return Queued(number)

    def ask(self, writing: Writing, kind: Kind, spoken: Spoken, zones: tuple[Zone, ...], times: int, now: datetime, who: str) -> int:
        """Give it a number, inside the caller's transaction."""
        texts = _texts(spoken)
        return announcements.ask(
            writing.db, Asked(kind.value, self.stamp(now, who).at, who, " ".join(zones), texts["zh"], texts["en"], times)
        )  # fmt: skip

    def about_to_say(self, writing: Writing, entry: Entry, now: datetime, heard_at: datetime, calls: list[dict[str, str]]) -> None:
        """It is said next, its first word at ``heard_at``; inside the caller's transaction. ``calls`` are the calls of classes in it."""
        stamp, number = self.stamp(now, COUNTER), entry.waiting.number
        announcements.about_to_say(writing.db, number, utc_text(heard_at))
        facts = {"announcement": number, "kind": entry.waiting.kind.value, "zones": list(entry.zones), **_texts(entry.spoken)}
        writing.journal(stamp, "announcing", {**facts, "calls": calls} if calls else facts)

    def paused(self, entry: Entry, trouble: str | None, now: datetime) -> None:
        """It was said, or not, and is to be said once more."""
        what = "announcement_cut" if trouble else "announced"
        facts = {"announcement": entry.waiting.number, "reason": trouble}
        self.store.write(lambda writing: writing.journal(self.stamp(now, COUNTER), what, facts), Urgency.DESK)

    def ended(self, entry: Entry, outcome: str, reason: str | None, now: datetime, who: str = COUNTER) -> None:
        """It came to its end: ``said``, ``failed``, ``cancelled`` or ``dropped``."""
        self.store.write(lambda writing: self.end(writing, entry.waiting.number, outcome, reason, now, who), Urgency.DESK)

    def end(self, writing: Writing, number: int, outcome: str, reason: str | None, now: datetime, who: str) -> None:
        """The same in the caller's transaction."""
        announcements.end(writing.db, number, outcome, reason)
        what = "announced" if outcome == "said" else f"announcement_{outcome}"
        writing.journal(self.stamp(now, who), what, {"announcement": number, "reason": reason})


def _texts(spoken: Spoken) -> dict[str, str | None]:
    return {language.value: text_in(spoken, language) for language in Language}
