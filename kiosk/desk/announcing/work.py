"""Requests about announcements and music: the rule, the work, the reply."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC
from typing import Any

from kiosk.database.store import Urgency
from kiosk.desk.announcing.due import Call, State, Which
from kiosk.desk.announcing.entry import Loudspeaker
from kiosk.desk.announcing.listed import announcements_listed
from kiosk.desk.announcing.requests import MOST_LETTERS
from kiosk.desk.announcing.saying import Announcements
from kiosk.desk.announcing.turns import Kind
from kiosk.desk.announcing.wording import Spoken, class_call, from_catalogue, page, phrases, typed
from kiosk.desk.classes.programme import Occurrence
from kiosk.desk.requests import Announcements as ListAnnouncements
from kiosk.desk.requests import CancelAnnouncement, Emergency, Music, Notice, Page, SayNow, Volume
from kiosk.errors import RequestRefused

MOST_NAME_LETTERS = 40

VoiceRequest = Page | Notice | Emergency | SayNow | ListAnnouncements | CancelAnnouncement | Volume | Music


@dataclass(frozen=True, slots=True)
class VoiceDesk:
    """Answers in the counter's own thread.

    :param find: the class with this key; raises ``RequestRefused`` when there is none.
    """

    announcements: Announcements
    find: Callable[[str], Occurrence]

    def answer(self, request: VoiceRequest, who: str) -> Any:
        """Do what was asked by somebody who may; returns the reply's value.

        :raises RequestRefused: when a rule forbids it.
        """
        match request:
            case ListAnnouncements():
                return self._listed()
            case CancelAnnouncement(number=number):
                return self.announcements.cancel(number, who)
            case Page(guest=guest, phrase=phrase, sex=sex, languages=tongues):
                spoken = page(_known("page", phrase), _line(guest, MOST_NAME_LETTERS, "name"), sex, tongues)
                return self._ask(Kind.PAGE, spoken, request, who)
            case Notice():
                return self._ask(Kind.NOTICE, _chosen_or_typed("notice", request), request, who)
            case Emergency():
                return self._ask(Kind.EMERGENCY, _chosen_or_typed("emergency", request), request, who)
            case SayNow(key=key):
                return self._say_now(self.find(key), who)
            case Volume(zone=zone, percent=percent):
                if not 0 <= percent <= 100:
                    raise RequestRefused("bad_volume", f"a volume is 0 to 100 percent, not {percent}")
                self._speaker().volume(zone.value, percent)
                return self._note("volume_set", {"zone": zone.value, "percent": percent}, who)
            case Music(zone=zone, to=to):
                self._speaker().music(zone.value, to.value)
                return self._note("music", {"zone": zone.value, "to": to.value}, who)

    def _listed(self) -> dict[str, Any]:
        announcements, calling = self.announcements, self.announcements.calling
        now, zone, saying = announcements.clock.now(), calling.programme.zone, announcements.saying()
        known = announcements.time_known()
        listed = calling.store.read(lambda db: announcements_listed(db, now, zone, calling.rules, known), Urgency.DESK)
        return {
            **listed,
            "saying": saying.waiting.number if saying else None,
            "waiting": sorted(entry.waiting.number for entry in announcements.queue),
            "phrases": {table: list(phrases(table)) for table in ("page", "notice", "emergency")},
            "music": [asdict(music) for music in announcements.music.values()],
        }

    def _ask(self, kind: Kind, spoken: Spoken, request: Page | Notice | Emergency, who: str) -> dict[str, int]:
        if request.times not in (1, 2):
            raise RequestRefused("bad_times", f"it is said once or twice, not {request.times} times")
        zones = tuple(dict.fromkeys(request.zones))
        if not zones:
            raise RequestRefused("no_zone", "say where it shall be heard: desk, bar, changing")
        return {"number": self.announcements.ask(kind, spoken, zones, request.times, who)}

    def _say_now(self, one: Occurrence, who: str) -> dict[str, int]:
        now = self.announcements.clock.now()
        if one.cancelled:
            raise RequestRefused("cancelled", f"{one.name} does not take place")
        if one.start.astimezone(UTC) <= now:
            raise RequestRefused("begun", f"{one.name} has begun")
        if self.announcements.calling.find(one.key) is None:
            raise RequestRefused("too_early", f"{one.name} is on another day; a class is called on its day or the day before")
        if not self.announcements.calling.left(one):
            raise RequestRefused("said_twice", f"{one.name} was called twice; no class is called more often")
        manner = self.announcements.manner
        spoken = class_call([Call(one, Which.ASKED, now, State.DUE)], manner.tongues)
        return {"number": self.announcements.ask(Kind.CLASS, spoken, manner.zones, 1, who, one)}

    def _speaker(self) -> Loudspeaker:
        if self.announcements.speaker is None:
            raise RequestRefused("no_sound", "this counter has no loudspeaker; a technician can switch sound on in the settings")
        return self.announcements.speaker

    def _note(self, what: str, facts: dict[str, Any], who: str) -> None:
        minutes, now = self.announcements.minutes, self.announcements.clock.now()
        minutes.store.write(lambda writing: writing.journal(minutes.stamp(now, who), what, facts), Urgency.DESK)


def _chosen_or_typed(table: str, request: Notice | Emergency) -> Spoken:
    if request.phrase and not (request.zh or request.en):
        return from_catalogue(table, _known(table, request.phrase), request.languages)
    if request.phrase or not (request.zh or request.en):
        raise RequestRefused("phrase_or_text", "choose a phrase, or type a text in zh, in en, or in both")
    return typed(*(_line(text, MOST_LETTERS, "text") if text else None for text in (request.zh, request.en)))


def _known(table: str, phrase: str) -> str:
    known = phrases(table)
    if phrase not in known:
        raise RequestRefused("no_such_phrase", f"there is no phrase {phrase!r}; known are {', '.join(known)}")
    return phrase


def _line(text: str, most: int, what: str) -> str:
    trimmed = " ".join(text.split())
    if not any(letter.isalnum() for letter in trimmed) or len(trimmed) > most or not trimmed.isprintable():
        raise RequestRefused("bad_text", f"the {what} is 1 to {most} letters that can be spoken")
    return trimmed
