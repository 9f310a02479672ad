"""The words of the announcements."""

from dataclasses import replace
from string import Formatter

import pytest

from kiosk.desk.announcing.due import Call, State, Which
from kiosk.desk.announcing.requests import Tongues
from kiosk.desk.announcing.wording import catalogue, class_call, from_catalogue, page, phrases, text_in, typed
from kiosk.lane.words import Language, Sex
from tests.desk.announcing.test_due import START, ZUMBA


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_have_the_same_phrases_with_the_same_places() -> None:
    chinese, english = catalogue(Language.CHINESE), catalogue(Language.ENGLISH)
    assert list(chinese) == list(english)
    assert {key: places(text) for key, text in chinese.items()} == {key: places(text) for key, text in english.items()}


def test_a_class_names_its_class_room_and_time_in_both_calls() -> None:
    for language in Language:
        assert all(places(catalogue(language)[f"class.{which}"]) == {"name", "room", "time"} for which in ("first", "second"))


def test_a_class_may_have_a_recording_of_its_own_for_each_language() -> None:
    call = Call(replace(ZUMBA, name="Body Pump / 60"), Which.FIRST, START, State.DUE)
    assert [part.recording for part in class_call([call], Tongues.ENGLISH)] == ["class-opening", "class-body-pump-60", "class-closing"]


@pytest.mark.parametrize("name", ["尊巴", "../../etc", "///", "a b\tc", "Žumba"])
def test_the_recording_of_a_class_is_always_a_bare_name(name: str) -> None:
    parts = class_call([Call(replace(ZUMBA, name=name), Which.SECOND, START, State.DUE)], Tongues.BOTH)
    assert all("/" not in (part.recording or "") and "." not in (part.recording or "") for part in parts)


@pytest.mark.parametrize(
    ("sex", "zh", "en"),
    [(Sex.FEMALE, "王一诺女士，", "Ms 王一诺, "), (Sex.MALE, "王一诺先生，", "Mister 王一诺, "), (None, "王一诺，", "王一诺, ")],
)
def test_a_guest_is_paged_with_their_title_and_never_by_a_recording(sex: Sex | None, zh: str, en: str) -> None:
    spoken = page("desk", "王一诺", sex, Tongues.BOTH)
    assert (spoken[0].text.startswith(zh), spoken[1].text.startswith(en)) == (True, True)
    assert [part.recording for part in spoken] == [None, None]


def test_staff_can_choose_from_the_phrases() -> None:
    assert {"desk", "phone"} <= set(phrases("page"))
    assert [part.recording for part in from_catalogue("notice", "closing_soon", Tongues.CHINESE)] == ["notice-closing_soon"]


def test_what_is_typed_is_said_in_the_languages_in_which_it_is_typed() -> None:
    assert [(part.language, part.text) for part in typed(None, "Hello")] == [("en", "Hello")]
    assert [part.language for part in typed("你好", "Hello")] == ["zh", "en"]
    assert text_in(typed(None, "Hello"), Language.CHINESE) is None
