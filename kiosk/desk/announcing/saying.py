"""The club's announcements: woken when something is due, on disk before it sounds, and told how it went.

Everything here is done in the counter's own thread.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from audio.orders import Cut, Dropped, Failed, Finished, MusicNow, Report, Started
from kiosk.database.store import Urgency, Write, Writing
from kiosk.desk.announcing.class_calls import Calling
from kiosk.desk.announcing.due import Call, Which, Why
from kiosk.desk.announcing.entry import Entry, Loudspeaker, Manner, Ordered, Time
from kiosk.desk.announcing.minutes import COUNTER, Minutes
from kiosk.desk.announcing.requests import Zone
from kiosk.desk.announcing.turns import Kind, Waiting, cuts, next_of, too_late
from kiosk.desk.announcing.wording import Spoken, class_call
from kiosk.desk.classes.programme import Occurrence
from kiosk.errors import RequestRefused, barrier

log = logging.getLogger("kiosk.announcements")

NO_REPORT_AFTER = timedelta(minutes=4)
"""An order that nobody reports on is given up; the longest announcement takes half of this."""
NEAR = timedelta(seconds=30)
"""A notice does not begin so shortly before a class is to be called."""
LOOK_AGAIN = timedelta(seconds=30)
"""While nobody knows the time."""
MOST_WAITING = 20


@dataclass(slots=True)
class Announcements:
    """Ask it to say something; it says it when its turn comes. Classes it calls by itself.

    :param speaker: none when this counter has no sound.
    :param changed: called when what is being said has changed.
    """

    clock: Time
    calling: Calling
    minutes: Minutes
    manner: Manner
    speaker: Loudspeaker | None
    changed: Callable[[], None] = lambda: None
    queue: list[Entry] = field(default_factory=list)
    music: dict[str, MusicNow] = field(default_factory=dict)
    _orders: dict[int, Ordered] = field(default_factory=dict)
    _prepared: set[tuple[str, datetime, datetime]] = field(default_factory=set)
    _wake_at: datetime | None = None

    def start(self) -> None:
        """Begin anew; what waited when the power went is not said any more."""
        now = self.clock.now()
        self.minutes.drop_leftovers(now)
        self.wake(now)

    def next_at(self) -> datetime | None:
        """When it wants to be woken."""
        return self._wake_at

    def wake(self, now: datetime) -> None:
        """Say what is due, write down what is not said and why, and render ahead what is to be said soon."""
        self._write_down_what_is_over(now)
        self._give_up(now)
        self.calling.look(now, self.time_known())
        self.calling.note_skipped(now, silent=self.speaker is None)
        self._drop_late(now)
        if self.speaker:
            self._prepare(now, self.speaker)
            self._advance(now, self.speaker)
        self._wake_at = self._next_moment(now)

    def move(self, by: timedelta) -> None:
        """The clock was set: what waits has waited as long as before, and what is being said is as overdue as it was."""
        self.queue = [replace(each, waiting=replace(each.waiting, since=each.waiting.since + by)) for each in self.queue]
        self._orders = {order: replace(each, overdue_at=each.overdue_at + by) for order, each in self._orders.items()}

    def must_have_speaker(self) -> Loudspeaker:
        """What sounds.

        :raises RequestRefused: when there is none.
        """
        if self.speaker is None:
            raise RequestRefused("no_sound", "this counter has no loudspeaker; a technician can switch sound on in the settings")
        return self.speaker

    def must_take(self, kind: Kind) -> None:
        """Look whether one more announcement of this kind can be taken.

        :raises RequestRefused: when there is no sound, or too much waits.
        """
        self.must_have_speaker()
        if len(self.queue) >= MOST_WAITING and kind is not Kind.EMERGENCY:
            raise RequestRefused("queue_full", f"{MOST_WAITING} announcements wait already; cancel one first")

    def take(self, number: int, kind: Kind, spoken: Spoken, zones: tuple[Zone, ...], times: int, one: Occurrence | None = None) -> None:
        """Put an announcement that stands in the minutes into the queue, and say it at once when its turn has come.

        :param number: its number there.
        :param one: the class that is called by it.
        """
        self.queue.append(Entry(Waiting(number, kind, self.clock.now(), times), spoken, zones, one))
        self.look_now()

    def look_now(self) -> None:
        """Do what is due. What fails is done at the next waking: whoever asked was answered by what is on disk."""
        now = self._wake_at = self.clock.now()
        with barrier("announcements"):
            self.wake(now)

    def cancel(self, number: int, who: str, write: Write) -> None:
        """Take it out of the queue, or silence it.

        :param write: carries out the change.
        :raises RequestRefused: when it is not there.
        """
        now = self.clock.now()
        entry = next((each for each in self.queue if each.waiting.number == number), None)
        if entry:
            outcome = "said" if entry.heard else "cancelled"
            write(lambda writing: self.minutes.end(writing, number, outcome, "cancelled", now, who))
            self.queue.remove(entry)
            self.look_now()
            return
        for order, ordered in self._orders.items():
            if ordered.entry.waiting.number == number and self.speaker:
                self._orders[order] = replace(ordered, entry=replace(ordered.entry, cancelled=True))
                self.speaker.cancel(order)
                return
        raise RequestRefused("not_waiting", f"announcement {number} does not wait and is not being said")

    def hear(self, report: Report) -> None:
        """Take what the loudspeaker reports."""
        match report:
            case Started(number, after_ms) if number in self._orders:
                log.info("announcing announcement=%d after_ms=%d", self._orders[number].entry.waiting.number, after_ms)
            case Finished(number):
                self._over(number, None)
            case Cut(number):
                self._over(number, "cut")
            case Dropped(number, why):
                self._over(number, why.value)
            case Failed(number, reason):
                self._over(number, reason)
            case MusicNow(zone=zone):
                self.music[zone] = report
            case _:
                pass

    def saying(self) -> Entry | None:
        """What is being said."""
        return next((ordered.entry for ordered in reversed(self._orders.values()) if not ordered.over), None)

    def time_known(self) -> bool:
        """Whether the time is good enough to call classes by."""
        return self.clock.trusted() or not self.manner.needs_known_time

    def pending_at(self) -> datetime | None:
        """When the next of what waits can be said, whatever else is being said; none when nothing waits."""
        return min((entry.waiting.since for entry in self.queue), default=None)

    def _advance(self, now: datetime, speaker: Loudspeaker) -> None:
        due = self.calling.due()
        near = any(at <= now + NEAR for at in self.calling.coming())
        first = next_of((entry.waiting for entry in self.queue), now, bool(due), near)
        busy = [ordered.entry.waiting.kind for ordered in self._orders.values() if not ordered.over]
        if busy and not (first and all(cuts(first.kind, kind) for kind in busy)):
            return
        if first:
            self._begin_asked(next(entry for entry in self.queue if entry.waiting is first), now, speaker)
        elif due:
            self._begin_calls(due[0], now, speaker)

    def _begin_asked(self, entry: Entry, now: datetime, speaker: Loudspeaker) -> None:
        if why := self._why_not(entry):
            self.minutes.ended(entry, "dropped", why, now)
            self.queue.remove(entry)
            self._advance(now, speaker)
            return
        calls = ((entry.one, Which.ASKED, now),) if entry.one else ()
        self._commit_and_order(lambda _: entry, calls, now, now, speaker)

    def _why_not(self, entry: Entry) -> str | None:
        """Why the class that staff wanted called cannot be called any more, as it was when they asked."""
        if entry.one is None:
            return None
        if self.calling.find(entry.one.key) != entry.one:
            return "changed"
        return None if self.calling.left(entry.one) else Why.SAID_TWICE.value

    def _begin_calls(self, group: tuple[Call, ...], now: datetime, speaker: Loudspeaker) -> None:
        spoken, zones = class_call(group, self.manner.tongues), self.manner.zones

        heard_at = max(now, *(call.due for call in group))

        def numbered(writing: Writing) -> Entry:
            number = self.minutes.ask(writing, Kind.CLASS, spoken, zones, 1, heard_at, COUNTER)
            return Entry(Waiting(number, Kind.CLASS, now, 1), spoken, zones)

        self._commit_and_order(numbered, tuple((call.one, call.which, call.due) for call in group), now, heard_at, speaker)

    def _commit_and_order(
        self,
        entry_in: Callable[[Writing], Entry],
        calls: tuple[tuple[Occurrence, Which, datetime], ...],
        now: datetime,
        heard_at: datetime,
        speaker: Loudspeaker,
    ) -> None:
        """First it is on disk that this is said, then it is said: a power cut in between costs a call and never repeats one.

        :param heard_at: when its first word is to be heard, or as soon as it can be.
        """
        told = [{"class": one.key, "call": which.value, "due": due.isoformat()} for one, which, due in calls]

        def keep(writing: Writing) -> Entry:
            entry = entry_in(writing)
            self.calling.keep_said(writing, calls, entry.waiting.number, now)
            self.minutes.about_to_say(writing, entry, now, heard_at, told)
            return entry

        entry = self.minutes.store.write(keep, Urgency.DESK)
        self.queue = [each for each in self.queue if each is not entry]
        zones, urgent = [zone.value for zone in entry.zones], entry.waiting.kind is Kind.EMERGENCY
        order = speaker.announce(entry.spoken, zones, urgent, (heard_at - self.clock.now()).total_seconds())
        said = replace(entry, waiting=replace(entry.waiting, left=entry.waiting.left - 1))
        self._orders[order] = Ordered(said, now + NO_REPORT_AFTER)
        self.calling.look_again()
        self.changed()

    def _over(self, order: int, trouble: str | None) -> None:
        """An order came to its end, well or not."""
        ordered = self._orders.get(order)
        if ordered is None:
            return
        entry = replace(ordered.entry, heard=ordered.entry.heard or trouble is None)
        self._orders[order] = replace(ordered, entry=entry, over=True, trouble=trouble)
        self.look_now()
        self.changed()

    def _write_down_what_is_over(self, now: datetime) -> None:
        for order, ordered in tuple(self._orders.items()):
            entry, trouble = ordered.entry, ordered.trouble
            if not ordered.over:
                continue
            if entry.waiting.left and not entry.cancelled:
                self.minutes.paused(entry, trouble, now)
                self.queue.append(replace(entry, waiting=replace(entry.waiting, since=now + self.manner.pause)))
            else:
                outcome = "said" if entry.heard else "cancelled" if entry.cancelled else "failed"
                self.minutes.ended(entry, outcome, "cancelled" if entry.cancelled else trouble, now)
            del self._orders[order]

    def _give_up(self, now: datetime) -> None:
        for order, ordered in tuple(self._orders.items()):
            if now >= ordered.overdue_at and not ordered.over:
                log.warning("announcement_unreported announcement=%d", ordered.entry.waiting.number)
                self.minutes.ended(ordered.entry, "failed", "no_report", now)
                del self._orders[order]
                self.changed()

    def _drop_late(self, now: datetime) -> None:
        late = too_late((entry.waiting for entry in self.queue), now, self.manner.rules.late)
        for entry in [each for each in self.queue if each.waiting in late]:
            self.minutes.ended(entry, "said" if entry.heard else "dropped", "late", now)
            self.queue.remove(entry)

    def _prepare(self, now: datetime, speaker: Loudspeaker) -> None:
        self._prepared = {mark for mark in self._prepared if mark[1] > now}
        for group in self.calling.groups_until(now + self.manner.prepare):
            marks = {(call.one.key, call.due, call.one.start) for call in group}
            if not marks <= self._prepared:
                self._prepared |= marks
                speaker.prepare(class_call(group, self.manner.tongues))

    def _next_moment(self, now: datetime) -> datetime:
        moments = [
            *self.calling.coming(),
            *(call.due - self.manner.prepare for call in self.calling.seen),
            *(call.due for call in self.calling.seen),
            *(entry.waiting.since for entry in self.queue),
            *(ordered.overdue_at for ordered in self._orders.values()),
            self.calling.next_midnight(now),
            *([now + LOOK_AGAIN] if self.calling.time_unknown else []),
        ]
        return min(at for at in moments if at > now)
