"""Classes are called on the second by a loudspeaker that must be told before, and a clock that is set disturbs nothing."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from kiosk.database.announcements import announcements_since, calls_known
from kiosk.database.moment import utc_text
from kiosk.desk.announcing.due import CallRules
from kiosk.desk.announcing.entry import Manner
from kiosk.desk.announcing.turns import Kind
from tests.announcing_club import AnnouncingClub, at

LEAD = Manner(rules=CallRules(lead=timedelta(seconds=3)))


@pytest.fixture
def club() -> Iterator[AnnouncingClub]:
    with closing(AnnouncingClub(manner=LEAD)) as club:
        yield club


def heard_at(club: AnnouncingClub) -> list[str]:
    """When the first word of each announcement was to be heard, as it is listed."""
    calls = club.store.read(lambda db: calls_known(db, "", "9", []))
    rows = club.store.read(lambda db: announcements_since(db, ""))
    assert [call.at for call in calls if call.number] == [row["said_at"] for row in rows] == [row["asked_at"] for row in rows]
    return [row["said_at"] for row in rows]


def test_a_call_is_ordered_so_early_that_its_first_word_is_heard_on_the_second(club: AnnouncingClub) -> None:
    club.pass_until("17:44:56.9")
    assert club.loudspeaker.heard == []
    club.pass_until("17:44:57")
    assert club.loudspeaker.words_in_s == [3.0]
    club.finish()
    club.pass_until("18:30:00")
    assert club.loudspeaker.words_in_s == [3.0, 3.0]
    assert heard_at(club) == [utc_text(at("17:45:00")), utc_text(at("17:55:00"))]
    assert club.journal("call_skipped") == []


def test_a_call_that_is_ordered_late_is_heard_as_soon_as_it_can(club: AnnouncingClub) -> None:
    club.clock.move_to(at("17:45:30"))
    club.start()
    assert club.loudspeaker.words_in_s == [0.0]
    assert heard_at(club) == [utc_text(at("17:45:30"))]


def test_a_power_cut_between_order_and_first_word_repeats_no_call(club: AnnouncingClub) -> None:
    club.pass_until("17:44:58")
    club.start()
    club.pass_until("17:54:00")
    assert len(club.loudspeaker.heard) == 1


def test_a_counter_that_starts_shortly_before_a_call_is_due_says_it_on_the_second(club: AnnouncingClub) -> None:
    club.clock.move_to(at("17:44:58"))
    club.start()
    assert club.loudspeaker.words_in_s == [2.0]


@pytest.mark.parametrize("by", [timedelta(seconds=1.5), timedelta(seconds=-1.5), timedelta(hours=1), timedelta(hours=-1)])
def test_a_clock_that_is_set_between_order_and_first_word_repeats_no_call(club: AnnouncingClub, by: timedelta) -> None:
    club.pass_until("17:44:58")
    club.set_clock(by)
    club.finish()
    club.pass_until("17:54:56")
    assert len(club.loudspeaker.heard) == 1


@pytest.mark.parametrize(("by", "words_in_s"), [(timedelta(seconds=3), 2.0), (timedelta(minutes=1), 0.0), (timedelta(minutes=-1), 3.0)])
def test_a_clock_that_is_set_shortly_before_the_order_costs_no_call(club: AnnouncingClub, by: timedelta, words_in_s: float) -> None:
    club.pass_until("17:44:55")
    club.set_clock(by)
    club.pass_until("17:50:00")
    assert club.loudspeaker.words_in_s == [words_in_s]


def test_without_sound_a_call_is_skipped_when_it_is_due_and_not_before() -> None:
    with closing(AnnouncingClub(manner=LEAD, sound=False)) as club:
        club.pass_until("17:44:59")
        assert club.journal("call_skipped") == []
        club.pass_until("17:45:00")
        assert len(club.journal("call_skipped")) == 1


def test_a_notice_does_not_begin_shortly_before_a_call_is_ordered(club: AnnouncingClub) -> None:
    club.pass_until("17:44:28")
    club.ask(Kind.NOTICE, "notice")
    club.pass_until("17:45:00")
    assert [words.partition(" ")[0] for words in club.loudspeaker.heard] == ["各位会员，您好。"]


@pytest.mark.parametrize("by", [timedelta(hours=1), timedelta(hours=-1), timedelta(days=400)])
def test_what_waits_keeps_its_age_when_the_clock_is_set(club: AnnouncingClub, by: timedelta) -> None:
    club.ask(Kind.PAGE, "page", times=2)
    club.ask(Kind.NOTICE, "notice")
    club.set_clock(by)
    assert club.journal("announcement_dropped") == club.journal("announcement_failed") == []
    club.finish()
    club.finish()
    club.set_clock(-by)
    club.pass_until("12:00:19")
    assert club.loudspeaker.heard == ["page @desk", "notice @desk"]
    club.pass_until("12:00:20")
    assert club.loudspeaker.heard == ["page @desk", "notice @desk", "page @desk"]


def test_an_order_without_a_report_is_given_up_after_as_long_when_the_clock_is_set(club: AnnouncingClub) -> None:
    club.ask(Kind.PAGE, "page")
    club.set_clock(timedelta(hours=-1))
    club.pass_until("11:03:59")
    assert club.announcements.saying() is not None
    club.pass_until("11:04:00")
    assert club.announcements.saying() is None
