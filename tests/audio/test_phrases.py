"""What is said, and how its places are filled."""

import pytest

from audio.options import LANGUAGES
from audio.phrasebook import MAX_VALUE_LENGTH, catalogue, fill, places
from kiosk.lane.reasons import Refusal

MEMBER = {"name": "王丽", "sex": "F", "tag": "F-017"}


def test_catalogues_have_the_same_phrases_with_the_same_places() -> None:
    chinese, english = catalogue("zh"), catalogue("en")
    assert chinese.keys() == english.keys()
    assert {key: places(text) for key, text in chinese.items()} == {key: places(text) for key, text in english.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_is_one_that_is_filled(language: str) -> None:
    assert all(places(text) <= {"name", "title", "tag"} for text in catalogue(language).values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", Refusal)
def test_every_refusal_can_be_said_to_somebody_unknown(language: str, reason: Refusal) -> None:
    assert fill(f"refused.{reason.value}", language, {"name": "", "sex": ""})


@pytest.mark.parametrize(
    "reason", [Refusal.EXPIRED, Refusal.NO_VISITS_LEFT, Refusal.TAG_OWED, Refusal.FROZEN, Refusal.LOST_CARD, Refusal.UNDER_AGE]
)
def test_refusal_that_could_shame_names_no_reason_aloud(reason: Refusal) -> None:
    assert fill(f"refused.{reason.value}", "zh", MEMBER) == "请到前台，我们来帮您。"
    assert fill(f"refused.{reason.value}", "en", MEMBER) == "Please come to the desk, and we will help you."


def test_member_is_greeted_by_name_and_title_and_told_the_number() -> None:
    assert fill("welcome", "zh", MEMBER).startswith("王丽女士，欢迎。您的手牌是十七号，")
    assert fill("welcome", "en", {"name": "Smith", "sex": "M", "tag": "M-021"}).startswith(
        "Welcome, Mister Smith. Your tag is number twenty-one."
    )


def test_somebody_whose_sex_is_not_known_has_no_title() -> None:
    assert fill("goodbye", "zh", {"name": "王丽", "sex": ""}).startswith("谢谢王丽，")
    assert fill("goodbye", "en", {"name": "Wang Li"}).startswith("Thank you, Wang Li.")


def test_name_in_braces_is_only_a_name() -> None:
    assert fill("goodbye", "en", {"name": "{tag}"}).startswith("Thank you, {tag}.")


def test_very_long_name_is_cut() -> None:
    assert len(fill("goodbye", "zh", {"name": "王" * 500})) < MAX_VALUE_LENGTH + 30


@pytest.mark.parametrize(
    ("phrase", "language", "reason"),
    [
        ("shout", "zh", "no such phrase: 'shout'"),
        ("title.F", "zh", "no such phrase: 'title.F'"),
        ("welcome", "fr", "no such language: 'fr'; known are zh, en"),
        ("welcome", "en", "phrase 'welcome' needs name, tag"),
    ],
)
def test_what_cannot_be_said_is_refused_with_the_reason(phrase: str, language: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        fill(phrase, language, {})
