"""What the desk does about announcements and music."""

from dataclasses import asdict
from datetime import UTC
from typing import Any

from kiosk.desk.announcing.due import Call, State, Which
from kiosk.desk.announcing.entry import Queued
from kiosk.desk.announcing.listed import announcements_listed
from kiosk.desk.announcing.requests import (
    MOST_LETTERS,
    CancelAnnouncement,
    Emergency,
    Music,
    Notice,
    Page,
    SayNow,
    Volume,
    Zone,
)
from kiosk.desk.announcing.requests import Announcements as ListAnnouncements
from kiosk.desk.announcing.saying import Announcements
from kiosk.desk.announcing.turns import Kind
from kiosk.desk.announcing.wording import Spoken, class_call, from_catalogue, page, phrases, typed
from kiosk.desk.asked import Desk
from kiosk.desk.classes.programme import Occurrence
from kiosk.desk.classes.work import find_class
from kiosk.desk.texts import one_line
from kiosk.errors import RequestRefused

MOST_NAME_LETTERS = 40


def announcements(desk: Desk, request: ListAnnouncements) -> dict[str, Any]:
    """Today as it stands ``at`` this moment: the ``calls`` of classes and the ``announcements``; the numbers of what is being said
    (``saying``) and of what waits (``waiting``); the ``phrases`` to choose from, by table; the ``music`` of each zone."""
    del request
    club = desk.use(Announcements)
    rules, known, saying = club.calling.rules, club.time_known(), club.saying()
    return {
        **desk.read(lambda db: announcements_listed(db, desk.now, desk.zone, rules, known)),
        "saying": saying.waiting.number if saying else None,
        "waiting": sorted(entry.waiting.number for entry in club.queue),
        "phrases": {table: list(phrases(table)) for table in ("page", "notice", "emergency")},
        "music": [asdict(music) for music in club.music.values()],
    }


def cancel(desk: Desk, request: CancelAnnouncement) -> None:
    """Take it out of the queue, or silence it."""
    desk.use(Announcements).cancel(request.number, desk.who, desk.write)


def call_guest(desk: Desk, request: Page) -> Queued:
    """Call a guest by name."""
    name = _spoken(request.guest, MOST_NAME_LETTERS, "the name")
    return _ask(desk, Kind.PAGE, page(_known("page", request.phrase), name, request.sex, request.languages), request)


def tell_everybody(desk: Desk, request: Notice) -> Queued:
    """When its turn has come."""
    return _ask(desk, Kind.NOTICE, _chosen_or_typed("notice", request), request)


def warn_everybody(desk: Desk, request: Emergency) -> Queued:
    """At once."""
    return _ask(desk, Kind.EMERGENCY, _chosen_or_typed("emergency", request), request)


def say_now(desk: Desk, request: SayNow) -> Queued:
    """Call a class that can still be called."""
    club, one = desk.use(Announcements), find_class(desk, request.key)
    if one.cancelled:
        raise RequestRefused("cancelled", f"{one.name} does not take place")
    if one.start.astimezone(UTC) <= desk.now:
        raise RequestRefused("begun", f"{one.name} has begun")
    if club.calling.find(one.key) is None:
        raise RequestRefused("too_early", f"{one.name} is on another day; a class is called on its day or the day before")
    if not club.calling.left(one):
        raise RequestRefused("said_twice", f"{one.name} was called twice; no class is called more often")
    spoken = class_call([Call(one, Which.ASKED, desk.now, State.DUE)], club.manner.tongues)
    return _queue(desk, Kind.CLASS, spoken, club.manner.zones, 1, one)


def volume(desk: Desk, request: Volume) -> None:
    """How loud a zone is."""
    if not 0 <= request.percent <= 100:
        raise RequestRefused("bad_volume", f"a volume is 0 to 100 percent, not {request.percent}")
    speaker = desk.use(Announcements).must_have_speaker()
    _note(desk, "volume_set", {"zone": request.zone.value, "percent": request.percent})
    speaker.volume(request.zone.value, request.percent)


def music(desk: Desk, request: Music) -> None:
    """Switch a zone's music."""
    speaker = desk.use(Announcements).must_have_speaker()
    _note(desk, "music", {"zone": request.zone.value, "to": request.to.value})
    speaker.music(request.zone.value, request.to.value)


def _ask(desk: Desk, kind: Kind, spoken: Spoken, request: Page | Notice | Emergency) -> Queued:
    if request.times not in (1, 2):
        raise RequestRefused("bad_times", f"it is said once or twice, not {request.times} times")
    zones = tuple(dict.fromkeys(request.zones))
    if not zones:
        raise RequestRefused("no_zone", "say where it shall be heard: desk, bar, changing")
    return _queue(desk, kind, spoken, zones, request.times)


def _queue(desk: Desk, kind: Kind, spoken: Spoken, zones: tuple[Zone, ...], times: int, one: Occurrence | None = None) -> Queued:
    club = desk.use(Announcements)
    club.must_take(kind)
    queued = desk.write(lambda writing: club.minutes.asked(writing, kind, spoken, zones, times, desk.now, desk.who))
    club.take(queued.number, kind, spoken, zones, times, one)
    return queued


def _note(desk: Desk, what: str, facts: dict[str, Any]) -> None:
    desk.write(lambda writing: writing.journal(desk.stamp, what, facts))


def _chosen_or_typed(table: str, request: Notice | Emergency) -> Spoken:
    if request.phrase and not (request.zh or request.en):
        return from_catalogue(table, _known(table, request.phrase), request.languages)
    if request.phrase or not (request.zh or request.en):
        raise RequestRefused("phrase_or_text", "choose a phrase, or type a text in zh, in en, or in both")
    return typed(*(_spoken(text, MOST_LETTERS, "the text") if text else None for text in (request.zh, request.en)))


def _spoken(text: str, most: int, what: str) -> str:
    """One line with at least one letter or digit: signs alone cannot be spoken. Line breaks are spoken as spaces."""
    return one_line(" ".join(text.split()) if any(letter.isalnum() for letter in text) else "", most, "bad_text", what)


def _known(table: str, phrase: str) -> str:
    known = phrases(table)
    if phrase not in known:
        raise RequestRefused("no_such_phrase", f"there is no phrase {phrase!r}; known are {', '.join(known)}")
    return phrase
