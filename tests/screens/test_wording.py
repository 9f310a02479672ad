"""What a face says, in both languages."""

from datetime import date, datetime, timedelta

import pytest

from kiosk.lane.notices import Notice, NoticeCode
from kiosk.lane.reasons import Refusal
from kiosk.lane.view import Goodbye, Guest, Refused, TagNotGiven, Welcome
from kiosk.lane.words import Fault, Language, Sex
from kiosk.screens.messages.catalogue import load_catalogue
from kiosk.screens.messages.dates import clock, day_phrase, header_day, minutes_until, until_phrase
from kiosk.screens.messages.wording import (
    aside_line,
    fault_sentence,
    few_left,
    hello,
    notice_line,
    refusal,
    salutation,
    tag_number,
)
from tests.screens.scenes import AT, GRACE, WANG

ZH, EN = load_catalogue(Language.CHINESE), load_catalogue(Language.ENGLISH)
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "chinese", "english"),
    [
        (date(2026, 11, 22), "昨天", "yesterday"),
        (date(2026, 11, 23), "今天", "today"),
        (date(2026, 11, 24), "明天", "tomorrow"),
        (date(2026, 3, 3), "3月3日", "on 3 March"),
        (date(2025, 12, 31), "2025年12月31日", "on 31 December 2025"),
    ],
)
def test_a_day_is_said_as_people_say_it(day: date, chinese: str, english: str) -> None:
    assert day_phrase(day, TODAY, ZH) == chinese
    assert day_phrase(day, TODAY, EN).replace("\u00a0", " ") == english


def test_until_a_day_is_said_without_on() -> None:
    assert until_phrase(date(2026, 12, 31), TODAY, EN).replace("\u00a0", " ") == "31 December"
    assert until_phrase(date(2026, 11, 24), TODAY, EN) == "tomorrow"


def test_the_head_of_the_screen_has_day_and_clock() -> None:
    assert header_day(TODAY, ZH) == "11月23日 周一"
    assert header_day(TODAY, EN) == "Mon 23 November"
    assert clock(datetime(2026, 11, 23, 8, 5, tzinfo=AT.tzinfo)) == "08:05"


def test_minutes_until_a_class_are_those_of_the_clocks_face() -> None:
    assert minutes_until(AT.replace(hour=18, minute=30, second=0), AT.replace(second=50)) == 18
    assert minutes_until(AT - timedelta(minutes=3), AT) == -3


def test_title_follows_the_sex_on_the_card() -> None:
    assert salutation(WANG, ZH) == "王一诺 女士"
    assert salutation(GRACE, EN) == "Ms Grace Fielding"
    assert salutation(Guest("Alex", None, Language.ENGLISH), EN) == "Alex"
    assert hello(Guest("李尔东", Sex.MALE, Language.CHINESE), ZH) == "李尔东 先生，您好"
    assert hello(None, EN) == "Hello"


def test_a_long_chinese_name_breaks_after_its_dot() -> None:
    assert salutation(Guest("欧阳·阿提", Sex.MALE, Language.CHINESE), ZH) == "欧阳·\u200b阿提 先生"


def test_tag_is_read_without_its_pool() -> None:
    assert tag_number("F-017") == "017"


@pytest.mark.parametrize(
    ("days", "visits", "chinese", "english"),
    [
        (None, None, "", ""),
        (9, None, "会员卡还有 9 天到期，前台可续", "9 days left · renew at the desk"),
        (0, None, "会员卡今天到期，前台可续", "Last day · renew at the desk"),
        (None, 2, "次卡还剩 2 次，前台可续", "2 visits left · renew at the desk"),
        (None, 1, "这是次卡的最后一次，前台可续", "Last visit on this card · renew at the desk"),
    ],
)
def test_what_is_left_is_said_when_it_is_little(days: int | None, visits: int | None, chinese: str, english: str) -> None:
    welcome = Welcome(WANG, "F-017", Sex.FEMALE, days, visits)
    assert (few_left(welcome, ZH), few_left(welcome, EN)) == (chinese, english)


@pytest.mark.parametrize(
    ("refused", "chinese", "english"),
    [
        (Refused(Refusal.EXPIRED, WANG, until="2026-11-22"), "会员卡昨天到期了", "Your membership ended yesterday"),
        (Refused(Refusal.EXPIRED, WANG), "会员卡已经到期", "Your membership has ended"),
        (Refused(Refusal.NOT_YET_VALID, WANG, since="2026-12-01"), "会员卡12月1日开始生效", "Your membership starts on 1 December"),
        (Refused(Refusal.FROZEN, WANG, until="2026-12-31"), "会员卡停卡到12月31日", "Your membership is frozen until 31 December"),
        (Refused(Refusal.TAG_OWED, WANG, tag="M-017"), "手牌 M-017 还没交回", "You still hold tag M-017"),
        (Refused(Refusal.TAG_OWED, WANG), "还有一块手牌没交回", "You still hold a tag"),
        (Refused(Refusal.ALREADY_INSIDE, WANG), "这张卡已经入场了", "This card is already inside"),
    ],
)
def test_a_refusal_says_why(refused: Refused, chinese: str, english: str) -> None:
    assert refusal(refused, TODAY, ZH).title.replace("\u200b", "") == chinese
    assert refusal(refused, TODAY, EN).title.replace("\u00a0", " ") == english


@pytest.mark.parametrize("reason", [Refusal.OUTSIDE_HOURS, Refusal.CLUB_CLOSED])
def test_a_refusal_by_the_clock_names_the_hours(reason: Refusal) -> None:
    refused = Refused(reason, WANG, hours=("10:00-12:00", "14:00-16:00"))
    assert "10:00–12:00、14:00–16:00" in refusal(refused, TODAY, ZH).what_to_do
    assert "10:00–12:00, 14:00–16:00" in refusal(refused, TODAY, EN).what_to_do


@pytest.mark.parametrize("reason", list(Refusal))
def test_every_refusal_says_what_to_do(reason: Refusal) -> None:
    for catalogue in (ZH, EN):
        advice = refusal(Refused(reason, None), TODAY, catalogue)
        assert advice.title
        assert advice.what_to_do
        assert "{" not in advice.title + advice.what_to_do


def test_a_fault_is_said_in_plain_words() -> None:
    assert fault_sentence("turnstile", Fault.STUCK, ZH) == "闸机卡住了"
    assert fault_sentence("reader:main", Fault.LOST, EN) == "the card reader is not answering"
    assert fault_sentence("lamp", Fault.LOST, EN) == "a device is not answering"


def test_a_message_aside_names_whom_it_is_for() -> None:
    assert aside_line(Refused(Refusal.LOST_CARD, WANG), TODAY, ZH) == "这张卡已经挂失 · 王一诺 女士"
    assert aside_line(Refused(Refusal.UNKNOWN_CARD, None), TODAY, ZH) == "这张卡还没有登记"
    assert aside_line(TagNotGiven(GRACE), TODAY, EN) == "Ms Grace Fielding: get your tag at the desk"
    assert aside_line(Goodbye(WANG, "F-1", True), TODAY, ZH) == "王一诺 女士：请到前台取回会员卡"
    assert aside_line(Goodbye(WANG, "F-1", False), TODAY, ZH) == "王一诺 女士：谢谢，再见"


def test_a_notice_carries_its_facts() -> None:
    notice = Notice(AT, NoticeCode.DEVICE_FAILED, (("device", "turnstile"), ("fault", "stuck")))
    assert notice_line(notice, EN) == "A device has failed · turnstile · stuck"
