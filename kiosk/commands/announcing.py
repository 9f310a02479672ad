"""The work of ``kiosk announce``: what the technician asks of the club's voice, with or without a running counter."""

import queue
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from audio.child import Announcer
from audio.orders import Cut, Dropped, Failed, Finished, Part, Report
from audio.parts import render_announcement
from audio.speech import SpeechError
from audio.voices import announcing_voices
from kiosk.counter.clock import SystemClock
from kiosk.database.store import one_moment
from kiosk.desk.announcing.due import quiet_at
from kiosk.desk.announcing.listed import announcements_listed
from kiosk.desk.announcing.requests import EVERYWHERE, Notice, Zone
from kiosk.desk.staff.requests import SignIn
from kiosk.desk.systems import requests_of
from kiosk.errors import HomeError
from kiosk.lane.words import Language
from kiosk.settings.home import Home
from kiosk.wire.asking import Asking
from kiosk.wire.messages import json_object, request_from
from kiosk.wiring.desk import call_rules_of

SAID_WITHIN_S = 60.0


def spoken_language(text: str) -> Language:
    """Chinese when there is a Chinese character in it."""
    return Language.CHINESE if any("\u3400" <= letter <= "\u9fff" for letter in text) else Language.ENGLISH


def listed(home: Home) -> dict[str, Any]:
    """Today's calls and announcements, from the database: whether or not a counter runs."""
    settings, clock = home.settings(), SystemClock()
    known = clock.trusted() or not settings.announcing.needs_known_time
    with one_moment(home.database_file) as db:
        return announcements_listed(db, clock.now(), settings.club.zone, call_rules_of(settings), known)


def listed_as_text(day: dict[str, Any]) -> Iterator[str]:
    """One line a call, then one an announcement."""
    for call in day["calls"]:
        state = f"{call['state']} {_clock(call['at'])}" if call["at"] else call["state"]
        why = f"  ({call['why']})" if call["why"] else ""
        yield f"{_clock(call['due'])}  {call['call']:<7}{state:<16}{_minute(call['start'])} {call['name']}, {call['room']}{why}"
    for row in day["announcements"]:
        state = row["outcome"] or ("waits" if not row["said"] else "is being said, or waits to be said again")
        why = f"  ({row['reason']})" if row["reason"] not in (None, state) else ""
        yield f"{_clock(row['asked_at'])}  {row['kind']:<10}{row['said']} of {row['times']}  {state}: {row['zh'] or row['en']}{why}"
    if not day["calls"] and not day["announcements"]:
        yield "There are no classes today, and nothing was announced."


def quiet_hours_now(home: Home) -> str | None:
    """What to tell whoever has something said in the quiet hours; none at any other time."""
    settings = home.settings()
    begins, ends = call_rules_of(settings).quiet
    if not quiet_at(SystemClock().now().astimezone(settings.club.zone), (begins, ends)):
        return None
    return f"These are the quiet hours, {begins:%H:%M} to {ends:%H:%M}: no class is called, but this is said."


def say(home: Home, text: str, zones: Sequence[str], sign_in: tuple[str, str] | None) -> int | None:
    """Say it in these zones, everywhere when there is none: through the running counter, signed in with number and PIN; directly without.

    Returns its number in the counter's queue.

    :raises KioskError: when it may not be said, was not heard, or a zone is unknown.
    """
    try:
        where = tuple(map(Zone, zones)) or EVERYWHERE
    except ValueError:
        raise HomeError(f"there is no such zone; known are {', '.join(EVERYWHERE)}") from None
    if sign_in is None:
        _say_directly(home, text, where)
        return None
    texts = {spoken_language(text).value: text}
    with Asking(home.socket) as counter:
        counter.ask(SignIn(*sign_in))
        number: int = counter.ask(Notice(zh=texts.get("zh"), en=texts.get("en"), zones=where))["number"]
    return number


def ask_counter(home: Home, request: str, staff_no: str, pin: str) -> Any:
    """The running counter's reply to a request in its plain form.

    :raises KioskError: when it is no request, number or PIN is wrong, a rule forbids it, or no counter answers.
    """
    asked = request_from(json_object(request), requests_of())
    with Asking(home.socket) as counter:
        counter.ask(SignIn(staff_no, pin))
        return counter.ask(asked)


def _say_directly(home: Home, text: str, zones: tuple[Zone, ...]) -> None:
    """Say it now and wait until it was heard: only where no counter runs."""
    settings = home.settings()
    reports: queue.SimpleQueue[Report] = queue.SimpleQueue()
    announcer = Announcer(settings.sound.at(home.path), reports.put)
    announcer.start()
    try:
        number = announcer.announce([_part(text)], [zone.value for zone in zones])
        why = _end_of(number, reports)
    finally:
        announcer.stop()
    if why:
        raise HomeError(f"nothing was heard: {why}; run: kiosk doctor")


def render(home: Home, text: str, file: Path) -> None:
    """Write it as a WAV, with its gong, as it would sound at full volume.

    :raises HomeError: when it cannot be spoken or the file not written.
    """
    if not file.absolute().parent.is_dir():
        raise HomeError(f"{file} cannot be written: there is no such folder")
    try:
        render_announcement([_part(text)], file, home.settings().sound.at(home.path))
    except SpeechError as error:
        raise HomeError(f"it cannot be spoken: {error}; run: kiosk doctor") from None
    except OSError as error:
        raise HomeError(f"{file} cannot be written: {error.strerror or error}") from None


def voices(home: Home) -> dict[str, str]:
    """The voice of each language."""
    return dict(announcing_voices(home.settings().sound.at(home.path)))


def _part(text: str) -> Part:
    return Part(spoken_language(text).value, text)


def _end_of(number: int, reports: "queue.SimpleQueue[Report]") -> str | None:
    """Why it was not heard; none when it was."""
    try:
        while True:
            match reports.get(timeout=SAID_WITHIN_S):
                case Finished(number=ended) if ended == number:
                    return None
                case Failed(number=ended, reason=reason) if ended == number:
                    return reason
                case Dropped(number=ended, why=why) if ended == number:
                    return why.value
                case Cut(number=ended) if ended == number:
                    return "cut"
                case _:
                    pass
    except queue.Empty:
        return "the announcer does not answer"


def _clock(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%H:%M:%S}"


def _minute(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%H:%M}"
