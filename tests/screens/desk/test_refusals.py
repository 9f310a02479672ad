"""What the desk reads when something was not done. That every code has its words is asked in ``tests/desk/test_systems.py``."""

import re

import pytest

from kiosk.desk import days
from kiosk.desk.announcing import saying
from kiosk.desk.announcing import work as announcing
from kiosk.desk.announcing.requests import MOST_LETTERS
from kiosk.desk.classes import changes
from kiosk.desk.imports import incoming
from kiosk.desk.staff import sign_in
from kiosk.lane.words import Language
from kiosk.screens.desk.refusals import COMMON, OTHER, refusal_text
from tests.screens.desk.wordings import Texts, refusals

BOTH = pytest.mark.parametrize("language", Language)

LONGEST = {Language.CHINESE: 52, Language.ENGLISH: 145}
"""Two lines of a form at the size of its text."""
SENTENCES = {
    Language.CHINESE: re.compile(r"[\u4e00-\u9fffA-Z0-9 ，：；、。-]+。"),
    Language.ENGLISH: re.compile(r"[A-Z][A-Za-z0-9 ,:;.?'-]+\."),
}
SCREEN_ENGLISH = re.compile(
    r"\b(error|code|key|token|session|request|database|server|socket|invalid|illegal|fail(ed|ure)?|forbidden)\b", re.I
)
SCREEN_CHINESE = re.compile("错误|代码|数据库|服务器|请求|会话|令牌|非法|无效|失败|禁止|你")


def odd(language: Language, pattern: re.Pattern[str]) -> Texts:
    return {where: text for where, text in refusals(language).items() if pattern.search(text)}


def test_both_languages_have_words_for_the_same_codes() -> None:
    assert set(refusals(Language.CHINESE)) == set(refusals(Language.ENGLISH))


@BOTH
def test_every_text_is_whole_sentences_without_a_code_or_a_gap(language: Language) -> None:
    assert {where: text for where, text in refusals(language).items() if not SENTENCES[language].fullmatch(text)} == {}


@BOTH
def test_every_text_says_what_is_the_matter_and_what_to_do(language: Language) -> None:
    ends = re.compile("[。；]" if language is Language.CHINESE else r"[.;?](?= |$)")
    assert {where: text for where, text in refusals(language).items() if len(ends.findall(text)) < 2} == {}


@BOTH
def test_every_text_can_be_read_at_a_glance(language: Language) -> None:
    assert {where: len(text) for where, text in refusals(language).items() if len(text) > LONGEST[language]} == {}


def test_no_text_blames_or_speaks_like_a_machine() -> None:
    assert odd(Language.CHINESE, SCREEN_CHINESE) == {}
    assert odd(Language.ENGLISH, SCREEN_ENGLISH) == {}


@pytest.mark.parametrize(
    ("system", "code", "numbers"),
    [
        ("staff", "wrong_pin", {sign_in.TRIES, sign_in.LOCKED_FOR.seconds // 60}),
        ("staff", "locked", {sign_in.TRIES, sign_in.LOCKED_FOR.seconds // 60}),
        ("classes", "bad_day", {days.FIRST.year, days.LAST.year}),
        ("classes", "bad_class", {changes.LONGEST_NAME, changes.LONGEST_ROOM, 1, changes.LONGEST_MIN // 60}),
        ("announcing", "queue_full", {saying.MOST_WAITING}),
        ("announcing", "bad_text", {announcing.MOST_NAME_LETTERS, MOST_LETTERS}),
        ("figures", "bad_day", {days.FIRST.year, days.LAST.year}),
        ("imports", "too_many_rows", {incoming.AT_ONCE}),
    ],
)
def test_a_rule_is_told_with_the_numbers_that_it_has(system: str, code: str, numbers: set[int]) -> None:
    for language in Language:
        assert {int(number) for number in re.findall(r"\d+", refusal_text(system, code, language))} == numbers


def test_a_system_has_its_own_words_for_a_code_that_another_has_too() -> None:
    assert "PIN" in refusal_text("staff", "locked", Language.ENGLISH)
    assert "turnstile" in refusal_text("simulated", "locked", Language.ENGLISH)


@BOTH
def test_what_can_become_of_any_request_is_said_alike_in_every_system_that_has_no_own_words(language: Language) -> None:
    common = refusals(language)[COMMON, "not_allowed"]
    assert refusal_text("door", "not_allowed", language) == refusal_text("classes", "not_allowed", language) == common
    assert refusal_text("imports", "not_allowed", language) == refusals(language)["imports", "not_allowed"] != common


@BOTH
def test_a_code_that_only_a_newer_counter_knows_is_told_in_words_too(language: Language) -> None:
    assert refusal_text("door", "moon_is_full", language) == refusals(language)[COMMON, OTHER]


def test_a_system_that_has_no_screens_is_a_mistake() -> None:
    with pytest.raises(FileNotFoundError):
        refusal_text("dor", "no_visit", Language.CHINESE)
