"""The catalogues are whole, in both languages."""

import string

import pytest

from kiosk.lane.notices import NoticeCode
from kiosk.lane.reasons import Refusal
from kiosk.lane.words import Fault, Language, Sex
from kiosk.screens.messages.catalogue import Catalogue, load_catalogue

LANGUAGES = [load_catalogue(language) for language in Language]


def _places(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name}


def test_both_catalogues_have_the_same_keys() -> None:
    chinese, english = LANGUAGES
    assert set(chinese.messages) == set(english.messages)


@pytest.mark.parametrize("catalogue", LANGUAGES, ids=list(Language))
def test_no_message_is_empty(catalogue: Catalogue) -> None:
    assert [key for key, message in catalogue.messages.items() if not message.strip()] == []


def test_both_languages_take_the_same_values() -> None:
    chinese, english = LANGUAGES
    dates = ("calendar.", "letter.", "out_of_service.")
    differing = {
        key for key, message in chinese.messages.items() if not key.startswith(dates) and _places(message) != _places(english.messages[key])
    }
    assert differing == set()


@pytest.mark.parametrize("catalogue", LANGUAGES, ids=list(Language))
def test_every_code_has_its_words(catalogue: Catalogue) -> None:
    wanted = [f"fault.{fault}" for fault in Fault] + [f"notice.{code}" for code in NoticeCode] + [f"pool.{sex}" for sex in Sex]
    wanted += [f"refused.{reason}.{part}" for reason in Refusal for part in ("title", "advice")]
    assert [key for key in wanted if key not in catalogue.messages] == []


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        LANGUAGES[0].text("rest.nothing_of_the_kind")


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        LANGUAGES[0].text("rest.in_minutes")
