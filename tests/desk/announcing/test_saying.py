"""The club's announcements: on time, on disk before they sound, never a third time, one after the other."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from audio.orders import Why
from kiosk.database.announcements import calls_known
from kiosk.database.classes import ClassRow
from kiosk.desk.announcing.entry import Manner
from kiosk.desk.announcing.minutes import Minutes
from kiosk.desk.announcing.requests import Tongues, Zone
from kiosk.desk.announcing.turns import Kind
from kiosk.errors import DatabaseUnusable, RequestRefused
from tests.announcing_club import AnnouncingClub, PowerCutError, at

Open = Callable[..., AnnouncingClub]


@pytest.fixture
def open_club() -> Iterator[Open]:
    clubs: list[AnnouncingClub] = []

    def open_(*classes: ClassRow, manner: Manner | None = None, sound: bool = True) -> AnnouncingClub:
        clubs.append(AnnouncingClub(*classes, manner=manner, sound=sound))
        return clubs[-1]

    yield open_
    for club in clubs:
        club.close()


@pytest.fixture
def club(open_club: Open) -> AnnouncingClub:
    return open_club()


def said(club: AnnouncingClub) -> list[str]:
    return [call.call for call in club.store.read(lambda db: calls_known(db, "", "9", [])) if call.number]


def test_a_class_is_called_on_the_second_in_chinese_and_then_in_english(club: AnnouncingClub) -> None:
    club.pass_until("17:44:59")
    assert club.loudspeaker.heard == []
    club.pass_until("17:45:00")
    assert club.loudspeaker.heard == [
        "各位会员，您好。 18:00，大厅，尊巴课程即将开始。 请参加的会员提前做好准备。 "
        "Dear members. 尊巴 begins at 18:00, in 大厅. Please get ready in good time. @desk+bar+changing"
    ]
    club.finish()
    club.pass_until("17:55:00")
    club.finish()
    assert "马上就要开始" in club.loudspeaker.heard[1]
    club.pass_until("23:00:00")
    assert len(club.loudspeaker.heard) == 2
    assert [what for what, _ in club.journal()] == ["announcing", "announced", "announcing", "announced"]


def test_a_call_is_rendered_ahead_once_some_minutes_before(club: AnnouncingClub) -> None:
    club.pass_until("17:42:59")
    assert club.loudspeaker.prepared == []
    club.pass_until("17:43:00")
    assert len(club.loudspeaker.prepared) == 1
    club.pass_until("17:45:00")
    assert [club.loudspeaker.heard[0].partition(" @")[0]] == club.loudspeaker.prepared


def test_what_is_about_to_be_said_is_on_disk_before_it_sounds(club: AnnouncingClub, monkeypatch: pytest.MonkeyPatch) -> None:
    on_disk: list[list[str]] = []

    def look(*order: object) -> int:
        del order
        on_disk.append(said(club))
        return 1

    monkeypatch.setattr(club.loudspeaker, "announce", look)
    club.pass_until("17:46:00")
    assert on_disk == [["first"]]


def test_a_power_cut_between_disk_and_sound_costs_a_call_and_repeats_none(club: AnnouncingClub) -> None:
    club.loudspeaker.dies = True
    with pytest.raises(PowerCutError):
        club.pass_until("17:45:00")
    club.loudspeaker.dies = False
    club.start()
    club.pass_until("17:50:00")
    assert club.loudspeaker.heard == []
    club.pass_until("18:00:00")
    assert len(club.loudspeaker.heard) == 1
    assert said(club) == ["first", "second"]


def test_a_counter_that_was_off_says_no_late_call_and_writes_down_why(club: AnnouncingClub) -> None:
    club.clock.move_to(at("17:49:00"))
    club.start()
    club.pass_until("18:30:00")
    assert len(club.loudspeaker.heard) == 1
    assert [(facts["call"], facts["reason"]) for _, facts in club.journal("call_skipped")] == [("first", "late")]
    club.start()
    assert len(club.journal("call_skipped")) == 1


def test_classes_that_start_together_are_one_announcement(open_club: Open) -> None:
    club = open_club(
        ClassRow(6, "18:00", 60, "尊巴", "大厅"), ClassRow(6, "18:00", 60, "瑜伽", "小厅"), manner=Manner(tongues=Tongues.CHINESE)
    )
    club.pass_until("17:45:00")
    assert club.loudspeaker.heard == [
        "各位会员，您好。 18:00，大厅，尊巴课程即将开始。 18:00，小厅，瑜伽课程即将开始。 请参加的会员提前做好准备。 @desk+bar+changing"
    ]


def test_a_page_is_said_twice_with_a_pause_and_a_notice_waits_for_it(club: AnnouncingClub) -> None:
    club.ask(Kind.PAGE, "page", times=2)
    club.ask(Kind.NOTICE, "notice")
    club.finish()
    assert club.loudspeaker.heard == ["page @desk", "notice @desk"]
    club.finish()
    club.pass_until("12:00:19")
    assert len(club.loudspeaker.heard) == 2
    club.pass_until("12:00:20")
    club.finish()
    club.pass_until("13:00:00")
    assert club.loudspeaker.heard == ["page @desk", "notice @desk", "page @desk"]


def test_whoever_waits_is_said_in_the_order_of_urgency(club: AnnouncingClub) -> None:
    club.pass_until("17:44:00")
    for kind, text in ((Kind.PAGE, "first page"), (Kind.NOTICE, "notice"), (Kind.PAGE, "second page")):
        club.ask(kind, text)
    club.pass_until("17:45:01")
    for _ in range(3):
        club.finish()
    assert [words.partition(" ")[0] for words in club.loudspeaker.heard] == ["first", "second", "各位会员，您好。", "notice"]


def test_an_emergency_falls_into_every_word_and_what_it_cut_is_said_again_only_if_that_is_left(club: AnnouncingClub) -> None:
    club.ask(Kind.PAGE, "page", times=2)
    club.ask(Kind.EMERGENCY, "emergency")
    assert (club.loudspeaker.heard[1], club.loudspeaker.urgent) == ("emergency @desk", [False, True])
    club.cut(1)
    club.finish()
    club.pass_until("12:00:20")
    club.finish()
    club.pass_until("12:10:00")
    assert club.loudspeaker.heard == ["page @desk", "emergency @desk", "page @desk"]


def test_a_second_emergency_waits_for_the_first(club: AnnouncingClub) -> None:
    club.ask(Kind.EMERGENCY, "one")
    club.ask(Kind.EMERGENCY, "two")
    assert len(club.loudspeaker.heard) == 1
    club.finish()
    assert club.loudspeaker.heard == ["one @desk", "two @desk"]


def test_what_waits_can_be_cancelled_and_what_is_being_said_silenced(club: AnnouncingClub) -> None:
    talking, waiting = club.ask(Kind.PAGE, "page", times=2), club.ask(Kind.NOTICE, "notice")
    club.announcements.cancel(waiting, "S02", club.store.write)
    club.announcements.cancel(talking, "S02", club.store.write)
    assert club.loudspeaker.cancelled == [1]
    club.cut(1)
    club.pass_until("12:30:00")
    assert club.loudspeaker.heard == ["page @desk"]
    assert [facts["announcement"] for _, facts in club.journal("announcement_cancelled")] == [waiting, talking]
    with pytest.raises(RequestRefused, match="does not wait"):
        club.announcements.cancel(talking, "S02", club.store.write)


def test_a_notice_that_waited_too_long_is_dropped(club: AnnouncingClub) -> None:
    club.ask(Kind.PAGE, "page")
    number = club.ask(Kind.NOTICE, "notice")
    club.pass_until("12:03:01")
    club.finish()
    assert club.loudspeaker.heard == ["page @desk"]
    assert club.journal("announcement_dropped") == [("announcement_dropped", {"announcement": number, "reason": "late"})]


def test_what_waited_when_the_power_went_is_not_said_any_more(club: AnnouncingClub) -> None:
    club.ask(Kind.PAGE, "page", times=2)
    club.ask(Kind.NOTICE, "notice")
    club.start()
    club.pass_until("12:30:00")
    assert club.loudspeaker.heard == ["page @desk"]
    assert [facts["reason"] for _, facts in club.journal("announcement_dropped")] == ["restarted", "restarted"]


def test_a_call_that_the_loudspeaker_could_not_say_is_told_and_counts(club: AnnouncingClub) -> None:
    club.pass_until("17:45:00")
    club.drop(Why.NO_SOUND)
    club.pass_until("17:55:00")
    club.fail("speech_failed")
    assert [facts["reason"] for _, facts in club.journal("announcement_failed")] == ["no_sound", "speech_failed"]
    club.pass_until("18:10:00")
    assert len(club.loudspeaker.heard) == 2


def test_a_loudspeaker_that_never_reports_does_not_hold_the_others_up_for_ever(club: AnnouncingClub) -> None:
    club.ask(Kind.PAGE, "page")
    club.pass_until("12:03:30")
    club.ask(Kind.NOTICE, "notice")
    club.pass_until("12:04:00")
    assert club.loudspeaker.heard == ["page @desk", "notice @desk"]


def test_without_sound_every_call_is_skipped_and_asking_is_refused(open_club: Open) -> None:
    club = open_club(sound=False)
    club.pass_until("18:00:00")
    assert [facts["reason"] for _, facts in club.journal("call_skipped")] == ["no_sound", "no_sound"]
    with pytest.raises(RequestRefused, match="no loudspeaker"):
        club.ask(Kind.PAGE, "page")


def test_the_queue_has_an_end_but_never_for_an_emergency(club: AnnouncingClub) -> None:
    for number in range(21):
        club.ask(Kind.PAGE, f"page {number}")
    with pytest.raises(RequestRefused, match="wait already"):
        club.ask(Kind.PAGE, "one too many")
    club.ask(Kind.EMERGENCY, "emergency")
    assert club.loudspeaker.urgent[-1]


def test_what_is_being_said_is_known_until_it_is_over(club: AnnouncingClub) -> None:
    assert club.announcements.saying() is None
    club.ask(Kind.PAGE, "page", zones=(Zone.BAR, Zone.CHANGING))
    saying = club.announcements.saying()
    assert saying is not None
    assert [part.text for part in saying.spoken] == ["page"]
    before = club.changes
    club.finish()
    assert club.announcements.saying() is None
    assert club.changes > before


def test_the_announcements_never_want_to_be_woken_at_a_moment_that_is_over(club: AnnouncingClub) -> None:
    club.ask(Kind.PAGE, "page", times=2)
    for minutes in range(0, 800, 7):
        moment = at("12:00:00") + timedelta(minutes=minutes)
        club.clock.move_to(moment)
        club.announcements.wake(moment)
        wanted = club.announcements.next_at()
        assert wanted is not None
        assert wanted > moment


def held(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    """The database takes no more of this until the end of the patch."""

    def fail(*_: object, **__: object) -> None:
        raise DatabaseUnusable("held")

    monkeypatch.setattr(Minutes, what, fail)


def test_what_was_asked_for_while_the_database_is_held_is_said_later(club: AnnouncingClub, monkeypatch: pytest.MonkeyPatch) -> None:
    held(monkeypatch, "about_to_say")
    club.ask(Kind.EMERGENCY, "out")
    assert club.loudspeaker.heard == []
    monkeypatch.undo()
    due = club.announcements.next_at()
    assert due
    assert due <= club.clock.now()
    club.announcements.wake(club.clock.now())
    assert club.loudspeaker.heard == ["out @desk"]


def test_an_end_that_could_not_be_written_down_is_written_later_and_holds_nobody_up(
    club: AnnouncingClub, monkeypatch: pytest.MonkeyPatch
) -> None:
    club.ask(Kind.PAGE, "page")
    club.ask(Kind.NOTICE, "notice")
    held(monkeypatch, "ended")
    club.finish()
    assert club.announcements.saying() is None
    monkeypatch.undo()
    club.announcements.wake(club.clock.now())
    assert club.loudspeaker.heard == ["page @desk", "notice @desk"]
    assert [data["announcement"] for _, data in club.journal("announced")] == [1]


def test_a_cancelling_that_could_not_be_written_down_cancels_nothing(club: AnnouncingClub) -> None:
    club.ask(Kind.PAGE, "page")
    number = club.ask(Kind.NOTICE, "notice")

    def fail(*_: object) -> None:
        raise DatabaseUnusable("held")

    with pytest.raises(DatabaseUnusable):
        club.announcements.cancel(number, "S02", fail)  # type: ignore[arg-type]
    club.announcements.cancel(number, "S02", club.store.write)
    assert [data["announcement"] for _, data in club.journal("announcement_cancelled")] == [number]
