"""Announcements and music."""

from kiosk.desk.announcing import work
from kiosk.desk.announcing.requests import (
    Announcements,
    CancelAnnouncement,
    Emergency,
    Music,
    Notice,
    Page,
    SayNow,
    Volume,
)
from kiosk.desk.asked import Asked, By, System

_QUEUED = ("no_sound", "queue_full", "bad_times", "no_zone")
_TEXT = ("no_such_phrase", "phrase_or_text", "bad_text")

SYSTEM = System(
    "announcing",
    (
        Asked(Announcements, By.STAFF, work.announcements, repeatable=True),
        Asked(Page, By.HOUSE, work.call_guest, refuses=(*_QUEUED, "no_such_phrase", "bad_text")),
        Asked(Notice, By.HOUSE, work.tell_everybody, refuses=(*_QUEUED, *_TEXT)),
        Asked(Emergency, By.STAFF, work.warn_everybody, refuses=("no_sound", "bad_times", "no_zone", *_TEXT)),
        Asked(
            SayNow,
            By.DESK,
            work.say_now,
            refuses=("no_such_class", "cancelled", "begun", "too_early", "said_twice", "no_sound", "queue_full"),
        ),
        Asked(CancelAnnouncement, By.HOUSE, work.cancel, refuses=("not_waiting",)),
        Asked(Volume, By.HOUSE, work.volume, refuses=("bad_volume", "no_sound")),
        Asked(Music, By.HOUSE, work.music, refuses=("no_sound",)),
    ),
)
