"""The calls of the classes of today and tomorrow: how each stands, from the programme and from what is on disk."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby

from kiosk.database.announcements import ClassCall, calls_known, keep_said, keep_skipped
from kiosk.database.journal import Stamp
from kiosk.database.moment import utc_text
from kiosk.database.store import Store, Urgency, Writing
from kiosk.desk.announcing.due import MOST_CALLS, Call, CallRules, Said, State, Which, Why, calls, said_of, together
from kiosk.desk.classes.programme import Occurrence, midnight
from kiosk.desk.classes.remembered import Programme

NO_SOUND = "no_sound"


@dataclass(slots=True)
class Calling:
    """Looks when it is told to, and answers from what it saw last."""

    store: Store
    programme: Programme
    rules: CallRules
    stamp: Callable[[datetime, str], Stamp]
    seen: tuple[Call, ...] = ()
    time_unknown: bool = False
    _rows: tuple[ClassCall, ...] = ()
    _at: datetime | None = None

    def look(self, now: datetime, time_known: bool) -> None:
        """See how every call stands now."""
        today = now.astimezone(self.programme.zone).date()
        classes = (*self.programme.on(today), *self.programme.on(today + timedelta(days=1)))
        first, end = (utc_text(midnight(today + timedelta(days=days), self.programme.zone)) for days in (0, 2))
        keys = [one.key for one in classes]
        self._rows = self.store.read(lambda db: calls_known(db, first, end, keys), Urgency.DESK)
        self.seen = calls(classes, said_in(self._rows), now, self.rules, time_known)
        self.time_unknown, self._at = not time_known, now

    def look_again(self) -> None:
        """See what has changed since, at the same moment."""
        if self._at:
            self.look(self._at, not self.time_unknown)

    def due(self) -> tuple[tuple[Call, ...], ...]:
        """What is to be announced now: classes that start together are one announcement."""
        return together(call for call in self.seen if call.state is State.DUE)

    def coming(self) -> tuple[datetime, ...]:
        """When the calls ahead are to be ordered."""
        return tuple(call.due - self.rules.lead for call in self.seen if call.state is State.COMING)

    def groups_until(self, at: datetime) -> tuple[tuple[Call, ...], ...]:
        """The announcements that become due until then."""
        soon = [call for call in self.seen if call.state is State.COMING and call.due <= at]
        return tuple(group for _, same in groupby(soon, key=lambda call: call.due) for group in together(same))

    def note_skipped(self, now: datetime, silent: bool) -> None:
        """Write down, once, which calls are not said and why.

        :param silent: there is no loudspeaker: what is due is skipped.
        """
        known = {(row.key, row.call, row.due) for row in self._rows}
        skipped = [
            _row(call.one, call.which, call.due, self.stamp(now, "counter").at, skipped=reason)
            for call in self.seen
            if call.due <= now and (reason := _reason(call, silent)) and (call.one.key, call.which.value, utc_text(call.due)) not in known
        ]
        if not skipped:
            return

        def keep(writing: Writing) -> None:
            for row in skipped:
                keep_skipped(writing.db, row)
                facts = {"class": row.key, "call": row.call, "due": row.due, "reason": row.skipped}
                writing.journal(self.stamp(now, "counter"), "call_skipped", facts)

        self.store.write(keep, Urgency.DESK)
        self.look_again()

    def keep_said(self, writing: Writing, said: Iterable[tuple[Occurrence, Which, datetime]], announcement: int, now: datetime) -> None:
        """Write down calls that are about to be said."""
        for one, which, due in said:
            number = sum(row.key == one.key and row.number is not None for row in self._rows) + 1
            keep_said(writing.db, _row(one, which, due, utc_text(max(now, due)), number, announcement))

    def left(self, one: Occurrence) -> int:
        """How often this class may still be called."""
        return max(0, MOST_CALLS - len(said_of(one, said_in(self._rows))))

    def find(self, key: str) -> Occurrence | None:
        """The class with this key, today or tomorrow, as it is now."""
        return next((call.one for call in self.seen if call.one.key == key), None)

    def next_midnight(self, now: datetime) -> datetime:
        """When the day changes on the club's clock."""
        return midnight(now.astimezone(self.programme.zone).date() + timedelta(days=1), self.programme.zone).astimezone(UTC)


def said_in(rows: Iterable[ClassCall]) -> tuple[Said, ...]:
    """The calls that were said, of those on disk."""
    return tuple(
        Said(row.key, Which(row.call), _moment(row.due), _moment(row.start), row.name, row.room, _moment(row.at))
        for row in rows
        if row.number is not None
    )


def _reason(call: Call, silent: bool) -> str | None:
    """Why it is not said; none when it is, or when that cannot be told while nobody knows the time."""
    if call.state is State.DUE and silent:
        return NO_SOUND
    return call.why.value if call.why and call.why is not Why.TIME_UNKNOWN else None


def _row(
    one: Occurrence,
    which: Which,
    due: datetime,
    at: str,
    number: int | None = None,
    announcement: int | None = None,
    skipped: str | None = None,
) -> ClassCall:
    return ClassCall(one.key, which.value, utc_text(due), utc_text(one.start), one.name, one.room, at, number, announcement, skipped)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
